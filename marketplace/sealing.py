"""Sealing what nobody without a key may read: AES-256-GCM, bound to its place in the database.

The key's number stands in front of each sealed value, so keys can be changed row by row. The place
(table, column and row) is authenticated with the content: a value copied to another row does not
open there. Keys come from the environment or the instance folder, never from the database, so a
copy of the database alone tells nothing.
"""

import base64
import binascii
import os
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE_BYTES = 12
KEY_BYTES = 32


class SealBroken(ValueError):
    """A sealed value was changed, moved to another row, or its key is not at hand."""


@dataclass(frozen=True, slots=True, repr=False)
class Keyring:
    """The keys by their numbers; the first one seals, all of them open."""

    keys: dict[int, bytes]

    @classmethod
    def from_text(cls, text: str) -> "Keyring":
        """Read "2:base64,1:base64", newest first. Raises ValueError for a key of other length."""
        keys: dict[int, bytes] = {}
        for part in text.split(","):
            number, _, encoded = part.strip().partition(":")
            try:
                key = base64.b64decode(encoded, validate=True)
                keys[int(number)] = key
            except (ValueError, binascii.Error) as error:
                raise ValueError("a key reads NUMBER:BASE64, several with commas") from error
            if len(key) != KEY_BYTES or not 0 < int(number) < 256:
                raise ValueError("a key has 32 bytes and a number from 1 to 255")
        return cls(keys)

    def to_text(self) -> str:
        """As `from_text` reads it."""
        encoded = ((number, base64.b64encode(key).decode()) for number, key in self.keys.items())
        return ",".join(f"{number}:{key}" for number, key in encoded)

    def grown(self) -> "Keyring":
        """With a new key in front. Raises ValueError when all 255 numbers are taken."""
        free = [number for number in range(1, 256) if number not in self.keys]
        after = [number for number in free if number > self.newest] or free
        if not after:
            raise ValueError("there are 255 keys already: take away those that seal nothing")
        return Keyring({after[0]: os.urandom(KEY_BYTES), **self.keys})

    @property
    def newest(self) -> int:
        """The number of the key that seals."""
        return next(iter(self.keys))

    def seal(self, content: bytes, place: str) -> bytes:
        """Encrypt content for one place, with the newest key."""
        number = self.newest
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self.keys[number]).encrypt(nonce, content, place.encode())
        return bytes([number]) + nonce + sealed

    def open(self, sealed: bytes, place: str) -> bytes:
        """Decrypt what was sealed for this place. Raises SealBroken."""
        key = self.keys.get(sealed[0]) if sealed else None
        if key is None:
            raise SealBroken("no key for this value")
        nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, rest, place.encode())
        except (InvalidTag, ValueError) as error:
            raise SealBroken("a sealed value was changed or moved") from error


_keyring = Keyring({})


def use(keyring: Keyring) -> None:
    """Set the keys of this process; done once, when the application is built."""
    global _keyring
    _keyring = keyring


def keyring() -> Keyring:
    """The keys of this process."""
    return _keyring

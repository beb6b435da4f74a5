"""Codes of one solve: the solver compares needs with places without knowing what either means.

Each solve draws a key, uses it while it reads the rows, and throws it away. What is kept of a
solve, or printed by it, then speaks of codes that nothing turns back into words.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

KEY_BYTES = 16
DIGITS = 12


@dataclass(frozen=True, slots=True, repr=False)
class RunCodes:
    """Work conditions, hazards and dimensions under the names of one solve."""

    key: bytes

    @classmethod
    def drawn(cls) -> "RunCodes":
        """Names for a new solve."""
        return cls(os.urandom(KEY_BYTES))

    def of(self, code: str) -> str:
        """The name of one code: the same within a solve, another in the next."""
        return hmac.new(self.key, code.encode(), hashlib.sha256).hexdigest()[:DIGITS]

    def each(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The names of codes, in their order."""
        return tuple(self.of(code) for code in codes)

    def keyed(self, values: Mapping[str, int]) -> dict[str, int]:
        """The same numbers under the names of their codes, in their order."""
        return {self.of(code): value for code, value in values.items()}

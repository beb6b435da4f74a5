"""Changing keys: everything opens as before, by the new key alone."""

import base64
import os

import pytest

from marketplace import sealing
from marketplace.sealing import Keyring, SealBroken
from marketplace.services import key_rotation, second_factors
from tests.make import make_member, make_user
from tests.make_needs import make_needs, needs_of

OLD = base64.b64decode("A" * 43 + "=")
"""The key of the tests: number 1."""


@pytest.fixture
def ring(monkeypatch):
    """Sets the keys of the process."""

    def use(ring: Keyring) -> Keyring:
        monkeypatch.setattr(sealing, "_keyring", ring)
        return ring

    return use


def test_after_a_rotation_the_old_key_is_not_needed(session, ring):
    members = [make_member() for _ in range(3)]
    for member in members:
        make_needs(member, "step_free")
    factor = second_factors.begin(make_user())
    secret = second_factors.secret_of(factor)
    grown = ring(Keyring({1: OLD}).grown())
    assert key_rotation.rotate() == key_rotation.Rotated(people=3, code_apps=1)
    assert key_rotation.spare() == [1]
    ring(Keyring({grown.newest: grown.keys[grown.newest]}))
    assert [needs_of(one).conditions for one in members] == [("step_free",)] * 3
    assert second_factors.secret_of(factor) == secret


def test_rotating_again_changes_nothing(session, ring):
    make_needs(make_member(), "step_free")
    ring(Keyring({1: OLD}).grown())
    key_rotation.rotate()
    assert key_rotation.rotate() == key_rotation.Rotated(0, 0)


def test_without_the_old_key_nothing_is_rotated(session, ring):
    member = make_member()
    make_needs(member, "step_free")
    ring(Keyring({2: os.urandom(32)}))
    with pytest.raises(SealBroken):
        key_rotation.rotate()
    assert key_rotation.in_use() == {1: 1}
    ring(Keyring({1: OLD}))
    assert needs_of(member).conditions == ("step_free",)


def test_the_newest_key_is_never_spare(session, ring):
    ring(Keyring({2: os.urandom(32), 1: OLD}))
    assert key_rotation.spare() == [1]


@pytest.mark.parametrize(("known", "number"), [([1], 2), ([2, 1], 3), ([255, 1], 2), ([9], 10)])
def test_a_new_key_gets_a_free_number_and_stands_first(known, number):
    grown = Keyring({one: os.urandom(32) for one in known}).grown()
    assert list(grown.keys) == [number, *known]
    assert len(grown.keys[number]) == sealing.KEY_BYTES


def test_255_keys_are_enough():
    with pytest.raises(ValueError, match="255"):
        Keyring(dict.fromkeys(range(1, 256), OLD)).grown()


def test_a_keyring_is_written_as_it_is_read():
    ring = Keyring({1: OLD}).grown()
    assert Keyring.from_text(ring.to_text()) == ring

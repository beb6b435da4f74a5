"""The member who is signed in."""

from marketplace.access import viewer
from marketplace.models.members import Member


def member() -> Member:
    """Herself."""
    found = viewer().member
    assert found is not None  # noqa: S101 -- a CHECK of users, and the door lets only members in
    return found

"""Which cooperative a list is narrowed to, as the address says."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from marketplace.models.cooperatives import Cooperative
from marketplace.services import cooperatives


@dataclass(frozen=True, slots=True)
class Choice:
    """All cooperatives, and the one chosen."""

    offered: Sequence[Cooperative]
    chosen: Cooperative | None

    @property
    def inner_id(self) -> int | None:
        """For services."""
        return self.chosen.id if self.chosen else None

    @property
    def public_id(self) -> str | None:
        """For addresses."""
        return self.chosen.public_id if self.chosen else None


def asked_choice() -> Choice:
    """What the address asks for; a cooperative that does not exist narrows nothing."""
    offered, asked = cooperatives.by_name(), request.args.get("cooperative")
    return Choice(offered, next((one for one in offered if one.public_id == asked), None))

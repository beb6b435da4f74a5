"""Our company: where each 100 kr came from and went, and what its owners vote on."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from flask import Blueprint, render_template
from flask_babel import gettext

from marketplace.access import open_to
from marketplace.errors import N_
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Stream
from marketplace.models.ledger import AnnualAccount
from marketplace.models.users import Role
from marketplace.services import own_company, policies
from marketplace.services.own_company import Use
from marketplace.web.members import own
from marketplace.web.periods import asked_year

blueprint = Blueprint("company", __name__, url_prefix="/company")
USES = {
    Use.PAY: N_("Lön och avgifter"),
    Use.OTHER: N_("Lokaler, varor och annat"),
    Use.PAID_OUT: N_("Delades ut"),
    Use.KEPT: N_("Sparades i företaget"),
    Use.LEFT: N_("Blev över"),
}
SOURCES = {
    (Stream.MARKET, BuyerSector.PRIVATE_PERSON): N_("Privata kunder och butiken"),
    (Stream.MARKET, BuyerSector.COMPANY): N_("Företag som är kunder"),
    (Stream.MARKET, BuyerSector.PUBLIC): N_("Kommuner och andra myndigheter"),
    (Stream.PUBLIC_COMPENSATION, BuyerSector.PUBLIC): N_("Stöd från stat och kommun"),
}
Key = TypeVar("Key")
Bar = dict[str, object]


@blueprint.get("")
@open_to(Role.MEMBER)
def show() -> str:
    """A finished year, the last twelve months, and the vote."""
    member = own.member()
    accounts = own_company.accounts(member.cooperative_id)
    account = _asked(accounts)
    parts = own_company.went_to(account) if account else None
    sources = own_company.came_from(member.cooperative_id)
    policy = policies.at_vote()
    return render_template(
        "members/company/show.html",
        cooperative=member.cooperative,
        is_owner=own_company.is_owner(member),
        accounts=accounts,
        account=account,
        uses=_bars(parts or {}, USES),
        lacking=max(0, -(parts or {}).get(Use.KEPT, 0), -(parts or {}).get(Use.LEFT, 0)),
        sources=_bars(sources or {}, SOURCES),
        wages=own_company.wages(member.cooperative_id),
        since=own_company.since(),
        policy=policy,
        voted=policy is not None and policies.has_voted(policy, member.id),
        decided=policies.last_decided(),
    )


def _asked(accounts: Sequence[AnnualAccount]) -> AnnualAccount | None:
    """The account of the year that the address asks for; else the newest."""
    number = asked_year()
    return next((one for one in accounts if one.year_to.year == number), next(iter(accounts), None))


def _bars(parts: Mapping[Key, int], words: Mapping[Key, str]) -> list[Bar]:
    """Kronor of each hundred as bars, in the order of their words, without empty ones."""
    return [
        {"label": gettext(text), "kronor": parts[key]}
        for key, text in words.items()
        if parts.get(key, 0) > 0
    ]

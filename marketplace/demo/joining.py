"""Companies on their way into a network: invited, asking to join, and one that was told no."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from marketplace.clock import at
from marketplace.demo.book import Book, table_of
from marketplace.demo.companies import Customer
from marketplace.demo.setting import Setting, office_moment
from marketplace.demo.users import Staff
from marketplace.models.history import Actor
from marketplace.models.network_applications import ApplicationStatus, NetworkApplication
from marketplace.models.places import NetworkMembership, NetworkStatus
from marketplace.models.users import Role, User

TEN = 10 * 60
STRANGER = Actor(role="stranger", label="")
INVITED_DAYS, APPLIED_DAYS, ANSWERED_DAYS = (5, 20), (1, 6), (25, 40)
NO = "Ni har inga egna anställda i kommunen än. Hör gärna av er när ni har det."
APPLICANTS: Mapping[str, Mapping[str, Any]] = {
    "vingaker": {
        "company_name": "Tallmo Trädgård AB",
        "organisation_number": "559999-8019",
        "contact_name": "Sanna Tallmo",
        "email": "sanna@tallmo-tradgard.example",
        "phone": "070-174 06 90",
        "message": "Vi har mest att göra i april och maj, med plantering och packning.",
    },
    "linkoping": {
        "company_name": "Ekängens Vandrarhem AB",
        "organisation_number": "559999-8027",
        "contact_name": "Olof Brink",
        "email": "olof@ekangens-vandrarhem.example",
        "phone": "",
        "message": "",
    },
    "kinda": {
        "company_name": "Horns Sjöliv AB",
        "organisation_number": "559999-8035",
        "contact_name": "Petra Hedlund",
        "email": "petra@horns-sjoliv.example",
        "phone": "070-174 06 91",
        "message": "Vi hyr ut kanoter på sommaren.",
    },
}
"""By municipality. Kinda's has been answered."""


def add_joining(
    book: Book,
    setting: Setting,
    networks: Mapping[str, int],
    customers: Iterable[Customer],
    staff: Staff,
) -> None:
    """When and to whom each invitation was sent, and who asks to join.

    Comes last of all rows: the addresses of all others stay as they were.
    """
    by = _kooptjanst(book)
    _invite(book, setting, {one.number: staff.owners[one.number] for one in customers}, by)
    for code, told in APPLICANTS.items():
        _apply(book, setting, code, networks[code], told, by)


def _invite(book: Book, setting: Setting, owners: Mapping[int, Actor], by: Actor) -> None:
    draw = setting.draw("invitations")
    for row in book.rows[table_of(NetworkMembership)]:
        if row["joined_on"]:
            joined = at(row["joined_on"], TEN)
            book.event(joined, "network_memberships.active", NetworkMembership, row["id"], by)
        if row["status"] == NetworkStatus.INVITED:
            day = setting.day - timedelta(days=draw.randint(*INVITED_DAYS))
            sent = office_moment(draw, day)
            contact = owners[row["company_id"]].user_id
            book.change(NetworkMembership, row["id"], invited_at=sent, contact_id=contact)
            book.event(sent, "network_memberships.invited", NetworkMembership, row["id"], by)


def _apply(
    book: Book, setting: Setting, code: str, network: int, told: Mapping[str, Any], by: Actor
) -> None:
    draw = setting.draw("application", code)
    is_answered = code == "kinda"
    days = draw.randint(*(ANSWERED_DAYS if is_answered else APPLIED_DAYS))
    applied = office_moment(draw, setting.day - timedelta(days=days))
    answered = applied + timedelta(days=3)
    status = ApplicationStatus.DECLINED if is_answered else ApplicationStatus.WAITING
    number = book.add(
        NetworkApplication,
        network_id=network,
        status=status,
        applied_at=applied,
        answered_at=answered if is_answered else None,
        answered_by=by.label if is_answered else "",
        answer=NO if is_answered else "",
        **told,
    )
    noun = NetworkApplication
    book.event(applied, "network_applications.waiting", noun, number, STRANGER)
    if is_answered:
        detail = {"from": ApplicationStatus.WAITING.value}
        book.event(answered, "network_applications.declined", noun, number, by, **detail)


def _kooptjanst(book: Book) -> Actor:
    """Whoever has been at Kooptjänst longest."""
    users = book.rows[table_of(User)]
    row = next(row for row in users if row["role"] == Role.KOOPTJANST)
    return Actor(Role.KOOPTJANST.value, row["name"], user_id=row["id"])

"""Companies that ask to join a network: taken in, seen by Kooptjänst, answered, thrown away."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Company
from marketplace.models.history import Actor
from marketplace.models.messages import Channel, Message, MessageStatus
from marketplace.models.network_applications import ApplicationStatus, NetworkApplication
from marketplace.models.places import Network, NetworkMembership
from marketplace.models.users import User
from marketplace.services import attempts, customers, invitations, messages
from marketplace.services.history import move, record
from marketplace.services.invitations import Guest
from marketplace.services.lists import Source

A_PLACE: Final = 10
"""Applications from one address within a quarter of an hour: a whole office may share it."""
STRANGER = Actor(role="stranger", label="")
"""Whoever sends the open form: history is never rewritten, so no name of hers stands in it."""


def apply(network: Network, guest: Guest, message: str, *, address: str) -> None:
    """Take in what a stranger wrote. The answer is the same whether the company is known or not.

    Sent twice, it waits once, with the words of the second time. Raises Invalid for a number that
    cannot be right, and where an address sends too many.
    """
    number = customers.checked(organisation_number=guest.organisation_number)
    place = attempts.subject("application", address)
    attempts.take_turns(place)
    attempts.refuse_too_many(place, A_PLACE)
    attempts.note(place)
    _take_in(network, guest, number, message, STRANGER)


def apply_signed_in(network: Network, user: User, by: Actor) -> None:
    """A company asks for itself. Raises Invalid where it is in the network already."""
    company = user.company
    assert company is not None  # noqa: S101 -- a CHECK of the database: the role has one
    if _is_in(network, company):
        raise Invalid(N_("Ni är redan med i nätverket."))
    guest = Guest(
        company.name, company.organisation_number or "", user.name, user.email or "", user.phone
    )
    application = _take_in(network, guest, guest.organisation_number, "", by)
    application.company_id, application.applicant_id = company.id, user.id


def accept(
    application: NetworkApplication, by: Actor, *, base_url: str, is_public_body: bool = False
) -> NetworkMembership:
    """Say yes: a company that signed in is in at once; a stranger gets a link to answer by.

    Raises Conflict where somebody has answered, and Invalid as `invitations.invite` does.
    """
    move(application, ApplicationStatus.ACCEPTED, by)
    _note_answer(application, by, "")
    if application.applicant and application.company:
        membership = invitations.admit(application.network, application.company, by)
        _mail(application, "network_joined", url=f"{base_url}/companies/today")
        return membership
    guest = replace(guest_of(application), is_public_body=is_public_body)
    membership, is_asked = invitations.invite(application.network, guest, by, base_url=base_url)
    if not is_asked:
        invitations.send_again(membership, by, base_url=base_url)
    application.company_id = membership.company_id
    return membership


def decline(application: NetworkApplication, words: str, by: Actor) -> None:
    """Say no, in words that are mailed. Raises Invalid without words, Conflict where answered."""
    if not words.strip():
        raise Invalid(N_("Skriv varför. Det ni skriver skickas till företaget."), field="words")
    move(application, ApplicationStatus.DECLINED, by)
    _note_answer(application, by, words.strip())
    _mail(application, "network_declined", words=words.strip())


def forget(application: NetworkApplication, by: Actor) -> None:
    """Throw an answered application away, with the letters about it; history keeps no name."""
    record("network_applications.forgotten", application, by)
    _throw_away(NetworkApplication.id == application.id)


def forget_old(before: datetime) -> int:
    """Throw away what was answered before then, or never answered since; how many."""
    since = func.coalesce(NetworkApplication.answered_at, NetworkApplication.applied_at)
    return _throw_away(since < before)


def waiting() -> Mapping[int, int]:
    """How many wait for an answer, by the number of the network."""
    rows = db.session.execute(
        select(NetworkApplication.network_id, func.count())
        .where(NetworkApplication.status == ApplicationStatus.WAITING)
        .group_by(NetworkApplication.network_id)
    )
    return {row[0]: row[1] for row in rows}


def waiting_of(company: Company) -> Collection[int]:
    """The numbers of the networks that a company has asked to join, signed in, and waits for."""
    query = select(NetworkApplication.network_id).where(
        NetworkApplication.company_id == company.id,
        NetworkApplication.status == ApplicationStatus.WAITING,
    )
    return set(db.session.scalars(query))


def source(*within: ColumnElement[bool]) -> Source[NetworkApplication]:
    """Applications, newest first."""
    return Source(
        query=select(NetworkApplication)
        .where(*within)
        .options(joinedload(NetworkApplication.network).joinedload(Network.municipality)),
        tie=NetworkApplication.id,
        orders={
            "applied": NetworkApplication.applied_at,
            "company": NetworkApplication.company_name,
        },
        texts=(NetworkApplication.company_name, NetworkApplication.contact_name),
        filters={
            "status": {one.value: NetworkApplication.status == one for one in ApplicationStatus}
        },
        downwards=True,
    )


def guest_of(application: NetworkApplication) -> Guest:
    """The company and the person of an application."""
    return Guest(
        application.company_name,
        application.organisation_number,
        application.contact_name,
        application.email,
        application.phone,
    )


def forget_letters(addresses: Sequence[str]) -> None:
    """Throw away the letters that have left to these, where nobody signs in with the address."""
    signs_in = exists().where(func.lower(User.email) == func.lower(Message.recipient))
    db.session.execute(
        delete(Message).where(
            func.lower(Message.recipient).in_(addresses),
            Message.member_id.is_(None),
            Message.status != MessageStatus.WAITING,
            ~signs_in,
        )
    )


def _take_in(
    network: Network, guest: Guest, number: str, message: str, by: Actor
) -> NetworkApplication:
    attempts.take_turns(attempts.subject("applicant", f"{network.id} {number} {guest.email}"))
    found = db.session.scalar(
        select(NetworkApplication).where(
            NetworkApplication.network_id == network.id,
            NetworkApplication.organisation_number == number,
            func.lower(NetworkApplication.email) == guest.email.lower(),
            NetworkApplication.status == ApplicationStatus.WAITING,
        )
    )
    if found is None:
        found = NetworkApplication(
            network=network,
            organisation_number=number,
            email=guest.email,
            status=ApplicationStatus.WAITING,
            applied_at=now(),
        )
        db.session.add(found)
        found.company_name = guest.company
        found.contact_name = guest.name
        record("network_applications.waiting", found, by)
    found.company_name, found.contact_name = guest.company, guest.name
    found.phone, found.message = guest.phone, message
    return found


def _is_in(network: Network, company: Company) -> bool:
    query = select(NetworkMembership.id).where(
        NetworkMembership.network_id == network.id,
        NetworkMembership.company_id == company.id,
        NetworkMembership.status.in_(invitations.IN_IT),
    )
    return db.session.scalar(query) is not None


def _note_answer(application: NetworkApplication, by: Actor, words: str) -> None:
    application.answered_at, application.answered_by = now(), by.label
    application.answer = words


def _mail(application: NetworkApplication, template: str, **values: Any) -> None:
    if not application.email:
        return
    known: dict[str, Any] = {
        "name": application.contact_name,
        "company": application.company_name,
        "municipality": application.network.municipality.name,
    }
    messages.send(Channel.MAIL, application.email, template, **known, **values)


def _throw_away(which: ColumnElement[bool]) -> int:
    """Delete applications, and letters that have left to addresses nobody signs in with."""
    gone = db.session.execute(
        delete(NetworkApplication).where(which).returning(NetworkApplication.email)
    ).scalars()
    addresses = [email.lower() for email in gone]
    forget_letters(addresses)
    return len(addresses)

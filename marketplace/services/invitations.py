"""Asking a company to join a network: by a mail with a link that it answers yes or no by."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.orm import joinedload

from marketplace.clock import now, today
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.companies import BuyerSector, Company
from marketplace.models.history import Actor
from marketplace.models.messages import Channel
from marketplace.models.places import Network, NetworkMembership, NetworkStatus
from marketplace.models.users import Role, SignIn, User
from marketplace.services import attempts, customers, messages
from marketplace.services.history import move, record
from marketplace.services.sessions import digest, new_token

LINK_LIVES: Final = timedelta(days=30)
ANSWERABLE = (NetworkStatus.INVITED, NetworkStatus.DECLINED)
IN_IT = (NetworkStatus.ACTIVE, NetworkStatus.DORMANT)


@dataclass(frozen=True, slots=True)
class Guest:
    """Whom to invite: a company by its number, and a person there."""

    company: str
    organisation_number: str
    name: str
    email: str
    phone: str = ""
    is_public_body: bool = False
    """a municipality, a region or the state: told apart in what cooperatives earn"""


def invite(
    network: Network, guest: Guest, by: Actor, *, base_url: str
) -> tuple[NetworkMembership, bool]:
    """Ask a company to join, and whether it was asked now; one asked already is left in peace.

    A company with that number is used again. Where somebody signs in for it already, the link goes
    to her: a new address never opens what is somebody else's. Raises Invalid for a wrong number,
    for an address that belongs to another's sign-in, and for a company that is in the network.
    """
    number = customers.checked(organisation_number=guest.organisation_number)
    for subject in sorted((attempts.subject("company", number), _mailbox(guest.email))):
        attempts.take_turns(subject)
    company = customers.known(number) or _new_company(guest, number)
    membership = _membership(network, company)
    if membership.status in IN_IT:
        raise Invalid(N_("Företaget är redan med i nätverket."), field="organisation_number")
    if membership.status == NetworkStatus.INVITED and membership.invited_at:
        return membership, False
    contact = _contact(company, guest)
    _ask(membership, by)
    _send(membership, contact, base_url)
    return membership, True


def send_again(membership: NetworkMembership, by: Actor, *, base_url: str) -> User:
    """Send a new link, from when the old one opens nothing; to whom it went.

    Raises Conflict where the company has answered yes, and Invalid where nobody can be reached.
    """
    if membership.status not in ANSWERABLE:
        raise Conflict(N_("Företaget väntar inte på någon inbjudan."))
    contact = contact_of(membership)
    if contact is None:
        raise Invalid(N_("Ingen på företaget har en e-postadress. Bjud in företaget på nytt."))
    if membership.status == NetworkStatus.DECLINED:
        _ask(membership, by)
    else:
        record("network_memberships.invited_again", membership, by)
    _send(membership, contact, base_url)
    return contact


def take_back(membership: NetworkMembership, by: Actor) -> None:
    """Take an invitation back; its link opens nothing. Raises Conflict where it was answered."""
    move(membership, NetworkStatus.WITHDRAWN, by)
    membership.token_hash = None


def accept(membership: NetworkMembership, by: Actor) -> None:
    """The company says yes; a second yes changes nothing. Raises Conflict where it may not."""
    if membership.status == NetworkStatus.ACTIVE:
        return
    move(membership, NetworkStatus.ACTIVE, by)
    membership.joined_on = today()


def decline(membership: NetworkMembership, by: Actor) -> None:
    """The company says no, and may think again; a second no changes nothing."""
    if membership.status != NetworkStatus.DECLINED:
        move(membership, NetworkStatus.DECLINED, by)


def leave(membership: NetworkMembership, by: Actor) -> None:
    """The company leaves the network; what it has asked for and owes stays as it is."""
    move(membership, NetworkStatus.LEFT, by)
    membership.token_hash = None


def admit(network: Network, company: Company, by: Actor) -> NetworkMembership:
    """Let a company in that has asked for it itself, with its own sign-in."""
    attempts.take_turns(
        attempts.subject("company", company.organisation_number or company.public_id)
    )
    membership = _membership(network, company)
    if membership.status != NetworkStatus.ACTIVE:
        _ask(membership, by)
        accept(membership, by)
    return membership


def of_token(token: str, *, lock: bool = False) -> NetworkMembership | None:
    """The membership that a link asks about; None where it is old, taken back or unknown."""
    query = (
        select(NetworkMembership)
        .where(
            NetworkMembership.token_hash == digest(token),
            NetworkMembership.invited_at > now() - LINK_LIVES,
        )
        .options(joinedload(NetworkMembership.network).joinedload(Network.municipality))
    )
    if lock:
        query = query.with_for_update(key_share=True, of=NetworkMembership)
    return db.session.scalar(query)


def contact_of(membership: NetworkMembership) -> User | None:
    """Whom the link goes to: who got the last one, else whoever has signed in for it longest."""
    if membership.contact_id:
        asked = db.session.get(User, membership.contact_id)
        if asked and asked.active and asked.email:
            return asked
    return next(iter(people_of(membership.company_id)), None)


def people_of(company_id: int) -> list[User]:
    """Those with a mail address who sign in for a company, the first of them first."""
    query = select(User).where(User.company_id == company_id, User.active, User.email.is_not(None))
    return list(db.session.scalars(query.order_by(User.id)))


def is_new(user: User) -> bool:
    """Whether a person has never signed in, so that the invitation is her first way in."""
    known = db.session.scalar(select(exists().where(SignIn.user_id == user.id)))
    return user.password_hash is None and not known


def as_actor(company: Company) -> Actor:
    """A company that answers by its link: history keeps no name of whoever pressed the button."""
    return Actor(Role.COMPANY.value, company.name)


def _ask(membership: NetworkMembership, by: Actor) -> None:
    """Take a membership to invited, from wherever it stands, and write it down."""
    if membership.status == NetworkStatus.INVITED:
        record("network_memberships.invited", membership, by)
    else:
        move(membership, NetworkStatus.INVITED, by)


def _membership(network: Network, company: Company) -> NetworkMembership:
    """The membership, held; a new one stands as invited and is not written down yet."""
    found = db.session.scalar(
        select(NetworkMembership)
        .where(
            NetworkMembership.network_id == network.id,
            NetworkMembership.company_id == company.id,
        )
        .with_for_update(key_share=True)
    )
    if found is None:
        found = NetworkMembership(
            network=network, company_id=company.id, status=NetworkStatus.INVITED
        )
        db.session.add(found)
        db.session.flush()
    return found


def _send(membership: NetworkMembership, contact: User, base_url: str) -> None:
    token = new_token()
    membership.token_hash, membership.invited_at = digest(token), now()
    membership.contact_id = contact.id
    company = db.session.get_one(Company, membership.company_id)
    messages.send(
        Channel.MAIL,
        str(contact.email),
        "network_invitation",
        name=contact.name,
        company=company.name,
        municipality=membership.network.municipality.name,
        url=f"{base_url}/invitations/{token}",
        until=now() + LINK_LIVES,
    )


def _new_company(guest: Guest, number: str) -> Company:
    company = Company(
        name=guest.company,
        organisation_number=number,
        buyer_sector=BuyerSector.PUBLIC if guest.is_public_body else BuyerSector.COMPANY,
        email=guest.email,
        phone=guest.phone,
        street="",
        postal_code="",
        city="",
        reference=guest.name,
    )
    db.session.add(company)
    db.session.flush()
    return company


def _contact(company: Company, guest: Guest) -> User:
    """Who gets the link: one who signs in for the company, or its first person."""
    people = people_of(company.id)
    same = [one for one in people if (one.email or "").lower() == guest.email.lower()]
    if people:
        return (same or people)[0]
    taken = select(User.id).where(func.lower(User.email) == guest.email.lower())
    if db.session.scalar(taken.limit(1)) is not None:
        raise Invalid(
            N_("Den adressen hör till någon annan som loggar in. Skriv en annan."), field="email"
        )
    user = User(
        name=guest.name, email=guest.email, phone=guest.phone, role=Role.COMPANY, company=company
    )
    db.session.add(user)
    db.session.flush()
    return user


def _mailbox(email: str) -> str:
    return attempts.subject("invited", email)

"""People who can sign in: staff, an owner of each customer, and the members with a mail address.

The other members answer by the links they are sent.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from marketplace.demo.book import Book
from marketplace.demo.companies import Customer
from marketplace.demo.cooperatives import Seller
from marketplace.demo.facts.staff import STAFF
from marketplace.demo.people import Person
from marketplace.models.history import Actor
from marketplace.models.users import Role, User
from marketplace.services import accounts

PASSWORD = "orangeriet-visning"  # noqa: S105 -- told to everybody; no demo is built in production


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts in the demo's history."""

    coaches: Mapping[str, Sequence[Actor]]
    admins: Mapping[str, Actor]
    owners: Mapping[int, Actor]
    kooptjanst: Actor


def add_users(
    book: Book,
    sellers: Mapping[str, Seller],
    customers: Iterable[Customer],
    people: Sequence[Person],
) -> Staff:
    """Every user, all with the same password, which is told to whoever starts the demo."""
    coaches: dict[str, list[Actor]] = {code: [] for code in sellers}
    admins: dict[str, Actor] = {}
    support: list[Actor] = []
    for one in STAFF:
        role = Role(one.role)
        seller = sellers.get(one.place)
        number = _add(
            book,
            one.name,
            one.email,
            one.phone,
            role,
            cooperative_id=seller.number if seller else None,
        )
        actor = Actor(role.value, one.name, user_id=number)
        if role == Role.COACH:
            coaches[one.place].append(actor)
        elif role == Role.COOPERATIVE_ADMIN:
            admins[one.place] = actor
        elif role == Role.KOOPTJANST:
            support.append(actor)
    owners = {one.number: _add_owner(book, one) for one in customers}
    for code, seller in sellers.items():
        _add_members(book, seller, [one for one in people if one.cooperative == code])
    return Staff(coaches, admins, owners, support[0])


def _add_owner(book: Book, customer: Customer) -> Actor:
    fact = customer.fact
    number = _add(
        book, fact.contact, fact.email, fact.phone, Role.COMPANY, company_id=customer.number
    )
    return Actor(Role.COMPANY.value, fact.contact, user_id=number)


def _add_members(book: Book, seller: Seller, people: Sequence[Person]) -> None:
    for one in people:
        if one.email:
            _add(
                book,
                one.name,
                one.email,
                one.phone,
                Role.MEMBER,
                cooperative_id=seller.number,
                member_id=one.number,
            )


def _add(
    book: Book,
    name: str,
    email: str,
    phone: str,
    role: Role,
    *,
    cooperative_id: int | None = None,
    company_id: int | None = None,
    member_id: int | None = None,
) -> int:
    return book.add(
        User,
        name=name,
        email=email,
        phone=phone,
        password_hash=_password_hash(),
        role=role,
        company_id=company_id,
        cooperative_id=cooperative_id,
        member_id=member_id,
    )


@cache
def _password_hash() -> str:
    return accounts.hasher.hash(PASSWORD)

"""Invitations that led to nothing: thrown away with whoever is known only because of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, delete, exists, or_, select

from marketplace.database import Base, db
from marketplace.models.companies import Company
from marketplace.models.places import NetworkMembership, NetworkStatus
from marketplace.models.users import SignInLink, User
from marketplace.services import applications, invitations
from marketplace.services.own_data import APART

LED_TO_NOTHING = (NetworkStatus.INVITED, NetworkStatus.DECLINED, NetworkStatus.WITHDRAWN)


def forget_old(before: datetime) -> int:
    """Throw away invitations sent before then that nobody said yes to; how many.

    With each goes the person it was sent to, if she has never signed in, and the company, if
    nothing else is known of it.
    """
    rows = db.session.scalars(
        select(NetworkMembership).where(
            NetworkMembership.status.in_(LED_TO_NOTHING), NetworkMembership.invited_at < before
        )
    ).all()
    for row in rows:
        contact = db.session.get(User, row.contact_id) if row.contact_id else None
        company_id = row.company_id
        db.session.delete(row)
        db.session.flush()
        if contact is not None:
            _forget_person(contact)
        if not _is_needed("companies.id", company_id):
            db.session.execute(delete(Company).where(Company.id == company_id))
    return len(rows)


def _forget_person(user: User) -> None:
    """Delete somebody who never came, with her links and the letters to her."""
    if not invitations.is_new(user) or _is_needed("users.id", user.id, but="sign_in_links"):
        return
    email = user.email
    db.session.execute(delete(SignInLink).where(SignInLink.user_id == user.id))
    db.session.delete(user)
    db.session.flush()
    if email:
        applications.forget_letters([email.lower()])


def _is_needed(column: str, number: int, but: str = "") -> bool:
    """Whether any row of any table points there, whatever tables come later.

    Those that lie apart are of members alone.
    """
    keys = [
        key.parent == number
        for table in Base.metadata.sorted_tables
        if table.name not in (but, *APART)
        for key in table.foreign_keys
        if _target(key) == column
    ]
    return bool(db.session.scalar(select(or_(*(exists().where(key) for key in keys)))))


def _target(key: ForeignKey) -> str:
    return str(key.target_fullname)

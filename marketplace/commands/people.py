"""`flask --app wsgi people forget|forgotten`: people who asked to be forgotten.

A backup older than the asking brings them back: keep what `forgotten` prints beside each backup,
and run `forget` on it after restoring one.
"""

import click
from flask.cli import AppGroup
from sqlalchemy import select

from marketplace.cli import with_database
from marketplace.database import db
from marketplace.errors import Conflict
from marketplace.models.history import SYSTEM
from marketplace.models.members import Member
from marketplace.services import privacy

people = AppGroup("people", help="People who asked to be forgotten.")


@people.command("forget")
@click.argument("public_ids", nargs=-1)
@with_database
def forget(public_ids: tuple[str, ...]) -> None:
    """Forget these members; those forgotten already are left as they are. All or nobody."""
    found = db.session.scalars(select(Member).where(Member.public_id.in_(public_ids))).all()
    unknown = set(public_ids) - {member.public_id for member in found}
    if unknown:
        raise click.ClickException(f"no such member: {', '.join(sorted(unknown))}")
    for member in found:
        try:
            privacy.forget(member, SYSTEM)
        except Conflict as conflict:
            db.session.rollback()
            raise click.ClickException(f"{member.public_id}: {conflict}") from conflict
    db.session.commit()
    click.echo(f"{len(found)} people forgotten.")


@people.command("forgotten")
@with_database
def forgotten() -> None:
    """The ids of everybody forgotten, one a line: no names, so they may lie beside a backup."""
    ids = select(Member.public_id).where(Member.erased_at.is_not(None)).order_by(Member.id)
    for public_id in db.session.scalars(ids):
        click.echo(public_id)

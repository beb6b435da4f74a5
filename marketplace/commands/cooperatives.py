"""`flask --app wsgi cooperatives`: who the sellers are; and finding one by what was typed."""

import json

import click
from sqlalchemy import or_, select

from marketplace.cli import with_database
from marketplace.database import db
from marketplace.models.cooperatives import Cooperative


@click.command("cooperatives")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@with_database
def cooperatives(as_json: bool) -> None:
    """List every cooperative: slug, name, organisation number."""
    rows = db.session.scalars(select(Cooperative).order_by(Cooperative.slug)).all()
    facts = [
        {"slug": row.slug, "name": row.name, "organisation_number": row.organisation_number}
        for row in rows
    ]
    if as_json:
        click.echo(json.dumps(facts, indent=2, ensure_ascii=False))
        return
    for row in rows:
        click.echo(f"{row.slug}  {row.organisation_number}  {row.name}")


def named(text: str) -> Cooperative:
    """The cooperative of that slug, name or organisation number; ends the command without one."""
    found = db.session.scalars(
        select(Cooperative).where(
            or_(
                Cooperative.slug == text,
                Cooperative.name == text,
                Cooperative.organisation_number == text,
            )
        )
    ).one_or_none()
    if found is None:
        known = ", ".join(db.session.scalars(select(Cooperative.slug).order_by(Cooperative.slug)))
        raise click.BadParameter(f"there is no cooperative {text!r}; there are: {known or 'none'}")
    return found

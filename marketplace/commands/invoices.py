"""`flask --app wsgi invoices export`: every issued document as files."""

from collections.abc import Callable, Sequence
from pathlib import Path

import click
from flask.cli import AppGroup
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from marketplace.cli import with_database
from marketplace.commands.cooperatives import named
from marketplace.database import db
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.services import invoice_files

invoices = AppGroup("invoices", help="Issued invoices.")
CHUNK = 200
FORMATS: dict[str, tuple[str, Callable[[Invoice], bytes | None]]] = {
    "ubl": ("xml", invoice_files.ubl),
    "pdf": ("pdf", invoice_files.render),
}


@invoices.command("export")
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="ubl", show_default=True
)
@click.option(
    "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder."
)
@click.option("--cooperative", help="Slug, name or organisation number; all if not given.")
@click.option("--year", type=int, help="Year of issue; all if not given.")
@with_database
def export(form: str, out: Path, cooperative: str | None, year: int | None) -> None:
    """Write every issued invoice and credit note to a folder, one file each."""
    query = select(Invoice.id).where(Invoice.status == InvoiceStatus.ISSUED)
    if cooperative is not None:
        query = query.where(Invoice.cooperative_id == named(cooperative).id)
    if year is not None:
        query = query.where(Invoice.year == year)
    ids = db.session.scalars(query.order_by(Invoice.id)).all()
    out.mkdir(parents=True, exist_ok=True)
    suffix, write = FORMATS[form]
    made = 0
    for start in range(0, len(ids), CHUNK):
        made += _write(ids[start : start + CHUNK], out, suffix, write)
        db.session.commit()
    left = len(ids) - made
    click.echo(f"{made} files written to {out}.")
    if left:
        click.echo(f"{left} requests for grants have no e-invoice and were left out.")


def _write(
    ids: Sequence[int],
    out: Path,
    suffix: str,
    write: Callable[[Invoice], bytes | None],
) -> int:
    rows = db.session.scalars(
        select(Invoice)
        .where(Invoice.id.in_(ids))
        .order_by(Invoice.id)
        .options(undefer(Invoice.document), joinedload(Invoice.cooperative))
    )
    made = 0
    for invoice in rows:
        content = write(invoice)
        if content is not None:
            name = f"{invoice.cooperative.slug}-{invoice.label}.{suffix}"
            (out / name).write_bytes(content)
            made += 1
    return made

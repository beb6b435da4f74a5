"""`flask --app wsgi vocabulary import FILE`: the JobTech taxonomy beside our own skills.

The file is one that you have downloaded yourself; nothing is fetched. Free text then also suggests
tasks by the taxonomy's words.
"""

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from marketplace import vocabulary_file
from marketplace.catalogue import jobtech

vocabulary = AppGroup("vocabulary", help="Our words for skills, beside the JobTech taxonomy.")


@vocabulary.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_taxonomy(file: Path) -> None:
    """Keep the taxonomy's words for our skills, and say which of our ids it does not have."""
    try:
        found = jobtech.align(jobtech.read(file.read_bytes()))
    except jobtech.Unreadable as problem:
        raise click.ClickException(str(problem)) from problem
    target = vocabulary_file.path_in(current_app.extensions["settings"].instance)
    fresh = target.with_suffix(".new")
    fresh.write_text(jobtech.written(found), encoding="utf-8")
    fresh.replace(target)
    click.echo(f"{len(found.known)} of our skills have words in the taxonomy: {target}")
    if found.gone:
        click.echo(f"Ids that the file does not have: {', '.join(found.gone)}")
    if found.unmatched:
        click.echo(f"Without a word in it: {', '.join(found.unmatched)}")

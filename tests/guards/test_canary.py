"""Marker words and edits that nobody outside may notice: needs, a no, illness, notes, names.

Whatever a company or a stranger can get, from every page and every button, is noted twice: before
and after everything secret was changed. The two must be alike to the letter, counts and headings
among it, and no marker may stand anywhere: in letters, logs, error pages, history or jobs.
"""

import logging

import pytest
from sqlalchemy import Text, bindparam, select, text
from sqlalchemy.exc import IntegrityError

from marketplace.catalogue.purposes import Purpose
from marketplace.clock import now, today
from marketplace.database import Base, db
from marketplace.models.agreements import Agreement
from marketplace.models.history import SYSTEM
from marketplace.models.members import Member
from marketplace.models.pay import PayGapSignOff
from marketplace.models.second_looks import SecondLook
from marketplace.models.users import Role
from marketplace.services import match_runs, needs
from marketplace.services.sealed_room import entered
from tests.browser import Browser
from tests.guards.crawl import Crawler
from tests.guards.routes import routes
from tests.guards.secrets import INSIDERS, SECRET, TOLD
from tests.make_needs import APART, make_needs
from tests.waiting_jobs import do_waiting_jobs

MARKER = "kanariefagel"
CONDITION, HAZARD, ABILITY = "near_toilet", "dust", "lifting"
OUTSIDERS = [None, *sorted(set(Role) - INSIDERS.keys())]
NOT_TEXTS = ("public_id", "_hash")


def texts_about_people() -> set[str]:
    """Every text column of a table that points at a member, or of members itself."""
    return {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        if table.name == "members" or _pointers(table)
        for column in table.columns
        if _is_text(column) and not column.name.endswith(NOT_TEXTS) and not column.foreign_keys
    }


def _is_text(column) -> bool:
    inner = getattr(column.type, "item_type", column.type)
    return type(inner) is Text or column.type.__class__.__name__ == "JSONB"


def _pointers(table) -> list[str]:
    return [key.parent.name for key in table.foreign_keys if key.target_fullname == "members.id"]


def test_every_text_about_people_is_declared_secret_or_told():
    undeclared = texts_about_people() - SECRET - TOLD.keys()
    assert not undeclared, f"say in tests/guards/secrets.py who may read: {sorted(undeclared)}"
    gone = (SECRET | TOLD.keys()) - texts_about_people()
    assert not gone, f"take out of tests/guards/secrets.py: {sorted(gone)}"


def plant_markers() -> None:
    """Write marker words into every secret text; fails where no row is there to write into."""
    for name in sorted(SECRET):
        table, column = name.split(".")
        found = Base.metadata.tables[table]
        value = f"'{MARKER}' || substr(md5(t::text), 1, 8)"
        if hasattr(found.c[column].type, "item_type"):
            value = f"ARRAY['{MARKER}']"
        where = " OR ".join(f"{one} IS NOT NULL" for one in _pointers(found)) or "true"
        if not _may_change(table):
            continue  # rows are only added: see write_more
        update = f"UPDATE {table} t SET {column} = {value} WHERE ({where})"
        assert _changed(update, f"{update} AND {column} <> ''"), (
            f"let tests/guards/world.py, or write_more here, make a row of {table} with a {column}"
        )


def _may_change(table: str) -> bool:
    query = text("SELECT has_any_column_privilege(:table, 'UPDATE')")
    return bool(db.session.scalar(query.bindparams(table=table)))


def _changed(*updates: str) -> int:
    """How many rows the first of these changed that the rules of the table let through."""
    for update in updates:
        try:
            with db.session.begin_nested():
                return db.session.execute(text(update)).rowcount
        except IntegrityError:
            continue
    return 0


def write_more(world) -> None:
    """Rows that nobody may change, with the marker in them, and rows that the world lacks."""
    member_id = world.own.users[Role.MEMBER].member_id
    db.session.add(
        SecondLook(
            member_id=member_id,
            question=MARKER,
            asked_at=now(),
            answered_at=now(),
            answer=MARKER,
            answered_by_id=world.own.users[Role.COACH].id,
        )
    )
    agreement = db.session.scalars(
        select(Agreement).where(Agreement.public_id == world.own.rows["agreements"])
    ).one()
    row = PayGapSignOff(
        member_id=member_id,
        agreement_id=agreement.id,
        month=today().replace(day=1),
        reason=MARKER,
        signed_at=now(),
        signed_by=MARKER,
    )
    db.session.add(row)
    db.session.commit()


def change_what_is_secret(world) -> None:
    """Needs of everybody, a no where there was no answer, illness where there was an absence."""
    for member in db.session.scalars(select(Member)).all():
        make_needs(member, CONDITION, hazards=[HAZARD], abilities={ABILITY: 1})
    write_more(world)
    plant_markers()
    db.session.execute(text("UPDATE proposals SET status = 'declined' WHERE status = 'expired'"))
    db.session.execute(
        text("UPDATE assignments SET status = 'sick' WHERE status = 'cancelled_by_member'")
    )
    db.session.execute(text("UPDATE stays SET exit_reason = 'health' WHERE exit_reason = 'other'"))
    db.session.commit()
    db.session.expire_all()


def prepare_what_will_be_secret() -> None:
    """One unanswered question and one absence on each of the jobs, before anything is noted."""
    db.session.execute(
        text(
            "UPDATE proposals SET status = 'expired' WHERE id IN"
            " (SELECT max(id) FROM proposals WHERE status = 'sent' GROUP BY shift_id)"
        )
    )
    db.session.execute(
        text(
            "UPDATE assignments SET status = 'cancelled_by_member' WHERE id IN (SELECT max(id)"
            " FROM assignments WHERE status = 'confirmed' GROUP BY shift_id)"
        )
    )
    db.session.commit()
    db.session.expire_all()


@pytest.mark.parametrize("role", OUTSIDERS, ids=lambda role: role or "stranger")
def test_whatever_outsiders_can_get_is_the_same_before_and_after(app, world, role, caplog):
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.WARNING, "PIL")
    user = world.own.users.get(role) if role else None
    assert role is None or user, f"let tests/guards/world.py make a user of role {role}"
    doors = [route for route in routes() if not route.roles or role in route.roles]
    crawler = Crawler(app, world, world.own, user)
    with world.undone():
        prepare_what_will_be_secret()
        with world.undone():
            before = crawler.crawl(doors)
        with world.undone():
            change_what_is_secret(world)
            after = crawler.crawl(doors)
    different = [what for what in before.answers if before.answers[what] != after.answers.get(what)]
    assert different == [], "tells what is secret"
    assert before.letters == after.letters
    said = "\n".join((*after.answers.values(), *after.letters, caplog.text))
    assert MARKER not in said
    assert len(after.answers) > (20 if role else 3), "nothing was crawled"


def test_the_canary_sings_where_something_is_told(app, world):
    """The measure itself is measured: a coach reads what a company may not, and it is found."""
    coach = Crawler(app, world, world.own, world.own.users[Role.COACH])
    doors = [route for route in routes() if "cooperatives.members" in route.rule.endpoint]
    with world.undone():
        before = coach.crawl(doors)
    with world.undone():
        change_what_is_secret(world)
        after = coach.crawl(doors)
    assert before.answers != after.answers
    assert MARKER in "".join(after.answers.values())


def test_no_need_stands_anywhere_in_the_database_once_it_was_written_solved_and_told(app, world):
    codes = (CONDITION, HAZARD, ABILITY)
    with world.undone():
        before = {code: tables_with(code) for code in codes}
        for member in db.session.scalars(select(Member)).all():
            make_needs(member, CONDITION, hazards=[HAZARD], abilities={ABILITY: 1})
        match_runs.request(world.own.cooperative.region_id, SYSTEM)
        db.session.commit()
        assert "match_runs.solve" in do_waiting_jobs(app)
        after = {code: tables_with(code) for code in codes}
    allowed = {"proposals"}  # a solve writes why it chose somebody: by places, in the crew's words
    for code in codes:
        grown = {table for table in after[code] if after[code][table] > before[code][table]}
        assert grown <= allowed, f"{code} stands in {grown}"


def tables_with(code: str) -> dict[str, int]:
    """How many rows of each table, the queue's and those apart among them, hold a word."""
    names = db.session.scalars(
        text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    ).all()
    apart = {one.__tablename__ for one in APART}
    found = {name: _holding(name, code) for name in names if name not in apart}
    everyone = db.session.scalars(select(Member.id)).all()
    with entered(everyone, Purpose.OWN_VIEW):
        found |= {name: _holding(name, code) for name in apart}
    return found


def _holding(table: str, code: str) -> int:
    query = text(f'SELECT count(*) FROM "{table}" t WHERE t::text ~ :word')
    return db.session.scalar(query.bindparams(bindparam("word", rf"\m{code}\M"))) or 0


def test_neither_error_page_nor_log_shows_a_need_when_something_breaks(app, world, caplog):
    """A view that fails with needs in its hands, and a sealed row that was changed."""
    caplog.set_level(logging.DEBUG)
    with world.undone():
        member = world.own.users[Role.MEMBER].member
        make_needs(member, CONDITION, hazards=[HAZARD])
        held = needs.Needs((CONDITION,), (HAZARD,))
        assert CONDITION not in f"{held!r} {held}"
        with entered([member.id], Purpose.UPKEEP):
            db.session.execute(text("UPDATE member_needs SET sealed = sealed || '\\x00'"))
        db.session.commit()
        coach = Browser(app).sign_in(world.own.users[Role.COACH])
        app.testing, app.config["PROPAGATE_EXCEPTIONS"] = False, False
        try:
            page = coach.client.get(f"/cooperatives/needs/{member.public_id}")
        finally:
            app.testing, app.config["PROPAGATE_EXCEPTIONS"] = True, None
    assert page.status_code == 500
    assert "SealBroken" in caplog.text
    assert "SealBroken" not in page.text
    for word in (CONDITION, HAZARD, member.family_name):
        assert word not in page.text
        assert word not in caplog.text

"""What somebody reads who starts the product."""

import re
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select, update

from marketplace import clock, demo
from marketplace.database import db
from marketplace.demo.report import figures_of
from marketplace.demo.setting import Setting
from marketplace.models.installation import Installation
from marketplace.models.match_runs import MatchRun
from marketplace.models.messages import Message
from marketplace.models.users import Role, SignInLink
from marketplace.services import accounts, listings, shifts
from tests.demo.conftest import DAY, SEED
from tests.make import make_company

URL = "http://127.0.0.1:8000"
LINK = re.compile(rf"{URL}/sign-in/links/(\S+)")


def people_behind(told):
    return [accounts.peek_link(token) for token in LINK.findall(told)]


def test_a_demo_is_told_in_ten_lines_with_a_way_in_for_each_role(built, inside):
    told = demo.welcome(built.database.settings, URL)
    assert len(told.splitlines()) <= 10
    match = built.report.figures["first_match"]
    assert f"{match['seats_filled']} of {match['seats_asked']} seats filled" in told
    assert re.search(r"proven: at most \d+ h\), in \d+\.\d s", told)
    assert {user.role for user in people_behind(told)} == set(Role)


def test_the_member_and_the_company_of_the_links_have_something_to_answer(built, inside):
    people = {user.role: user for user in people_behind(demo.welcome(built.database.settings, URL))}
    assert shifts.asked(people[Role.MEMBER].member_id)
    assert listings.upcoming(people[Role.COMPANY].company_id, clock.now(), 5)


def test_a_demo_of_another_day_is_left_as_it_stands(built):
    before = run_ids(built)
    with (
        built.database.app.app_context(),
        clock.standing_at(Setting(1, DAY.replace(day=20)).moment),
    ):
        told = demo.welcome(built.database.settings, URL)
        db.session.remove()
    assert "builds it anew" in told
    assert len(told.splitlines()) <= 10
    assert run_ids(built) == before


def run_ids(built):
    with built.database.app.app_context():
        return db.session.scalars(select(MatchRun.public_id).order_by(MatchRun.id)).all()


def test_production_gets_neither_demo_nor_link(clean_database):
    settings = replace(clean_database.settings, production=True)
    with clean_database.app.app_context():
        told = demo.welcome(settings, URL)
        assert "sign-in" not in told
        assert db.session.scalars(select(Installation)).all() == []


def test_data_of_its_own_gets_no_link(clean_database):
    with clean_database.app.app_context():
        make_company()
        db.session.commit()
        assert "sign-in" not in demo.welcome(clean_database.settings, URL)
        assert db.session.scalars(select(SignInLink)).all() == []


@pytest.mark.slow
def test_an_empty_database_becomes_a_demo_of_today(clean_database):
    today = Setting(1, date(2027, 7, 4))
    with clean_database.app.app_context(), clock.standing_at(today.moment):
        told = demo.welcome(clean_database.settings, URL)
        installation = db.session.scalars(select(Installation)).one()
        assert (installation.demo_seed, installation.demo_today) == (today.seed, today.day)
        assert {user.role for user in people_behind(told)} == set(Role)
        linked = [one for one in db.session.scalars(select(Message.body)) if "://" in one]
        assert linked
        assert all(URL in one for one in linked)
        db.session.remove()


@pytest.mark.slow
def test_a_demo_cut_short_is_built_anew_with_the_same_figures(built, inside):
    last = db.session.scalar(select(func.max(MatchRun.id)))
    db.session.execute(update(MatchRun).where(MatchRun.id == last).values(status="solving"))
    db.session.commit()
    demo.welcome(built.database.settings, URL)
    first = select(MatchRun.id).where(MatchRun.problem_hash.is_not(None))
    again = figures_of(SEED, db.session.scalars(first).all())
    assert again == built.report.to_json()

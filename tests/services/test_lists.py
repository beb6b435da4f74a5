"""Lists that can grow: searched, narrowed, ordered, in whole pages and whole files."""

import pytest

from marketplace.errors import Invalid
from marketplace.services import lists, members
from marketplace.services.lists import Gathered, Wish
from tests.make import make_cooperative, make_member


def names(rows):
    return [row.given_name for row in rows]


@pytest.fixture
def cooperative(session):
    cooperative = make_cooperative()
    make_member(cooperative, given_name="Åsa", locality="Rimforsa", wanted_week_minutes=600)
    make_member(cooperative, given_name="Bo", skills={"packing": 2}, wanted_week_minutes=1200)
    make_member(cooperative, given_name="Cia", employed=False, participates=False)
    return cooperative


def test_every_word_of_a_search_counts(cooperative):
    source = members.source(cooperative)
    assert names(lists.found(source, Wish("rimforsa åsa")).rows) == ["Åsa"]
    assert names(lists.found(source, Wish("rimforsa bo")).rows) == []


def test_a_percent_sign_is_searched_for_as_it_is(cooperative):
    assert lists.found(members.source(cooperative), Wish("%")).total == 0


def test_filters_narrow_and_unknown_words_do_not_count(cooperative):
    source = members.source(cooperative)
    assert names(lists.found(source, Wish(chosen={"status": "former"})).rows) == ["Cia"]
    assert names(lists.found(source, Wish(chosen={"skill": "packing"})).rows) == ["Bo"]
    assert lists.found(source, Wish(chosen={"status": "x' OR 1=1"})).total == 3


def test_an_order_can_be_turned_round(cooperative):
    source = members.source(cooperative)
    up = lists.every(source, Wish(order="wanted"))
    assert names(up)[0] == "Åsa"
    assert names(lists.every(source, Wish(order="wanted", downwards=True))) != names(up)


def test_no_row_stands_on_two_pages(cooperative):
    for _ in range(60):
        make_member(cooperative, given_name="Dan", family_name="Dansson")
    source = members.source(cooperative)
    pages = [lists.found(source, Wish(page=number)) for number in (1, 2, 3)]
    assert len({row.id for page in pages for row in page.rows}) == pages[0].total == 63


def test_each_word_of_a_filter_is_counted(cooperative):
    counted = lists.counts(members.source(cooperative), Wish(), "status")
    assert counted == {"active": 2, "former": 1, "all": 3}


def test_a_file_that_would_be_too_long_says_so(cooperative, monkeypatch):
    monkeypatch.setattr(lists, "MOST_IN_A_FILE", 2)
    with pytest.raises(Invalid):
        lists.every(members.source(cooperative), Wish())


def test_names_stand_in_swedish_order_whether_read_or_worked_out(session):
    cooperative, expected = (
        make_cooperative(),
        ["anna", "Émile", "Fia", "Zara", "Åsa", "ärla", "Öde"],
    )
    for name in reversed(expected):
        make_member(cooperative, given_name=name)
    source, wish = members.source(cooperative), Wish(order="name")
    assert names(lists.every(source, wish)) == expected
    listed = Gathered(expected[::-1], {"name": lambda name: (name, 1)})
    assert lists.every(listed, wish) == expected
    assert lists.every(listed, Wish(order="name", downwards=True)) == expected[::-1]

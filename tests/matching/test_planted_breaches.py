"""One mutation for each rule: the sound plan passes, the mutated one is rejected by that code."""

from typing import Any

import pytest

from matching.check import check
from matching.plan import Placement
from matching.problem import Problem
from tests.matching.make import (
    at,
    make_member,
    make_plan,
    make_posting,
    make_problem,
    make_shift,
    make_site,
    pair,
    rules_broken,
)

Json = dict[str, Any]
WORK = [Placement("anna", "shift")]
FAR = [58.41, 15.82]  # 11.7 km east of the centre: 18 minutes
TWO = [make_member("anna"), make_member("bo")]
BOTH = [Placement("anna", "shift"), Placement("bo", "shift")]


def posted(**other: object) -> Json:
    """The small problem whose posting asks for something, and whose member can do it."""
    able = make_member(skills={"cook": 2}, abilities={"lift": 2})
    return make_problem(postings=[make_posting(**other)], members=[able])


def person(**other: object) -> Json:
    """The small problem whose member is special."""
    return make_problem(members=[make_member(**other)])


def avoiding(avoided: str, there: str) -> Json:
    """The small problem whose member avoids one thing, at work where there may be another."""
    posting, member = make_posting(hazards=[there]), make_member(avoids=[avoided])
    return make_problem(postings=[posting], members=[member])


def timed(start: str, end: str, member: Json | None = None, **shift: object) -> Json:
    """The small problem with another shift."""
    return make_problem(
        shifts=[make_shift("shift", start, end, **shift)], members=[member or make_member()]
    )


def two_shifts(
    first: tuple[str, str], second: tuple[str, str], member: Json | None = None, **other: object
) -> Json:
    """One member and two shifts, the second at a site of its own where `away` is given."""
    away = other.get("away")
    return make_problem(
        sites=[make_site(), make_site("other", location=away or [58.41, 15.62])],
        postings=[make_posting(), make_posting("elsewhere", site="other")],
        shifts=[
            make_shift("shift", *first),
            make_shift("later", *second, posting="elsewhere" if away else "posting"),
        ],
        members=[member or make_member(reach_km=20)],
    )


def crewed(posting: Json, members: list[Json] = TWO, **shift: object) -> Json:
    """A posting with a two-seat shift."""
    shifts = [make_shift(heads=2, **shift)]
    return make_problem(postings=[make_posting(**posting)], shifts=shifts, members=members)


def supervised(support: int) -> Json:
    """One supervisor for each two of support."""
    members = [make_member(support=support), make_member("siv", supervisor=True)]
    return crewed({"supervision": 2}, members)


def adapted(most: int) -> Json:
    """Two who need a ramp, on two shifts of a site that overlap by an hour."""
    return make_problem(
        sites=[make_site(adaptations={"ramp": most})],
        shifts=[make_shift(), make_shift("later", at(2, "11:00"), at(2, "15:00"))],
        members=[make_member("anna", needs=["ramp"]), make_member("bo", needs=["ramp"])],
    )


def whole(members: list[Json]) -> Json:
    """An internship of two days."""
    return make_problem(
        postings=[make_posting(whole=True)],
        shifts=[make_shift(), make_shift("later", at(3, "08:00"), at(3, "12:00"))],
        members=members,
    )


RULES = {
    *("heads", "skill", "need", "hazard", "block", "declined", "floor", "available", "reach"),
    *("night", "overlap", "daily_rest", "weekly_rest", "day", "week", "supervision", "team"),
    *("whole", "pair", "pinned"),
}
LED = [Placement("anna", "shift"), Placement("siv", "shift", "supervise")]
PASS_THROUGH = [Placement("anna", "shift"), Placement("anna", "later")]
CROSSED = [Placement("anna", "shift"), Placement("bo", "later")]
MORNING, NOON = (at(2, "08:00"), at(2, "12:00")), (at(2, "12:00"), at(2, "15:00"))
EVENING = (at(2, "18:00"), at(2, "22:00"))
NIGHT_SITE = {"sites": [make_site(night=True)]}

PLANTED: list[tuple[str, Json, Json, list[Placement]]] = [
    # code, sound problem, mutated problem, placements sound in the first only
    ("skill", posted(skills={"cook": 2}), posted(skills={"cook": 3}), WORK),
    ("skill", posted(skills={"cook": 1}), posted(skills={"bake": 1}), WORK),
    ("floor", posted(floors={"lift": 2}), posted(floors={"lift": 3}), WORK),
    ("floor", posted(floors={"lift": 0}), posted(floors={"pace": 0}), WORK),
    ("hazard", avoiding("cold", "dust"), avoiding("dust", "dust"), WORK),
    ("block", person(blocks=["other company"]), person(blocks=["site company"]), WORK),
    ("declined", make_problem(), make_problem(declined=[pair("anna", "shift")]), WORK),
    ("reach", person(travel={"site": 9}), person(travel={}), WORK),
    ("reach", person(home=FAR, reach_km=12), person(home=FAR, reach_km=11), WORK),
    (
        "need",
        make_problem(sites=[make_site(features=["ramp"])], members=[make_member(needs=["ramp"])]),
        make_problem(sites=[make_site(features=["loop"])], members=[make_member(needs=["ramp"])]),
        WORK,
    ),
    ("need", adapted(2), adapted(1), CROSSED),
    (
        "available",
        person(available=[[at(2, "07:00"), at(2, "09:00")], [at(2, "09:00"), at(2, "12:00")]]),
        person(available=[[at(2, "07:00"), at(2, "09:00")], [at(2, "09:01"), at(2, "12:00")]]),
        WORK,
    ),
    ("night", timed(at(2, "05:00"), at(2, "09:00")), timed(at(2, "04:59"), at(2, "09:00")), WORK),
    ("night", timed(at(2, "20:00"), at(3, "00:00")), timed(at(2, "20:00"), at(3, "00:01")), WORK),
    (
        "night",
        timed(at(2, "02:00"), at(2, "06:00"), make_member(night=True)) | NIGHT_SITE,
        timed(at(2, "02:00"), at(2, "06:00"), make_member(night=False)) | NIGHT_SITE,
        WORK,
    ),
    (
        "overlap",
        two_shifts(MORNING, NOON),
        two_shifts(MORNING, (at(2, "11:59"), at(2, "15:00"))),
        PASS_THROUGH,
    ),
    (
        "overlap",
        two_shifts(MORNING, (at(2, "12:18"), at(2, "15:00")), away=FAR),
        two_shifts(MORNING, (at(2, "12:17"), at(2, "15:00")), away=FAR),
        PASS_THROUGH,
    ),
    (
        "overlap",
        person(busy=[[at(2, "12:00"), at(2, "13:00")]]),
        person(busy=[[at(2, "11:59"), at(2, "13:00")]]),
        WORK,
    ),
    (
        "daily_rest",
        two_shifts(EVENING, (at(3, "09:00"), at(3, "12:00"))),
        two_shifts(EVENING, (at(3, "08:59"), at(3, "12:00"))),
        PASS_THROUGH,
    ),
    (
        "daily_rest",
        two_shifts(MORNING, (at(2, "18:00"), at(2, "21:00"))),
        two_shifts(MORNING, (at(2, "18:00"), at(2, "21:01"))),
        PASS_THROUGH,
    ),
    (
        "daily_rest",
        timed(at(1, "08:00"), at(1, "10:00"), make_member(busy=[[at(0, "18:00"), at(0, "21:00")]])),
        timed(at(1, "08:00"), at(1, "10:00"), make_member(busy=[[at(0, "18:00"), at(0, "21:01")]])),
        WORK,
    ),
    (
        "weekly_rest",
        person(busy=[[at(day, "08:00"), at(day, "12:00")] for day in (1, 3, 4, 5, 6)]),
        person(busy=[[at(day, "08:00"), at(day, "12:00")] for day in (1, 3, 4, 5, 6, 7)]),
        WORK,
    ),
    ("day", person(day_minutes=240), person(day_minutes=239), WORK),
    (
        "day",
        person(day_minutes=300, busy=[[at(2, "14:00"), at(2, "15:00")]]),
        person(day_minutes=299, busy=[[at(2, "14:00"), at(2, "15:00")]]),
        WORK,
    ),
    ("week", person(week_minutes=240), person(week_minutes=239), WORK),
    (
        "week",
        person(week_minutes=100, weeks={"2026-W49": 240}),
        person(week_minutes=2000, weeks={"2026-W49": 239}),
        WORK,
    ),
    (
        "week",
        make_problem(rules={"week": 240}),
        make_problem(rules={"week": 239}),
        WORK,
    ),
    ("heads", crewed({}), make_problem(members=TWO), BOTH),
    ("supervision", supervised(2), supervised(3), LED),
    ("supervision", supervised(1), crewed({}, [make_member(), make_member("siv")]), LED),
    (
        "supervision",
        supervised(1),
        crewed({"supervision": 2}, [make_member(), make_member("siv")]),
        LED,
    ),
    ("team", crewed({"team": 2}), crewed({"team": 3}), BOTH),
    (
        "team",
        crewed({"team_skills": {"drive": 1}}, [make_member(skills={"drive": 1})]),
        crewed({"team_skills": {"drive": 2}}, [make_member(skills={"drive": 1})]),
        WORK,
    ),
    ("whole", whole([make_member()]), whole([make_member()]), PASS_THROUGH),
    (
        "pair",
        crewed({}, [make_member(together=["bo"]), make_member("bo")]),
        crewed({}, [make_member(together=["eva"]), make_member("bo"), make_member("eva")]),
        BOTH,
    ),
    (
        "pair",
        crewed({}, [make_member(apart=["eva"]), make_member("bo"), make_member("eva")]),
        crewed({}, [make_member(), make_member("bo", apart=["anna"])]),
        BOTH,
    ),
    (
        "pinned",
        make_problem(accepted=[pair("anna", "shift")]),
        make_problem(accepted=[pair("anna", "shift", "supervise")]),
        WORK,
    ),
]


@pytest.mark.parametrize(("code", "sound", "mutated", "placements"), PLANTED)
def test_each_planted_breach_is_rejected_by_its_code_alone(
    code: str, sound: Json, mutated: Json, placements: list[Placement]
) -> None:
    assert rules_broken(sound, placements) == set()
    if code == "whole":
        placements = placements[:1]
    assert rules_broken(mutated, placements) == {code}


def test_every_rule_of_the_contract_has_a_planted_breach() -> None:
    assert {code for code, *_ in PLANTED} == RULES


def test_a_breach_names_code_member_shift_and_says_why() -> None:
    problem = Problem.from_json(person(day_minutes=200))
    (breach,) = check(problem, make_plan(problem, WORK))
    assert breach.line == "day anna shift 240 minutes on 2026-12-01, at most 200: shift"
    assert breach.to_json()["members"] == ["anna"]


def test_two_roles_on_one_whole_posting_are_a_breach() -> None:
    problem = whole([make_member(supervisor=True), make_member("bo")])
    problem["postings"][0]["supervision"] = 1
    placements = [
        Placement("anna", "shift", "supervise"),
        Placement("bo", "shift"),
        Placement("bo", "later"),
        Placement("anna", "later"),
    ]
    assert rules_broken(problem, placements) == {"whole", "heads", "supervision"}


def test_a_supervisor_needs_neither_skill_nor_ability_but_all_the_rest() -> None:
    problem = crewed(
        {"supervision": 4, "skills": {"cook": 1}, "floors": {"lift": 1}},
        [
            make_member(skills={"cook": 1}, abilities={"lift": 1}),
            make_member("siv", supervisor=True),
        ],
    )
    assert rules_broken(problem, LED) == set()
    problem["members"][1]["available"] = []
    assert rules_broken(problem, LED) == {"available"}


def test_a_need_is_looked_up_as_feature_then_question_then_adaptation() -> None:
    needy = [make_member(needs=["ramp"]), make_member("bo", needs=["ramp"])]
    for site in ({"features": ["ramp"]}, {"unknown": ["ramp"]}):
        problem = crewed({}, needy)
        problem["sites"] = [make_site(adaptations={"ramp": 0}, **site)]
        assert rules_broken(problem, BOTH) == set()
    problem["sites"] = [make_site(adaptations={"ramp": 0})]
    assert rules_broken(problem, WORK) == {"need"}

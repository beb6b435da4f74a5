"""Bad problems are refused by field path; good ones are read whole."""

import copy
import json
import pickle
from pathlib import Path
from typing import Any

import pytest

from matching.fields import MOST_BYTES
from matching.generate import generate
from matching.problem import BadProblem, Problem, Rules, problem_hash, read_problem
from tests.matching.make import (
    at,
    make_member,
    make_posting,
    make_problem,
    make_shift,
    make_site,
    pair,
)


def changed(path: str, value: object) -> dict[str, Any]:
    """The small problem with the value at a dotted path replaced, or removed if Ellipsis."""
    problem: Any = copy.deepcopy(make_problem())
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    part = problem
    for step in steps:
        part = part[step]
    if value is ...:
        del part[last]
    else:
        part[last] = value
    return problem  # type: ignore[no-any-return]


BAD = [
    ("format", "orangeriet-problem/2", "format: must be orangeriet-problem/1"),
    ("format", ..., "format: is missing"),
    ("period", [], "period: must be an object, was a list"),
    ("period.end", at(1, "00:00"), "period.end: must be after the start, was"),
    ("policy", ..., "policy: is missing"),
    ("policy.order", ["fit"], "policy.order: must begin with coverage-3, coverage-2, coverage-1"),
    ("policy.order", ["charm"], 'policy.order[0]: must be a level, was "charm"'),
    ("policy.order", ["coverage-3", "coverage-3"], "policy.order[1]: repeats coverage-3"),
    ("rules", None, "rules: must be an object, was null"),
    ("rules", {"daily_rest": 1441}, "rules.daily_rest: must be at most 1440, was 1441"),
    ("rules", {"night": ["0:00", "05:00"]}, "rules.night[0]: must be a clock time as 05:00"),
    ("rules", {"night": ["00:00", "24:01"]}, "rules.night[1]: must be a clock time as 05:00"),
    ("rules", {"night": ["ab:00", "05:00"]}, "rules.night[0]: must be a clock time as 05:00"),
    ("rules", {"night": [0, 300]}, "rules.night[0]: must be a clock time as 05:00, was 0"),
    ("rules", {"night": ["00:00"]}, "rules.night: must be a pair of start and end"),
    ("sites", {}, "sites: must be a list, was an object"),
    ("sites", ..., "sites: is missing"),
    ("sites.0", 7, "sites[0]: must be an object, was 7"),
    ("sites.0.location", [58.4], "sites[0].location: must be a pair of numbers"),
    ("sites.0.location", [91, 15], "sites[0].location[0]: must be between -90 and 90, was 91"),
    ("sites.0.location", [58, True], "sites[0].location[1]: must be a number, was true"),
    ("sites.0.location", [58, float("nan")], "sites[0].location[1]: must be a finite number"),
    ("sites.0.location", [58, float("inf")], "sites[0].location[1]: must be a finite number"),
    ("sites.0.night", 1, "sites[0].night: must be true or false, was 1"),
    ("sites.0.adaptations", {"ramp": 1.0}, "sites[0].adaptations.ramp: must be a whole number"),
    ("sites.0.features", ["a", 1], "sites[0].features[1]: must be a text, was 1"),
    ("postings.0.site", "nowhere", 'postings[0].site: names no site: "nowhere"'),
    ("postings.0.kind", "gig", "postings[0].kind: must be one of hire_out, service, internship"),
    ("postings.0.priority", 4, "postings[0].priority: must be at most 3, was 4"),
    ("postings.0.skills", {"cook": 0}, "postings[0].skills.cook: must be at least 1, was 0"),
    ("postings.0.demands", {"lift": 5}, "postings[0].demands.lift: must be at most 4, was 5"),
    ("postings.0.supervision", 0, "postings[0].supervision: must be at least 1, was 0"),
    ("postings.0.team", None, "postings[0].team: must be a whole number, was null"),
    ("shifts.0.posting", "none", 'shifts[0].posting: names no posting: "none"'),
    ("shifts.0.start", "2026-12-01T08:00", "shifts[0].start: must have an offset from UTC"),
    ("shifts.0.start", "2026-12-01T08:00:30+01:00", "shifts[0].start: must be a whole minute"),
    ("shifts.0.start", "tomorrow", "shifts[0].start: must be a time as 2026-03-29T08:00+01:00"),
    ("shifts.0.start", 8, "shifts[0].start: must be a time, was 8"),
    ("shifts.0.start", "0001-01-01T00:00+01:00", "shifts[0].start: must be of the years"),
    ("shifts.0.start", at(2, "12:00"), "shifts[0].end: must be after the start"),
    ("shifts.0.heads", 0, "shifts[0].heads: must be at least 1, was 0"),
    ("shifts.0.heads", True, "shifts[0].heads: must be a whole number, was true"),
    ("shifts.0.heads", 10**400, "shifts[0].heads: must be at most 1000000, was a very large"),
    ("shifts.0.break_minutes", 240, "shifts[0].break_minutes: must be at most 239, was 240"),
    ("members.0.week_minutes", -5, "members[0].week_minutes: must be at least 0, was -5"),
    ("members.0.week_minutes", 10**9, "members[0].week_minutes: must be at most 1000000"),
    ("members.0.week_minutes", 2400.0, "members[0].week_minutes: must be a whole number, was 2400"),
    ("members.0.week_minutes", "40 h", 'members[0].week_minutes: must be a whole number, was "40'),
    ("members.0.week_minutes", ..., "members[0].week_minutes: is missing"),
    ("members.0.reach_km", ..., "members[0].reach_km: is missing, and so is travel"),
    ("members.0.reach_km", -1, "members[0].reach_km: must be between 0 and 50000, was -1"),
    ("members.0.travel", {"site": 5}, "members[0].travel: must not stand beside reach_km"),
    ("members.0.available", ..., "members[0].available: is missing"),
    ("members.0.available", [[at(2, "08:00")]], "members[0].available[0]: must be a pair of"),
    ("members.0.busy", [[at(2, "08:00"), at(2, "08:00")]], "members[0].busy[0][1]: must be after"),
    ("members.0.weeks", {"2026-49": 5}, "members[0].weeks.2026-49: must be named as the ISO week"),
    ("members.0.weeks", {"2027-W53": 5}, "members[0].weeks.2027-W53: must be named as the ISO"),
    ("members.0.weeks", {"0000-W01": 5}, "members[0].weeks.0000-W01: must be named as the ISO"),
    ("members.0.active_weeks", 9, "members[0].active_weeks: must be at most 8, was 9"),
    ("members.0.support", 5, "members[0].support: must be at most 4, was 5"),
    ("members.0.apart", ["bo"], 'members[0].apart[0]: names no member: "bo"'),
    ("members.0.together", ["anna"], "members[0].together[0]: must not name the member herself"),
    ("members.0.id", "", 'members[0].id: must be a text, was ""'),
    ("accepted", [pair("bo", "shift")], 'accepted[0].member: names no member: "bo"'),
    ("declined", [pair("anna", "none")], 'declined[0].shift: names no shift: "none"'),
    ("proposed", [pair("anna", "shift", "lead")], "proposed[0].role: must be one of work, superv"),
    ("proposed", [pair("anna", "shift")] * 2, "proposed[1]: repeats the pair of proposed[0]"),
]


@pytest.mark.parametrize(("path", "value", "message"), BAD)
def test_bad_input_is_refused_by_field(path: str, value: object, message: str) -> None:
    with pytest.raises(BadProblem) as refusal:
        Problem.from_json(changed(path, value))
    assert str(refusal.value).startswith(message)


@pytest.mark.parametrize("key", ["sites", "postings", "shifts", "members"])
def test_an_id_that_stands_twice_is_refused(key: str) -> None:
    problem: Any = make_problem()
    problem[key] = problem[key] * 2
    with pytest.raises(BadProblem, match=rf"^{key}\[1\].id: repeats .* of {key}\[0\]$"):
        Problem.from_json(problem)


def test_the_same_pair_pinned_in_both_roles_is_refused() -> None:
    pins = [pair("anna", "shift"), pair("anna", "shift", "supervise")]
    with pytest.raises(BadProblem, match=r"^accepted\[1\]: repeats .* in another role$"):
        Problem.from_json(make_problem(accepted=pins))


def test_travel_to_an_unknown_site_is_refused() -> None:
    member = make_member(travel={"nowhere": 5})
    with pytest.raises(BadProblem, match=r"^members\[0\].travel.nowhere: names no site"):
        Problem.from_json(make_problem(members=[member]))


def test_a_shift_outside_the_period_is_refused_unless_its_whole_posting_starts_inside() -> None:
    shifts = [
        make_shift("first", at(7, "08:00"), at(7, "12:00")),
        make_shift("second", at(8, "08:00"), at(8, "12:00")),
    ]
    whole = make_problem(postings=[make_posting(whole=True)], shifts=shifts)
    assert len(Problem.from_json(whole).shifts) == 2
    with pytest.raises(BadProblem, match=r"^shifts\[1\].start: must be inside the period"):
        Problem.from_json(make_problem(shifts=shifts))
    before = [make_shift("first", at(0, "08:00"), at(0, "12:00")), shifts[0] | {"id": "later"}]
    with pytest.raises(BadProblem, match=r"^shifts\[0\].start: must be inside the period"):
        Problem.from_json(make_problem(postings=[make_posting(whole=True)], shifts=before))


def test_the_period_is_half_open() -> None:
    first = make_shift("first", at(1, "00:00"), at(1, "04:00"))
    assert Problem.from_json(make_problem(shifts=[first])).shifts[0].work_minutes == 240
    with pytest.raises(BadProblem, match="inside the period"):
        Problem.from_json(make_problem(shifts=[make_shift("x", at(8, "00:00"), at(8, "04:00"))]))


def test_empty_lists_are_a_problem() -> None:
    empty: dict[str, Any] = {"sites": [], "postings": [], "shifts": [], "members": []}
    assert Problem.from_json(make_problem(**empty)).members == ()


def test_unknown_keys_are_welcome_and_part_of_the_hash() -> None:
    plain, extra = make_problem(), make_problem(note="ours")
    assert Problem.from_json(plain) == Problem.from_json(extra)
    assert Problem.from_json(extra).digest == problem_hash(extra) != problem_hash(plain)


def test_what_is_left_out_has_the_default_of_the_contract() -> None:
    problem = Problem.from_json(make_problem())
    (member,), (posting,), rules = problem.members, problem.postings, problem.rules
    assert (member.active_weeks, member.support, member.worked_minutes) == (8, 1, 0)
    assert (posting.priority, posting.team, posting.supervision, posting.whole) == (
        1,
        1,
        None,
        False,
    )
    assert (rules.id, rules.daily_rest, rules.weekly_rest) == ("atl-1982:673", 660, 2160)
    assert (rules.week, rules.night) == (2400, (0, 300))
    assert problem.policy.order[3:5] == ("stability", "fairness")


def test_a_null_way_is_a_way_left_out() -> None:
    member = make_member(travel=None, reach_km=4)
    assert Problem.from_json(make_problem(members=[member])).members[0].reach_km == 4


def test_repeated_codes_count_once() -> None:
    site = make_site(features=["ramp", "ramp"])
    assert Problem.from_json(make_problem(sites=[site])).sites[0].features == ("ramp",)


@pytest.mark.parametrize("seed", range(3))
def test_a_problem_written_and_read_again_is_the_same(seed: int) -> None:
    problem = Problem.from_json(generate("S", seed))
    again = Problem.from_json(json.loads(json.dumps(problem.to_json())))
    assert (again, again.digest) == (problem, problem.digest)
    assert pickle.loads(pickle.dumps(problem)) == problem


def test_the_hash_is_that_of_sorted_compact_unescaped_json() -> None:
    assert problem_hash({"b": [2, 1], "a": "å"}) == (
        "5a3a94d4423193156813c2c4ce4ca0bd385db2891412131f0145662279e432e9"
    )


JUNK = {
    "not json": (b"{'a': 1}", "is not JSON"),
    "empty": (b"", "is not JSON"),
    "not utf-8": (b'{"format": "\xff"}', "is not UTF-8 at byte 12"),
    "not a number": (b'{"format": NaN}', "NaN is no number in JSON"),
    "infinity": (b'{"format": -Infinity}', "-Infinity is no number in JSON"),
    "nested": (b"[" * 200_000, "is nested too deep"),
    "deep": (b'{"format": "orangeriet-problem/1", "x": ' + b"[" * 990 + b"]" * 990 + b"}", ""),
    "twice": (b'{"format": 1, "format": 2}', 'the key "format" stands twice'),
    "huge number": (b'{"format": ' + b"9" * 5000 + b"}", "is not JSON"),
    "a list": (b"[]", "file: must be an object, was a list"),
    "null": (b"null", "file: must be an object, was null"),
    "half a character": (b'{"format": "\\ud800"}', "format: must be orangeriet-problem/1"),
}


@pytest.mark.parametrize("name", JUNK)
def test_junk_is_refused_and_says_why(tmp_path: Path, name: str) -> None:
    content, message = JUNK[name]
    file = tmp_path / "problem.json"
    file.write_bytes(content)
    with pytest.raises(BadProblem) as refusal:
        read_problem(file)
    assert message in str(refusal.value)


def test_half_a_character_anywhere_is_refused() -> None:
    with pytest.raises(BadProblem, match="holds half a character"):
        Problem.from_json(make_problem(note="\ud800"))


def test_what_json_cannot_carry_has_no_hash() -> None:
    nested: list[object] = []
    for _ in range(100_000):
        nested = [nested]
    for value, message in (
        (float("nan"), "a value that JSON cannot carry"),
        ({1, 2}, "a value that JSON cannot carry"),
        (nested, "nested too deep"),
    ):
        with pytest.raises(BadProblem, match=message):
            problem_hash(value)


def test_midnight_as_the_end_of_a_day_is_the_start_of_the_next() -> None:
    problem = make_problem(rules={"night": ["24:00", "05:00"]})
    assert Problem.from_json(problem).rules == Rules()


def test_the_parts_of_a_problem_are_found_by_id() -> None:
    problem = Problem.from_json(make_problem())
    (shift,) = problem.shifts
    assert problem.posting_of(shift) == problem.postings[0]
    assert problem.site_of(shift) == problem.sites[0]
    assert problem.shifts_of_posting["posting"] == problem.shifts


def test_a_file_too_large_is_refused_unparsed(tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    with file.open("wb") as sparse:
        sparse.truncate(MOST_BYTES + 1)
    with pytest.raises(BadProblem, match="is larger than 64 MiB"):
        read_problem(file)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadProblem, match="No such file"):
        read_problem(tmp_path / "none.json")
    with pytest.raises(BadProblem, match="Is a directory"):
        read_problem(tmp_path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "problem.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(make_problem()).encode())
    assert len(read_problem(file).shifts) == 1

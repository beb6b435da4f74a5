"""The problem: who could work where and when, and what must hold (`orangeriet-problem/1`)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from matching.fields import BadInput, Fields, Refusals, parsed_file
from matching.problem.members import Member
from matching.problem.pairs import Pair
from matching.problem.postings import Posting, Shift
from matching.problem.references import (
    index_by_id,
    refuse_bad_company_of_members,
    refuse_outside_period,
    refuse_repeated_pairs,
    refuse_unknown,
)
from matching.problem.rules import Period, Policy, Rules
from matching.problem.sites import Site

FORMAT: Final = "orangeriet-problem/1"


class BadProblem(BadInput):
    """A problem that is refused; the message is `field path: what is wrong with it`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem, whole and checked, with its parts found by id.

    Build it with `from_json` or `read_problem`; the constructor itself checks nothing. Mappings
    are not to be changed. `digest` is the hash of the JSON as it came, unknown keys included;
    a problem built from its parts is hashed as it would be written.
    """

    period: Period
    rules: Rules
    policy: Policy
    sites: tuple[Site, ...]
    postings: tuple[Posting, ...]
    shifts: tuple[Shift, ...]
    members: tuple[Member, ...]
    accepted: tuple[Pair, ...] = ()
    declined: tuple[Pair, ...] = ()
    proposed: tuple[Pair, ...] = ()
    digest: str = field(default="", compare=False)
    site_by_id: Mapping[str, Site] = field(init=False, repr=False, compare=False)
    posting_by_id: Mapping[str, Posting] = field(init=False, repr=False, compare=False)
    shift_by_id: Mapping[str, Shift] = field(init=False, repr=False, compare=False)
    member_by_id: Mapping[str, Member] = field(init=False, repr=False, compare=False)
    shifts_of_posting: Mapping[str, tuple[Shift, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        found: dict[str, list[Shift]] = {posting.id: [] for posting in self.postings}
        for shift in self.shifts:
            found.setdefault(shift.posting, []).append(shift)
        derived = {
            "site_by_id": {site.id: site for site in self.sites},
            "posting_by_id": {posting.id: posting for posting in self.postings},
            "shift_by_id": {shift.id: shift for shift in self.shifts},
            "member_by_id": {member.id: member for member in self.members},
            "shifts_of_posting": {posting: tuple(shifts) for posting, shifts in found.items()},
            "digest": self.digest or problem_hash(self.to_json()),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)

    def posting_of(self, shift: Shift) -> Posting:
        """The posting a shift belongs to."""
        return self.posting_by_id[shift.posting]

    def site_of(self, shift: Shift) -> Site:
        """The site where a shift is worked."""
        return self.site_by_id[self.posting_by_id[shift.posting].site]

    @classmethod
    def from_json(cls, data: object) -> "Problem":
        """Read parsed JSON; raises BadProblem naming the first field that does not fit."""
        refusals = Refusals(BadProblem)
        fields = Fields(data, "", refusals)
        if fields.text("format") != FORMAT:
            raise fields.refuse("format", f"must be {FORMAT}")
        rules = fields.object("rules") if "rules" in fields.data else None
        problem = cls(
            period=Period.read(fields.object("period")),
            rules=Rules() if rules is None else Rules.read(rules),
            policy=Policy.read(fields.object("policy")),
            sites=fields.objects("sites", Site.read),
            postings=fields.objects("postings", Posting.read),
            shifts=fields.objects("shifts", Shift.read),
            members=fields.objects("members", Member.read),
            accepted=fields.objects("accepted", Pair.read, required=False),
            declined=fields.objects("declined", Pair.read_declined, required=False),
            proposed=fields.objects("proposed", Pair.read, required=False),
            digest=problem_hash(data),
        )
        _refuse_broken_references(problem, refusals)
        return problem

    def to_json(self) -> dict[str, object]:
        """As the format writes it, defaults included."""
        return {
            "format": FORMAT,
            "period": self.period.to_json(),
            "rules": self.rules.to_json(),
            "policy": self.policy.to_json(),
            "sites": [site.to_json() for site in self.sites],
            "postings": [posting.to_json() for posting in self.postings],
            "shifts": [shift.to_json() for shift in self.shifts],
            "members": [member.to_json() for member in self.members],
            "accepted": [pair.to_json() for pair in self.accepted],
            "declined": [pair.to_json(declined=True) for pair in self.declined],
            "proposed": [pair.to_json() for pair in self.proposed],
        }


def read_problem(path: Path | str) -> Problem:
    """Read a problem file; raises BadProblem for anything that is not one."""
    return Problem.from_json(parsed_file(Path(path), BadProblem))


def problem_hash(parsed: object) -> str:
    """The sha256 by which a plan names its problem: sorted keys, no spaces, nothing added.

    Raises BadProblem for what JSON in UTF-8 cannot carry.
    """
    try:
        text = json.dumps(
            parsed, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        )
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError:
        raise BadProblem("file: holds half a character, which UTF-8 cannot carry") from None
    except (ValueError, TypeError):
        raise BadProblem("file: holds a value that JSON cannot carry") from None
    except RecursionError:
        raise BadProblem("file: is nested too deep") from None


def _refuse_broken_references(problem: Problem, refusals: Refusals) -> None:
    sites = index_by_id(problem.sites, "sites", refusals)
    postings = index_by_id(problem.postings, "postings", refusals)
    shifts = index_by_id(problem.shifts, "shifts", refusals)
    members = index_by_id(problem.members, "members", refusals)
    refuse_unknown(
        ((f"postings[{at}].site", posting.site) for at, posting in enumerate(problem.postings)),
        sites,
        "site",
        refusals,
    )
    refuse_unknown(
        ((f"shifts[{at}].posting", shift.posting) for at, shift in enumerate(problem.shifts)),
        postings,
        "posting",
        refusals,
    )
    refuse_unknown(
        (
            (f"members[{at}].travel.{site}", site)
            for at, member in enumerate(problem.members)
            for site in member.travel or {}
        ),
        sites,
        "site",
        refusals,
    )
    refuse_bad_company_of_members(problem.members, members, refusals)
    _refuse_broken_pairs(problem, members, shifts, refusals)
    refuse_outside_period(problem.period, problem.shifts, problem.posting_by_id, refusals)


def _refuse_broken_pairs(
    problem: Problem, members: dict[str, int], shifts: dict[str, int], refusals: Refusals
) -> None:
    lists = {
        "accepted": problem.accepted,
        "declined": problem.declined,
        "proposed": problem.proposed,
    }
    for name, pairs in lists.items():
        named = [(f"{name}[{at}].member", pair.member) for at, pair in enumerate(pairs)]
        refuse_unknown(named, members, "member", refusals)
        named = [(f"{name}[{at}].shift", pair.shift) for at, pair in enumerate(pairs)]
        refuse_unknown(named, shifts, "shift", refusals)
        refuse_repeated_pairs(name, pairs, refusals)

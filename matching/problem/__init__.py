"""The problem format: what the solver is told, and nothing more."""

from matching.problem.members import Member
from matching.problem.pairs import ROLES, Pair
from matching.problem.postings import KINDS, Posting, Shift
from matching.problem.problem import BadProblem, Problem, problem_hash, read_problem
from matching.problem.rules import COVERAGE_LEVELS, LEVELS, SENSES, Period, Policy, Rules
from matching.problem.sites import Location, Site

__all__ = [
    "COVERAGE_LEVELS",
    "KINDS",
    "LEVELS",
    "ROLES",
    "SENSES",
    "BadProblem",
    "Location",
    "Member",
    "Pair",
    "Period",
    "Policy",
    "Posting",
    "Problem",
    "Rules",
    "Shift",
    "Site",
    "problem_hash",
    "read_problem",
]

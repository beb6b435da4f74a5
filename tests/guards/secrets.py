"""What is written about people, and whether those outside their cooperative may ever be told it.

Every text in a table that points at a member stands in one of the two lists, as `table.column`; a
new one that does not fails tests/guards/test_canary.py, which plants marker words in the secret
ones. Whoever is not in INSIDERS is outside: a new role is, until somebody says why not.
"""

from collections.abc import Mapping

from marketplace.models.users import Role

INSIDERS: Mapping[Role, str] = {
    Role.COACH: "works with the members of the cooperative",
    Role.COOPERATIVE_ADMIN: "answers for the cooperative",
    Role.MEMBER: "reads of herself",
    Role.KOOPTJANST: "reads figures of five people and more, and never a single one's needs",
    Role.SYSADMIN: "keeps the accounts",
}

SECRET = frozenset(
    {
        "members.develop",
        "members.email",
        "members.family_name",
        "members.locality",
        "members.phone",
        "member_skills.assessor",
        "member_skills.evidence",
        "members.wishes",
        "pay_gap_sign_offs.reason",
        "pay_gap_sign_offs.signed_by",
        "proposals.reasons",
        "second_looks.answer",
        "second_looks.question",
        "users.email",
        "users.name",
        "users.phone",
    }
)
"""Marker words are written here, in every row that points at a member (of users: hers)."""

TOLD: Mapping[str, str] = {
    "events.actor_label": "empty where a member acts; history is never rewritten",
    "events.actor_role": "a word for what somebody is",
    "events.detail": "written by services; the canary reads it all",
    "events.subject_type": "the name of a table",
    "events.verb": "the name of what was done",
    "hire_offers.made_by": "the name of a person at the company",
    "hire_offers.note": "the company's own words",
    "hire_offers.work": "the company's own words",
    "internship_reviews.next_step": "the supervisor's own words, read by her company",
    "internship_reviews.words": "the supervisor's own words, read by her company",
    "internship_reviews.written_by": "the supervisor's name",
    "fit_answers.note": "a company's own words; the database keeps members' empty",
    "member_skills.skill": "a skill; companies see how many have it",
    "members.given_name": "told once she has said yes",
    "members.language": "the code of a language",
    "messages.body": "to herself; the canary reads those to others",
    "messages.recipient": "to herself",
    "messages.subject": "to herself",
    "needs_reads.actor_label": "lies apart; read by the member alone",
    "needs_reads.actor_role": "lies apart; read by the member alone",
}
"""Why each of these needs no marker."""

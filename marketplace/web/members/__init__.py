"""Doors of members: the question that a link opens; signed in, one's shifts and oneself."""

from flask import Blueprint

from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.web.members import (
    about_me,
    absences,
    asks,
    calendar,
    code,
    company,
    fit_answers,
    follow_ups,
    hire_offers,
    hire_wishes,
    hours,
    money,
    questions,
    reasons,
    reminders,
    shifts,
    skills,
    votes,
)
from marketplace.web.page import DOORS

members = Blueprint("members", __name__, url_prefix="/members")
for noun in (about_me, absences, asks, calendar, code, company):
    members.register_blueprint(noun.blueprint)
for noun in (fit_answers, follow_ups, hire_offers, hire_wishes, hours, money, questions, reasons):
    members.register_blueprint(noun.blueprint)
for noun in (reminders, shifts, skills, votes):
    members.register_blueprint(noun.blueprint)

DOORS[Role.MEMBER] = (
    (N_("Mina pass"), "members.shifts.index"),
    (N_("När jag kan"), "members.hours.edit"),
    (N_("Vårt företag"), "members.company.show"),
    (N_("Rösta"), "members.votes.index"),
    (N_("Om mig"), "members.about_me.show"),
)

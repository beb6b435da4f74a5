"""Doors of members: the question that a link opens; signed in, one's shifts and oneself."""

from flask import Blueprint

from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.web.members import about_me, asks, shifts
from marketplace.web.page import DOORS

members = Blueprint("members", __name__, url_prefix="/members")
for noun in (about_me, asks, shifts):
    members.register_blueprint(noun.blueprint)

DOORS[Role.MEMBER] = (
    (N_("Mina pass"), "members.shifts.index"),
    (N_("Om mig"), "members.about_me.show"),
)

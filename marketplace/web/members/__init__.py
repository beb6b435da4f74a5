"""Doors of members: the question that a link opens, and, signed in, one's own shifts."""

from flask import Blueprint

from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.web.members import asks, shifts
from marketplace.web.page import DOORS

members = Blueprint("members", __name__, url_prefix="/members")
for noun in (asks, shifts):
    members.register_blueprint(noun.blueprint)

DOORS[Role.MEMBER] = ((N_("Mina pass"), "members.shifts.index"),)

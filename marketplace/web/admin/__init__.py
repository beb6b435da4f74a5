"""Doors of whoever looks after the site: people, messages, history, and how the machine stands."""

from flask import Blueprint

from marketplace.errors import N_
from marketplace.models.users import Role
from marketplace.web.admin import history, messages, status, users
from marketplace.web.page import DOORS

admin = Blueprint("admin", __name__, url_prefix="/admin")
for noun in (history, messages, status, users):
    admin.register_blueprint(noun.blueprint)

DOORS[Role.SYSADMIN] = (
    (N_("Läget"), "admin.status.show"),
    (N_("Personer"), "admin.users.index"),
    (N_("Meddelanden"), "admin.messages.index"),
    (N_("Historik"), "admin.history.index"),
)

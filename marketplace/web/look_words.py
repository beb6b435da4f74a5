"""A look at somebody's needs in words, to that somebody."""

from flask_babel import gettext, ngettext

from marketplace.catalogue.purposes import GROUNDS
from marketplace.clock import local
from marketplace.errors import N_
from marketplace.models.history import SYSTEM
from marketplace.models.users import Role
from marketplace.services.looks import Look
from marketplace.web.events import Line
from marketplace.web.page import ROLE_NAMES
from marketplace.web.text import moment

COMPUTER = N_("Datorn")


def line(look: Look) -> Line:
    """The looks of one day, by one, for one purpose."""
    often = ngettext("%(num)d gång", "%(num)d gånger", look.times) if look.times > 1 else ""
    told = gettext(GROUNDS[look.purpose].log_sv)
    return Line(
        moment(look.last),
        local(look.last).isoformat("T", "minutes"),
        f"{told} {often}".strip(),
        who(look),
    )


def who(look: Look) -> str:
    """Who looked: staff by role and name, the person herself as "du"."""
    if look.role == Role.MEMBER:
        return str(gettext("Du"))
    if look.role == SYSTEM.role:
        return str(gettext(COMPUTER))
    return f"{gettext(ROLE_NAMES[Role(look.role)])}, {look.name}"

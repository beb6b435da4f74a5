"""History over everything, searched by what happened and to what."""

from flask import Blueprint, render_template, request
from flask_babel import gettext

from marketplace.access import open_to
from marketplace.models.users import Role
from marketplace.services import events as found_events
from marketplace.web import events
from marketplace.web.happenings import NOUNS
from marketplace.web.paging import asked_page, paging

blueprint = Blueprint("history", __name__, url_prefix="/history")


@blueprint.get("")
@open_to(Role.SYSADMIN)
def index() -> str:
    """Events, newest first."""
    asked = {name: _asked(name) for name in ("what", "noun", "id")}
    verbs = events.alike(asked["what"])
    found = found_events.find(verbs, asked["noun"], asked["id"], asked_page())
    return render_template(
        "admin/history/index.html",
        found=found,
        lines=[(events.line(event), event) for event in found.rows],
        addresses=found_events.addresses(found.rows),
        asked=asked,
        happenings=events.happenings(),
        nouns={noun: gettext(words) for noun, words in NOUNS.items()},
        paging=paging(found, **asked),
    )


def _asked(name: str) -> str:
    return request.args.get(name, "").replace("\0", "").strip()

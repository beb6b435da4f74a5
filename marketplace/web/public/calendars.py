"""A member's shifts for her own calendar, under an address that nobody can guess."""

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as Answer

from marketplace.access import open_to
from marketplace.errors import N_, NotFound
from marketplace.services import calendar_feeds

blueprint = Blueprint("calendars", __name__, url_prefix="/calendars")


@blueprint.get("/<token>")
@open_to()
def show(token: str) -> Answer:
    """The calendar; unchanged it is not sent again."""
    member = calendar_feeds.by_token(token)
    if member is None:
        raise NotFound(N_("Sidan finns inte, eller så hör den till någon annan."))
    answer = Response(calendar_feeds.written(member), mimetype="text/calendar")
    answer.add_etag()
    return answer.make_conditional(request)

"""Choosing a language."""

from flask import Blueprint, redirect, request, session
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.errors import N_, NotFound
from marketplace.translations import language
from marketplace.web.addresses import safe_next

blueprint = Blueprint("languages", __name__, url_prefix="/languages")


@blueprint.get("/<code>")
@open_to()
def choose(code: str) -> Response:
    """Remember a language in this browser and go back to the page in hand."""
    if language(code) is None:
        raise NotFound(N_("Det språket finns inte här."))
    session["language"] = code
    return redirect(safe_next(request.args.get("next")), 303)

"""The first page."""

from flask import Blueprint, redirect, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from marketplace.access import open_to, viewer
from marketplace.services import municipalities
from marketplace.web.page import home_url
from marketplace.web.public import outline

blueprint = Blueprint("start", __name__)


@blueprint.get("/")
@open_to()
def show() -> str | Response:
    """What Orangeriet is; somebody signed in goes on to her own start."""
    if current_user.is_authenticated:
        return redirect(home_url(viewer().role), 303)
    return render_template(
        "public/start/show.html", places=municipalities.places(), drawing=outline.drawing()
    )

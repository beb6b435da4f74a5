"""Recorded voices for those who would rather listen."""

from flask import Blueprint
from werkzeug.wrappers import Response

from marketplace.access import open_to
from marketplace.errors import N_, NotFound
from marketplace.web import recordings

blueprint = Blueprint("recordings", __name__, url_prefix="/recordings")


@blueprint.get("/<name>")
@open_to()
def show(name: str) -> Response:
    """A recording: language and task, as in ar-pack_goods."""
    file = recordings.file_of(*name.partition("-")[::2])
    if file is None:
        raise NotFound(N_("Det finns ingen inspelning."))
    return Response(file.read_bytes(), mimetype=recordings.MEDIA_TYPE)

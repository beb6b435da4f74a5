"""Pictures of workplaces: for whoever has been given the address of one."""

from flask import Blueprint, Response

from marketplace.access import find, open_to
from marketplace.models.site_pictures import SitePicture
from marketplace.services.site_pictures import MEDIA_TYPE

blueprint = Blueprint("pictures", __name__, url_prefix="/pictures")


@blueprint.get("/<public_id>")
@open_to()
def show(public_id: str) -> Response:
    """A picture; a new one gets a new address."""
    picture = find(SitePicture, public_id)
    return Response(picture.content, mimetype=MEDIA_TYPE)

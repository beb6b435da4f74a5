"""Pictures of the door and of who meets a member: taken in from strangers, drawn anew."""

import io
from collections.abc import Collection, Mapping, Sequence

from PIL import Image, ImageOps
from sqlalchemy import select
from sqlalchemy.orm import defer

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Site
from marketplace.models.history import Actor
from marketplace.models.site_pictures import PictureSubject, SitePicture
from marketplace.services.history import record

MEDIA_TYPE = "image/jpeg"
FORMATS = ("JPEG", "PNG", "WEBP")
LONGEST_SIDE = 800
MOST_PIXELS = 50_000_000
"""A larger picture is refused before it is unpacked: a small file can hold a huge one."""
QUALITY = 75


def of(site: Site) -> Sequence[SitePicture]:
    """The pictures of a site, the door first, without their content."""
    return of_sites([site.id])[site.id]


def of_sites(sites: Collection[int]) -> Mapping[int, Sequence[SitePicture]]:
    """The pictures of each of these sites by its number, as `of` gives them; one query for all."""
    found: dict[int, list[SitePicture]] = {site: [] for site in sites}
    for picture in db.session.scalars(
        select(SitePicture)
        .where(SitePicture.site_id.in_(sites))
        .order_by(SitePicture.subject)
        .options(defer(SitePicture.content))
    ):
        found[picture.site_id].append(picture)
    return found


def put(site: Site, subject: PictureSubject, sent: bytes, by: Actor) -> SitePicture:
    """Keep a picture in the place of the one there was, at a new address.

    Only the pixels are kept, drawn anew as a JPEG: no place, no name of the camera, no file inside
    the file. Raises Invalid where this is no picture, or far too large a one.
    """
    drawn = _drawn_anew(sent)
    remove(site, subject, by)
    content = io.BytesIO()
    drawn.save(content, "JPEG", quality=QUALITY, optimize=True)
    picture = SitePicture(
        site_id=site.id,
        subject=subject,
        content=content.getvalue(),
        width=drawn.width,
        height=drawn.height,
        added_at=now(),
    )
    db.session.add(picture)
    record("sites.picture_added", site, by, shows=subject.value)
    return picture


def remove(site: Site, subject: PictureSubject, by: Actor) -> None:
    """Take a picture away; asking twice is fine."""
    for picture in of(site):
        if picture.subject == subject:
            db.session.delete(picture)
            db.session.flush()
            record("sites.picture_removed", site, by, shows=subject.value)


def _drawn_anew(sent: bytes) -> Image.Image:
    fault = Invalid(
        N_("Det går inte att läsa bilden. Välj en JPEG-, PNG- eller WebP-bild."), "file"
    )
    try:
        with Image.open(io.BytesIO(sent), formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Invalid(N_("Bilden är för stor. Välj en mindre."), "file")
            turned = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise fault from error
    turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", turned.size)
    plain.paste(turned)
    return plain

"""Pictures of a site for members who come there: the door, and who meets them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import FileField, RadioField
from wtforms.validators import InputRequired

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.companies import Site
from marketplace.models.site_pictures import PictureSubject
from marketplace.models.users import Role
from marketplace.services import site_pictures
from marketplace.web.companies import own
from marketplace.web.errors import say
from marketplace.web.fields import options

blueprint = Blueprint("pictures", __name__, url_prefix="/pictures")


class PictureForm(FlaskForm):
    """A picture and what it shows."""

    subject = RadioField(
        _l("Vad visar bilden?"),
        [InputRequired(_l("Välj vad bilden visar."))],
        choices=options(
            [
                (PictureSubject.DOOR.value, _l("Dörren")),
                (PictureSubject.GREETER.value, _l("Den som möter")),
            ]
        ),
    )
    file = FileField(
        _l("Bild"),
        [InputRequired(_l("Välj en bild."))],
        description=_l("Högst 4 MB. Vi sparar bara själva bilden, inte var den är tagen."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def edit(public_id: str) -> str | tuple[str, int] | Response:
    """See the pictures there are, and put one there."""
    site, form = own.site(public_id), PictureForm()
    if not form.validate_on_submit():
        return _page(site, form), 400 if form.errors else 200
    try:
        site_pictures.put(site, PictureSubject(form.subject.data), form.file.data.read(), actor())
    except Invalid as error:
        form.file.errors = [say(error)]
        return _page(site, form), 400
    db.session.commit()
    flash(gettext("Bilden är sparad. Den som får en fråga om jobb hos er ser den."), "success")
    return redirect(url_for("companies.pictures.edit", public_id=site.public_id), 303)


@blueprint.post("/<public_id>/remove")
@open_to(Role.COMPANY)
def remove(public_id: str) -> Response:
    """Take a picture away."""
    site = own.site(public_id)
    words = {one.value: one for one in PictureSubject}
    subject = words.get(request.form.get("subject", ""))
    if subject is not None:
        site_pictures.remove(site, subject, actor())
        db.session.commit()
        flash(gettext("Bilden är borttagen."), "success")
    return redirect(url_for("companies.pictures.edit", public_id=site.public_id), 303)


def _page(site: Site, form: PictureForm) -> str:
    return render_template(
        "companies/pictures/edit.html", site=site, form=form, pictures=site_pictures.of(site)
    )

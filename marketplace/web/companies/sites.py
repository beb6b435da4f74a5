"""The company's places of work: added, and described once for every job there."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import SelectField
from wtforms.validators import Length

from marketplace.access import actor, open_to
from marketplace.catalogue.work_conditions import GROUPS, WORK_CONDITIONS
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.users import Role
from marketplace.services import site_questions, sites, trials
from marketplace.web.companies import events, own, profile
from marketplace.web.errors import say
from marketplace.web.fields import PlainField, options

blueprint = Blueprint("sites", __name__, url_prefix="/sites")
MOST_ADVICE = 3
CODES = tuple(condition.code for condition in WORK_CONDITIONS)


class SiteForm(FlaskForm):
    """Where a place of work is."""

    name = PlainField(_l("Vad kallas arbetsplatsen?"), [Length(max=100)])
    street = PlainField(_l("Gatuadress"), [Length(max=200)])
    place = SelectField(_l("Ort"), validate_choice=False)


@blueprint.route("/new", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def new() -> str | tuple[str, int] | Response:
    """Add a place of work, and go on to describe it."""
    form = SiteForm()
    form.place.choices = options(
        [
            ("", gettext("Välj ort")),
            *((code, f"{name}, {far}") for code, name, far in sites.places()),
        ]
    )
    if not form.validate_on_submit():
        return _form(form), 400 if request.method == "POST" else 200
    try:
        given = {name: form[name].data or "" for name in ("name", "street", "place")}
        site = sites.add(own.company(), **given, by=actor())
    except Invalid as error:
        db.session.rollback()
        form[error.field or "name"].errors = [say(error)]
        return _form(form), 400
    db.session.commit()
    flash(gettext("Arbetsplatsen är sparad. Berätta gärna hur det är där."), "success")
    return redirect(url_for("companies.sites.edit", public_id=site.public_id), 303)


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def edit(public_id: str) -> str | Response:
    """Answer what the place is like; every answer may stay open."""
    site = own.site(public_id)
    if request.method == "GET":
        asked = site_questions.waiting([site]).get(site.id, ())
        return render_template(
            "companies/sites/edit.html",
            asked=asked,
            site=site,
            advice=trials.advice(site)[:MOST_ADVICE],
            form=profile.form(CODES, site),
            events=events.of(site),
            groups={
                gettext(label): [
                    one.code
                    for one in WORK_CONDITIONS
                    if one.group == group and one.code not in asked
                ]
                for group, label in GROUPS.items()
            },
        )
    sites.answer(site, profile.given(CODES), actor())
    db.session.commit()
    flash(gettext("Tack! Det hjälper oss att hitta rätt lag."), "success")
    return redirect(url_for("companies.today.show"), 303)


def _form(form: SiteForm) -> str:
    return render_template("companies/sites/new.html", form=form)

"""Something happened: told in a minute, known to the coach at once, and what was done."""

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import BooleanField, RadioField

from marketplace.access import actor, find, open_to
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.incidents import Incident
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import incidents
from marketplace.web import lists
from marketplace.web.companies import events, own
from marketplace.web.errors import say
from marketplace.web.fields import NoteField, options
from marketplace.web.incident_words import CHOICES, KINDS, columns, pause_told

blueprint = Blueprint("incidents", __name__, url_prefix="/incidents")


class IncidentForm(FlaskForm):
    """What happened, without names."""

    kind = RadioField(
        _l("Vad handlar det om?"),
        choices=options((kind, _l(text)) for kind, text in KINDS.items()),
        validate_choice=False,
    )
    words = NoteField(_l("Vad hände?"))
    pauses = BooleanField(_l("Pausa arbetsplatsen tills kooperativet har tittat på det"))


@blueprint.get("")
@open_to(Role.COMPANY)
def index() -> str | Response:
    """What the company has told, and what the cooperative did about it."""
    listed = lists.read(incidents.source(Posting.company_id == own.company().id), CHOICES)
    heads = columns(with_company=False)
    return listed.file("handelser", heads) or render_template(
        "companies/incidents/index.html", listed=listed, columns=listed.heads(heads), kinds=KINDS
    )


@blueprint.get("/<public_id>")
@open_to(Role.COMPANY)
def show(public_id: str) -> str:
    """What happened, and what the cooperative did about it."""
    mine = Incident.posting.has(Posting.company_id == own.company().id)
    incident = find(Incident, public_id, mine)
    course = incidents.course_of(incident)
    return render_template(
        "companies/incidents/show.html",
        incident=incident,
        kinds=KINDS,
        pause=pause_told(incident, course),
        events=events.told(course.events),
    )


@blueprint.route("/new/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def new(public_id: str) -> str | tuple[str, int] | Response:
    """Tell what happened at a job."""
    posting, form = own.posting(public_id), IncidentForm()
    if not form.validate_on_submit():
        page = render_template("companies/incidents/new.html", posting=posting, form=form)
        return (page, 400) if request.method == "POST" else page
    try:
        incident = incidents.tell(
            posting,
            actor(),
            kind=form.kind.data,
            words=form.words.data or "",
            pauses=bool(form.pauses.data),
            base_url=current_app.config["PUBLIC_URL"],
        )
    except Invalid as error:
        form[error.field or "words"].errors = [say(error)]
        return render_template("companies/incidents/new.html", posting=posting, form=form), 400
    db.session.commit()
    flash(gettext("Tack för att ni säger till. Handledaren vet nu."), "success")
    return redirect(url_for("companies.incidents.show", public_id=incident.public_id), 303)

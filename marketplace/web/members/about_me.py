"""What is known about oneself: read, agreed to, looked at by whom, taken along, taken away."""

import json
from collections.abc import Mapping

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response as Answer
from werkzeug.exceptions import BadRequest

from marketplace.access import actor, forget, open_to, recently_confirmed
from marketplace.catalogue.purposes import ASKED, GROUNDS, Purpose
from marketplace.clock import today
from marketplace.database import db
from marketplace.errors import Conflict
from marketplace.models.consents import ConsentChannel
from marketplace.models.members import Member
from marketplace.models.users import Role
from marketplace.services import consents, effects, looks, needs, own_data, privacy
from marketplace.services.fates import RESTS
from marketplace.web import look_words, paging
from marketplace.web.errors import say
from marketplace.web.members import own
from marketplace.web.text import day

blueprint = Blueprint("about_me", __name__, url_prefix="/about-me")


@blueprint.get("")
@recently_confirmed
@open_to(Role.MEMBER)
def show() -> str:
    """All that is known, and the ways to change it."""
    member = own.member()
    with needs.opened([member.id], Purpose.OWN_VIEW, actor()) as known:
        page = render_template(
            "members/about_me/show.html",
            member=member,
            known=known.get(member.id, needs.NOTHING),
            agreements=_agreements(consents.standing(member)),
        )
    db.session.commit()  # her own look is written down too
    return page


@blueprint.get("/looks")
@recently_confirmed
@open_to(Role.MEMBER)
def read_looks() -> str:
    """Who has looked at what I need, and why."""
    found = looks.at(own.member(), paging.asked_page())
    return render_template(
        "members/about_me/looks.html",
        lines=[look_words.line(look) for look in found.rows],
        paging=paging.paging(found),
    )


@blueprint.get("/consent")
@recently_confirmed
@open_to(Role.MEMBER)
def consider() -> str:
    """One purpose, and what would change without my yes."""
    member, ground = own.member(), GROUNDS[_purpose(request.args.get("purpose"))]
    given = consents.standing(member).get(ground.purpose)
    page = render_template(
        "members/about_me/consent.html",
        ground=ground,
        given=given,
        effect=effects.of_withdrawal(member, actor()) if given else None,
    )
    db.session.commit()  # her own look is written down too
    return page


@blueprint.post("/consent")
@recently_confirmed
@open_to(Role.MEMBER)
def decide() -> Answer:
    """Say yes, or take it back."""
    member, purpose = own.member(), _purpose(request.form.get("purpose"))
    if request.form.get("answer") == "yes":
        consents.give(member, purpose, actor(), channel=ConsentChannel.PAGE)
        said = gettext("Tack. Du kan alltid ändra dig.")
    else:
        privacy.withdraw(member, purpose, actor())
        said = gettext("Ditt ja är borttaget.")
    db.session.commit()
    flash(said, "success")
    return redirect(url_for("members.about_me.show"), 303)


@blueprint.get("/export")
@recently_confirmed
@open_to(Role.MEMBER)
def export() -> Response:
    """Everything, as a file to take along."""
    content = json.dumps(own_data.export(own.member(), actor()), ensure_ascii=False, indent=2)
    db.session.commit()  # her own look is written down too
    name = f"orangeriet-{today().isoformat()}.json"
    return Response(
        content,
        mimetype="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@blueprint.route("/erase", methods=["GET", "POST"])
@recently_confirmed
@open_to(Role.MEMBER)
def erase() -> str | tuple[str, int] | Answer:
    """What goes, what stays and why; then it goes."""
    member = own.member()
    if request.method == "GET":
        return _erase_page(member)
    try:
        privacy.forget(member, actor())
    except Conflict as error:
        return _erase_page(member, say(error)), 409
    db.session.commit()
    forget()
    flash(gettext("Allt om dig är borttaget."), "success")
    return redirect("/", 303)


def _agreements(agreed: Mapping[Purpose, consents.Given]) -> list[dict[str, str]]:
    """What stands and what does not, each with the way to change it."""
    return [
        {
            "term": gettext(ground.sv),
            "value": _yes_or_no(agreed.get(ground.purpose)),
            "url": url_for("members.about_me.consider", purpose=ground.purpose.value),
            "action": gettext("Läs mer"),
        }
        for ground in ASKED
    ]


def _yes_or_no(given: consents.Given | None) -> str:
    return str(gettext("Ja, sedan %(day)s", day=day(given.at)) if given else gettext("Nej"))


def _erase_page(member: Member, trouble: str = "") -> str:
    return render_template(
        "members/about_me/erase.html",
        possible=privacy.may_be_forgotten(member),
        rests=RESTS,
        trouble=trouble,
    )


def _purpose(asked: str | None) -> Purpose:
    """The purpose asked for, the first one where none is."""
    offered = {ground.purpose.value: ground.purpose for ground in ASKED}
    purpose = offered.get(asked or Purpose.MATCHING.value)
    if purpose is None:
        raise BadRequest
    return purpose

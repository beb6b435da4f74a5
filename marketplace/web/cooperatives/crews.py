"""Crews: look, approve, swap, and take down what a member said."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, find, open_to, viewer
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import AnswerChannel, Ask, Proposal
from marketplace.services import asks, crews, match_runs, replacements
from marketplace.services.hand_changes import OF_TAKING_OUT
from marketplace.web.cooperatives import own
from marketplace.web.cooperatives.change_words import changes_of
from marketplace.web.cooperatives.crew_page import crew_page, state
from marketplace.web.cooperatives.hand_change_form import HandChangeForm
from marketplace.web.listing import jobs_file, listing

blueprint = Blueprint("crews", __name__, url_prefix="/crews")


@blueprint.get("")
@open_to(*STAFF)
def index() -> str | Response:
    """Every job of the cooperative: searched, filtered, sorted, a page at a time."""
    within = Posting.cooperative_id == viewer().cooperative_id
    return jobs_file(within, f"{own.cooperative().slug}-jobb") or render_template(
        "cooperatives/crews/index.html", listing=listing(within, "cooperatives.crews.index")
    )


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def show(public_id: str) -> str:
    """The crew of a job, shift by shift, with why and what to find out."""
    page = render_template("cooperatives/crews/show.html", **crew_page(_posting(public_id)))
    db.session.commit()  # those whose needs were read can see it
    return page


@blueprint.get("/<public_id>/sheet")
@open_to(*STAFF)
def sheet(public_id: str) -> str:
    """Who works when and where, on paper for the notice board."""
    posting = _posting(public_id)
    return render_template(
        "cooperatives/crews/sheet.html", posting=posting, faces=crews.faces(posting)
    )


@blueprint.get("/<public_id>/progress")
@open_to(*STAFF)
def progress(public_id: str) -> str:
    """How far matching and answers have come; polled while something is under way."""
    posting = _posting(public_id)
    return render_template("cooperatives/crews/progress.html", **state(posting))


@blueprint.post("/<public_id>/approve")
@open_to(*STAFF)
def approve(public_id: str) -> Response:
    """Approve the crew and ask everyone in it who has not been asked."""
    posting = _posting(public_id, lock=True)
    asked = crews.approve(posting, actor(), base_url=current_app.config["PUBLIC_URL"])
    db.session.commit()
    text = ngettext("%(num)d person har fått frågan.", "%(num)d personer har fått frågan.", asked)
    flash(text if asked else gettext("Alla i laget har redan fått frågan."), "success")
    return _back(posting)


@blueprint.post("/<public_id>/stop")
@open_to(*STAFF)
def stop(public_id: str) -> Response:
    """Take the best crew found so far."""
    posting = _posting(public_id)
    run = match_runs.latest_for(posting)
    if run is not None:
        match_runs.stop(run, actor())
    db.session.commit()
    return _back(posting)


@blueprint.get("/proposals/<public_id>/swap")
@open_to(*STAFF)
def alternatives(public_id: str) -> str:
    """Who else could take the place, best first."""
    proposal = _proposal(public_id)
    ways = replacements.ways(proposal, actor())
    page = render_template(
        "cooperatives/crews/alternatives.html",
        proposal=proposal,
        posting=proposal.shift.posting,
        ranked=[(one, changes_of(one)) for one in ways.direct],
        chains=ways.chains,
        form=HandChangeForm(),
    )
    db.session.commit()  # those whose needs were read can see it
    return page


@blueprint.post("/proposals/<public_id>/swap")
@open_to(*STAFF)
def swap(public_id: str) -> Response:
    """Put another person in the place."""
    proposal = _proposal(public_id)
    member = find(
        Member, request.form.get("member", ""), Member.cooperative_id == viewer().cooperative_id
    )
    why, words = HandChangeForm().given
    crews.swap(proposal, member, actor(), reason=words, why=why)
    db.session.commit()
    flash(gettext("%(name)s är föreslagen i stället.", name=member.short_name), "success")
    return _back(proposal.shift.posting)


@blueprint.post("/proposals/<public_id>/chain")
@open_to(*STAFF)
def chain(public_id: str) -> Response:
    """Fill the place by two: one moves here, another takes over where she stood."""
    proposal = _proposal(public_id)
    asked = tuple(request.form.get("pair", "").split())
    found = [
        one
        for one in replacements.ways(proposal, actor()).chains
        if (one.mover.public_id, one.second.public_id) == asked
    ]
    if not found:
        raise Conflict(N_("Läget har ändrats. Läs sidan igen."))
    why, words = HandChangeForm().given
    crews.swap_by_chain(proposal, found[0], actor(), reason=words, why=why)
    db.session.commit()
    flash(
        gettext(
            "%(mover)s flyttar hit, och %(second)s tar hennes eller hans plats.",
            mover=found[0].mover.short_name,
            second=found[0].second.short_name,
        ),
        "success",
    )
    return _back(proposal.shift.posting)


@blueprint.post("/proposals/<public_id>/lock")
@open_to(*STAFF)
def lock(public_id: str) -> Response:
    """Keep a person in her place whatever the next solve says, or let her be moved again."""
    proposal, locked = _proposal(public_id), request.form.get("locked") == "yes"
    crews.lock(proposal, actor(), locked=locked)
    db.session.commit()
    kept, free = gettext("%(name)s är låst."), gettext("%(name)s är inte låst längre.")
    flash((kept if locked else free) % {"name": proposal.member.short_name}, "success")
    return _back(proposal.shift.posting)


@blueprint.get("/proposals/<public_id>/take-out")
@open_to(*STAFF)
def consider(public_id: str) -> str:
    """Make sure who it is, and ask why."""
    return render_template(
        "cooperatives/crews/take_out.html",
        proposal=_proposal(public_id),
        form=HandChangeForm(OF_TAKING_OUT),
    )


@blueprint.post("/proposals/<public_id>/take-out")
@open_to(*STAFF)
def take_out(public_id: str) -> Response:
    """Take a person out of the crew and look for another."""
    proposal = _proposal(public_id)
    why, words = HandChangeForm(OF_TAKING_OUT).given
    crews.take_out(proposal, actor(), reason=words, why=why)
    db.session.commit()
    flash(gettext("Platsen är fri. Ett nytt förslag är på väg."), "success")
    return _back(proposal.shift.posting)


@blueprint.post("/asks/<public_id>/answer")
@open_to(*STAFF)
def answer(public_id: str) -> Response:
    """Take down a yes or a no that came by phone or in the room."""
    ask = find(Ask, public_id, Ask.posting.has(cooperative_id=viewer().cooperative_id))
    word, channel = request.form.get("answer"), request.form.get("channel")
    if word not in ("yes", "no") or channel not in (AnswerChannel.PHONE, AnswerChannel.ROOM):
        raise BadRequest
    yes_to = asks.open_of(ask) if word == "yes" else []
    asks.answer(ask, yes_to, actor(), channel=AnswerChannel(channel), recorded_by_id=viewer().id)
    asks.confirm_receipt(ask, actor(), base_url=current_app.config["PUBLIC_URL"])
    db.session.commit()
    flash(
        gettext(
            "Svaret från %(name)s är noterat. Ett kvitto är skickat.", name=ask.member.short_name
        ),
        "success",
    )
    return _back(ask.posting)


def _posting(public_id: str, *, lock: bool = False) -> Posting:
    return find(Posting, public_id, Posting.cooperative_id == viewer().cooperative_id, lock=lock)


def _proposal(public_id: str) -> Proposal:
    own = Proposal.shift.has(Shift.posting.has(cooperative_id=viewer().cooperative_id))
    return find(Proposal, public_id, own)


def _back(posting: Posting) -> Response:
    return redirect(url_for("cooperatives.crews.show", public_id=posting.public_id), 303)

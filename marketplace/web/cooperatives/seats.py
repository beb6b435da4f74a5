"""An empty seat, filled by hand: the rules warn, the coach decides, the reason is kept."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import STAFF, actor, chosen, find, open_to, viewer
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.members import Member
from marketplace.models.postings import Posting, Shift
from marketplace.services import filling, seat_history, sick_calls
from marketplace.web import events
from marketplace.web.cooperatives.hand_change_form import HandChangeForm
from marketplace.web.cooperatives.seat_words import WARNINGS
from marketplace.web.errors import say

blueprint = Blueprint("seats", __name__, url_prefix="/seats")


@blueprint.get("/<public_id>")
@open_to(*STAFF)
def edit(public_id: str) -> str:
    """Everybody who could take the seat, with what speaks against it."""
    return _page(_shift(public_id))


@blueprint.post("/<public_id>")
@open_to(*STAFF)
def fill(public_id: str) -> Response | tuple[str, int]:
    """Put somebody into the seat."""
    shift = _shift(public_id)
    own = Member.cooperative_id == viewer().cooperative_id
    member = chosen(Member, request.form.get("member", ""), own)
    form = HandChangeForm()
    why, words = form.given
    try:
        filling.fill(shift, member, actor(), reason=words, why=why)
    except Invalid as error:
        db.session.rollback()
        form.reason.errors = [say(error)]
        return _page(_shift(public_id), form), 400
    db.session.commit()
    flash(gettext("%(name)s är föreslagen. Godkänn laget för att fråga.", name=member.short_name))
    address = url_for("cooperatives.crews.show", public_id=shift.posting.public_id)
    return redirect(address, 303)


def _page(shift: Shift, form: HandChangeForm | None = None) -> str:
    told = seat_history.of_shift(shift)
    page = render_template(
        "cooperatives/seats/edit.html",
        shift=shift,
        posting=shift.posting,
        picks=[
            (pick, [gettext(WARNINGS[sieve]) for sieve in pick.warnings])
            for pick in filling.picks(shift, actor())
        ],
        ill=sick_calls.to_cover(shift),
        form=form or HandChangeForm(),
        events=events.lines(told.events, told.name_of),
    )
    db.session.commit()  # those whose needs were read can see it
    return page


def _shift(public_id: str) -> Shift:
    return find(
        Shift, public_id, Shift.posting.has(Posting.cooperative_id == viewer().cooperative_id)
    )

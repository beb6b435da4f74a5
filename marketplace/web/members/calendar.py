"""My shifts in my own calendar, under a secret address that I can close."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, open_to
from marketplace.database import db
from marketplace.models.users import Role
from marketplace.services import calendar_feeds
from marketplace.web.members import own

blueprint = Blueprint("calendar", __name__, url_prefix="/calendar")


@blueprint.get("")
@open_to(Role.MEMBER)
def show() -> str:
    """Whether there is an address, and what it is good for."""
    return _page()


@blueprint.post("")
@open_to(Role.MEMBER)
def make() -> str:
    """A new address, shown this once; the old one stops working."""
    token = calendar_feeds.make(own.member(), actor())
    db.session.commit()
    base = str(current_app.config["PUBLIC_URL"])
    address = base + url_for("public.calendars.show", token=token)
    return _page(address)


@blueprint.post("/end")
@open_to(Role.MEMBER)
def end() -> Response:
    """Close the address."""
    calendar_feeds.end(own.member(), actor())
    db.session.commit()
    flash(gettext("Adressen är stängd. Ingen kan se dina pass där."), "success")
    return redirect(url_for("members.calendar.show"), 303)


def _page(address: str | None = None) -> str:
    member = own.member()
    return render_template(
        "members/calendar/show.html",
        feed=calendar_feeds.of(member),
        address=address,
        protected=member.protected_identity,
    )

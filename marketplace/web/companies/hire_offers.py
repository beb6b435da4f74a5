"""Would you employ her? Whom a company may offer a job, what it has offered, and help to ask for.

Only those who have ticked that they would like to work there are named. That somebody is not in the
list says nothing, and the page says so: she may not have worked enough, not have seen the question,
be with another company, or want something else; the company cannot tell which.
"""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from marketplace.access import actor, find, open_to
from marketplace.catalogue.hire_supports import ASKED_OF_EMPLOYERS, HIRE_SUPPORTS
from marketplace.database import db
from marketplace.errors import N_, Faulty
from marketplace.models.hire_offers import HireOffer, HireWish
from marketplace.models.users import Role
from marketplace.services import hire_lists, hire_offers, hire_wishes
from marketplace.web import hire_states, hire_words, lists
from marketplace.web.companies import events, own
from marketplace.web.companies.hire_offer_form import HireOfferForm
from marketplace.web.lists import Choice, Column

blueprint = Blueprint("hire_offers", __name__, url_prefix="/hire-offers")


CHOICES = (
    Choice(
        "state",
        N_("Läge"),
        {"waiting": N_("Väntar"), "begun": N_("Har börjat"), "nothing": N_("Blev inget")},
    ),
)
COLUMNS: tuple[Column[HireOffer], ...] = (
    Column(N_("Namn"), lambda one: one.member.short_name),
    Column(N_("Arbete"), lambda one: one.work),
    Column(N_("Läge"), lambda one: gettext(hire_states.FOR_COMPANY[one.status][0])),
    Column(N_("Erbjudet"), lambda one: one.made_at, "made"),
    Column(N_("Första dagen"), lambda one: one.starts_on, "starts"),
)


@blueprint.get("")
@open_to(Role.COMPANY)
def index() -> str | Response:
    """Whom the company may ask, and what became of what it has asked."""
    company = own.company()
    listed = lists.read(hire_lists.of_company(company.id), CHOICES)
    return listed.file("erbjudanden", COLUMNS) or render_template(
        "companies/hire_offers/index.html",
        wishes=hire_wishes.of_company(company.id),
        listed=listed,
        columns=listed.heads(COLUMNS),
        states=hire_states.FOR_COMPANY,
    )


@blueprint.get("/supports")
@open_to(Role.COMPANY)
def supports() -> str:
    """What an employer may ask for, whoever it employs."""
    return render_template(
        "companies/hire_offers/supports.html",
        supports=HIRE_SUPPORTS,
        demands=ASKED_OF_EMPLOYERS,
    )


@blueprint.route("/new/<public_id>", methods=["GET", "POST"])
@open_to(Role.COMPANY)
def new(public_id: str) -> str | tuple[str, int] | Response:
    """One offer on one screen; it goes to the coach first."""
    wish = find(HireWish, public_id, HireWish.company_id == own.company().id)
    form = _form()
    if request.method == "GET":
        return _page(wish, form)
    form.validate()
    try:
        offer = hire_offers.make(wish, form.terms(), actor(), base_url=_base_url())
    except Faulty as error:
        form.tell(error.faults)
    if form.errors:
        db.session.rollback()
        return _page(wish, form), 400
    db.session.commit()
    flash(gettext("Erbjudandet är hos handledaren, som lämnar det vidare."), "success")
    return redirect(url_for("companies.hire_offers.show", public_id=offer.public_id), 303)


@blueprint.get("/<public_id>")
@open_to(Role.COMPANY)
def show(public_id: str) -> str:
    """One offer: its terms, and how far it has come."""
    offer = _offer(public_id)
    return render_template(
        "companies/hire_offers/show.html",
        offer=offer,
        rows=hire_words.terms(offer),
        state=hire_states.FOR_COMPANY[offer.status],
        events=events.of(offer),
    )


@blueprint.post("/<public_id>/withdraw")
@open_to(Role.COMPANY)
def withdraw(public_id: str) -> Response:
    """Take an offer back."""
    hire_offers.withdraw(_offer(public_id), actor())
    db.session.commit()
    flash(gettext("Erbjudandet är återtaget."), "success")
    return redirect(url_for("companies.hire_offers.index"), 303)


def _offer(public_id: str) -> HireOffer:
    return find(HireOffer, public_id, HireOffer.company_id == own.company().id)


def _base_url() -> str:
    return str(current_app.config["PUBLIC_URL"])


def _form() -> HireOfferForm:
    form = HireOfferForm(data={"lasts": "permanent", "pay_by": "agreement"})
    form.offer_sites(own.sites())
    return form


def _page(wish: HireWish, form: HireOfferForm) -> str:
    return render_template(
        "companies/hire_offers/new.html",
        wish=wish,
        form=form,
        cooperative=wish.member.cooperative,
        many_sites=len(form.places) > 1,
    )

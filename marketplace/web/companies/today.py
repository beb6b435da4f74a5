"""Where a company starts: what needs its answer, what is under way, the last job again."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.clock import now, today
from marketplace.models.users import Role
from marketplace.services import (
    company_cards,
    fit_answers,
    hire_wishes,
    internships,
    invoice_lists,
    listings,
    lists,
    postings,
    price_floors,
    site_questions,
    sites,
)
from marketplace.services.invoice_lists import Show
from marketplace.services.lists import Wish
from marketplace.web.companies import own, profile
from marketplace.web.listing import rows

blueprint = Blueprint("today", __name__, url_prefix="/today")
LATE = {"show": Show.OVERDUE}
MOST_UPCOMING, MOST_OVER, MOST_WISHES = 6, 3, 3


@blueprint.get("")
@open_to(Role.COMPANY)
def show() -> str:
    """One look at the day."""
    company, places = own.company(), own.sites()
    waiting = site_questions.waiting(places)
    return render_template(
        "companies/today/show.html",
        company=company,
        today=today(),
        paused=[site for site in places if site.paused_at],
        asked=[site for site in places if site.id in waiting],
        now_running=listings.under_way(company.id, now()),
        refused=price_floors.refused_of(company.id),
        hours=rows(listings.awaiting_hours(company.id)),
        overdue=lists.every(invoice_lists.of_company(company.id), Wish(chosen=LATE)),
        upcoming=rows(listings.upcoming(company.id, now(), MOST_UPCOMING)),
        talks=internships.due(*listings.running_internships(company.id)),
        card_due=company_cards.is_due(company.id),
        over=rows(fit_answers.due_of_company(company.id)[:MOST_OVER]),
        latest=postings.latest_of(company),
        wishes=hire_wishes.of_company(company.id)[:MOST_WISHES],
        unknown_sites=[site for site in places if sites.unanswered(site, profile.FIRST_ASKED)],
    )

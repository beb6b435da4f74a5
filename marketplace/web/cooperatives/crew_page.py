"""All that the page of a crew shows."""

from collections.abc import Sequence

from marketplace.access import actor
from marketplace.models.postings import Posting
from marketplace.services import (
    assignments,
    company_cards,
    crew_cards,
    crews,
    internships,
    match_runs,
    placements,
    smallest_changes,
)
from marketplace.services.funnels import of_shifts
from marketplace.web import events
from marketplace.web.cooperatives.crew_words import facts_of
from marketplace.web.cooperatives.seat_words import Vacancy, vacancy


def state(posting: Posting) -> dict[str, object]:
    """How far it has come; polled while something is under way."""
    return {
        "posting": posting,
        "counts": crews.counts(posting),
        "run": match_runs.latest_for(posting),
    }


def crew_page(posting: Posting) -> dict[str, object]:
    """Everyone with why, every empty seat with why not, and what has happened."""
    crew = crews.of_posting(posting)
    firsts = [one.proposals[0] for one in crew.people]
    cards = crew_cards.of_proposals(posting, firsts, actor())
    return {
        **state(posting),
        "crew": crew,
        "terms_missing": not posting.is_billable and not internships.terms_of(posting),
        "card_missing": posting.is_billable and not company_cards.holding(posting.company_id),
        "facts": {row.id: facts_of(cards[row.id]) for row in firsts},
        "vacancies": _vacancies(posting, crew),
        "long_here": placements.at_site(posting.site_id, [one.member.id for one in crew.people]),
        "booked": {
            one.proposal_id: one for one in assignments.of_posting(posting) if one.is_booked
        },
        "events": events.of(posting),
    }


def _vacancies(posting: Posting, crew: crews.Crew) -> Sequence[Vacancy]:
    run = match_runs.latest_solved(posting.cooperative.region_id)
    known = {
        one.shift.id: one for one in (of_shifts(run, [s for s, _ in crew.empty]) if run else [])
    }
    people = smallest_changes.people_of(
        [one.change for one in known.values()], posting.cooperative_id
    )
    return [vacancy(shift, seats, known.get(shift.id), people) for shift, seats in crew.empty]

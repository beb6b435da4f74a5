"""What has happened to a job, as the company may read it.

Only changes of the job as a whole are told, and a name only where somebody of the company acted:
the last yes that fills a crew is a member's, and who gave it is not for a list of events.
"""

from dataclasses import dataclass

from flask_babel import gettext

from marketplace.clock import local
from marketplace.errors import N_
from marketplace.models.postings import Posting
from marketplace.models.users import Role
from marketplace.services import history
from marketplace.web.text import moment

TOLD = {
    "postings.submitted": N_("Jobbet lades upp."),
    "postings.price_held": N_("Priset väntar på godkännande."),
    "postings.returned": N_("Priset godkändes inte."),
    "postings.changed": N_("Jobbet ändrades."),
    "postings.terms_written": N_("Praktikens villkor skrevs."),
    "postings.reviewed": N_("Ett samtal om praktiken skrevs."),
    "postings.filled": N_("Alla platser blev klara."),
    "postings.done": N_("Arbetet är utfört."),
    "postings.withdrawn": N_("Jobbet avbokades."),
    "fit_answers.given": N_("Ni svarade om jobbet passade."),
    "postings.hours_disputed": N_("Ni svarade att timmarna inte stämde."),
    "postings.hours_corrected": N_("Handledaren rättade timmarna."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words."""

    when: str
    datetime: str
    text: str
    who: str


def of_posting(posting: Posting) -> list[Told]:
    """The job's events, newest first."""
    return [
        Told(
            when=moment(event.at),
            datetime=local(event.at).isoformat(timespec="minutes"),
            text=gettext(TOLD[event.verb]),
            who=event.actor_label if event.actor_role == Role.COMPANY else "",
        )
        for event in reversed(history.timeline(posting))
        if event.verb in TOLD
    ]

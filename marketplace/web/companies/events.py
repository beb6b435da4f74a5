"""What has happened to a job, a site, an invoice or an offer, as the company may read it.

Only changes of the thing as a whole are told, and a name only where somebody of the company acted:
the last yes that fills a crew is a member's, and who gave it is not for a list of events.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from marketplace.clock import local
from marketplace.database import Identified
from marketplace.errors import N_
from marketplace.models.history import Event
from marketplace.models.users import Role
from marketplace.services import history
from marketplace.web.text import moment

TOLD = {
    "postings.submitted": N_("Jobbet lades upp."),
    "postings.price_held": N_("Priset väntar på godkännande."),
    "postings.price_approved": N_("Priset är godkänt."),
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
    "companies.card_given": N_("Företagskortet fylldes i."),
    "hire_offers.made": N_("Erbjudandet lämnades."),
    "hire_offers.asked": N_("Handledaren lämnade det vidare."),
    "hire_offers.accepted": N_("Svaret kom."),
    "hire_offers.declined": N_("Svaret kom."),
    "hire_offers.withdrawn": N_("Erbjudandet togs tillbaka."),
    "hire_offers.started": N_("Anställningen började."),
    "incidents.told": N_("Ni berättade vad som hände."),
    "incidents.closed": N_("Kooperativet avslutade ärendet."),
    "invoices.issued": N_("Fakturan utfärdades."),
    "invoices.sent": N_("Fakturan skickades."),
    "invoices.disputed": N_("Ni invände mot fakturan."),
    "invoices.dispute_answered": N_("Kooperativet svarade på invändningen."),
    "invoices.reminded": N_("En påminnelse skickades."),
    "invoices.reminder_fee": N_("En påminnelseavgift lades till."),
    "invoices.late_interest": N_("Dröjsmålsränta lades till."),
    "invoices.late_compensation": N_("Förseningsersättning lades till."),
    "invoices.payment_received": N_("En betalning kom in."),
    "invoices.refund": N_("Pengar betalades tillbaka."),
    "invoices.credited": N_("Fakturan krediterades."),
    "network_applications.accepted": N_("Ansökan till nätverket fick ja."),
    "network_applications.declined": N_("Ansökan till nätverket fick nej."),
    "network_applications.waiting": N_("Ni ansökte till nätverket."),
    "network_memberships.active": N_("Ni gick med i nätverket."),
    "network_memberships.declined": N_("Ni tackade nej till nätverket."),
    "network_memberships.invited": N_("Ni bjöds in till nätverket."),
    "network_memberships.invited_again": N_("Inbjudan till nätverket skickades igen."),
    "network_memberships.left": N_("Ni lämnade nätverket."),
    "network_memberships.withdrawn": N_("Inbjudan till nätverket togs tillbaka."),
    "sites.added": N_("Arbetsplatsen lades till."),
    "sites.profile_answered": N_("Frågorna om arbetsplatsen besvarades."),
    "sites.picture_added": N_("En bild lades till."),
    "sites.picture_removed": N_("En bild togs bort."),
    "sites.paused": N_("Arbetsplatsen pausades."),
    "sites.opened": N_("Arbetsplatsen öppnades igen."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One event in words."""

    when: str
    datetime: str
    text: str
    who: str
    note: str = ""


def of(subject: Identified) -> list[Told]:
    """The thing's events, newest first."""
    return told(history.timeline(subject))


def _without(_event: Event) -> str:
    return ""


def told(events: Sequence[Event], note: Callable[[Event], str] = _without) -> list[Told]:
    """Of these events those that are told, newest first; `note`: to which of several things."""
    return [
        Told(
            when=moment(event.at),
            datetime=local(event.at).isoformat(timespec="minutes"),
            text=gettext(TOLD[event.verb]),
            who=event.actor_label if event.actor_role == Role.COMPANY else "",
            note=note(event),
        )
        for event in reversed(events)
        if event.verb in TOLD
    ]

"""History in words: what happened, to what, by whom; members without their names."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from marketplace.clock import local
from marketplace.errors import N_
from marketplace.models.history import Event
from marketplace.models.users import Role
from marketplace.web.text import moment

VERBS: Mapping[str, str] = {
    "adaptations.done": N_("En anpassning av en arbetsplats blev klar"),
    "adaptations.dropped": N_("En anpassning av en arbetsplats blev inte av"),
    "adaptations.planned": N_("En anpassning av en arbetsplats togs upp igen"),
    "adaptations.written": N_("En anpassning av en arbetsplats planerades"),
    "agreements.begun": N_("En kund skrevs in"),
    "agreements.changed": N_("Villkoren i ett avtal ändrades"),
    "agreements.comparable_pay_written": N_("Lönen hos en kund skrevs in"),
    "annual_accounts.taken_in": N_("Redovisningens år lästes in"),
    "asks.answered": N_("En fråga besvarades"),
    "asks.receipt_sent": N_("Ett kvitto på ett svar skickades"),
    "assignments.cancelled_by_company": N_("En bokning avbokades av företaget"),
    "assignments.cancelled_by_cooperative": N_("En bokning avbokades av kooperativet"),
    "assignments.cancelled_by_member": N_("En bokning avbokades"),
    "assignments.confirmed": N_("En bokning gjordes"),
    "assignments.no_show": N_("En bokning avbokades"),
    "assignments.sick": N_("En bokning avbokades"),
    "assignments.worked": N_("Ett bokat pass utfördes"),
    "batches.begun": N_("Flera fakturor skulle utfärdas"),
    "cooperatives.members_exported": N_("Medlemslistan hämtades som fil"),
    "cooperatives.month_closed": N_("En månad stängdes i bokföringen"),
    "cooperatives.payroll_exported": N_("Löneunderlaget hämtades som fil"),
    "cooperatives.presence_kept": N_("Närvaron för en dag skrevs in"),
    "cooperatives.sie_exported": N_("Bokföringen lämnades över som SIE"),
    "courses.cancelled": N_("En kurs ställdes in"),
    "courses.changed": N_("En kurs fick andra dagar"),
    "courses.held": N_("En kurs hölls"),
    "courses.joined": N_("Någon skrevs upp på en kurs"),
    "courses.left": N_("Någon ströks från en kurs"),
    "courses.planned": N_("En kurs planerades"),
    "fit_answers.given": N_("Ett företag svarade om jobbet passade"),
    "follow_ups.asked": N_("Frågan efter 90 dagar skickades"),
    "follow_ups.closed": N_("En uppföljning blev klar"),
    "follow_ups.tried": N_("Någon söktes för uppföljning"),
    "hire_offers.accepted": N_("Ett erbjudande om anställning besvarades"),
    "hire_offers.asked": N_("Ett erbjudande om anställning lämnades vidare"),
    "hire_offers.declined": N_("Ett erbjudande om anställning besvarades"),
    "hire_offers.made": N_("Ett företag erbjöd en anställning"),
    "hire_offers.started": N_("Någon började hos ett företag"),
    "hire_offers.talk_asked": N_("Någon vill prata om ett erbjudande"),
    "hire_offers.withdrawn": N_("Ett erbjudande om anställning togs tillbaka"),
    "cooperatives.internal_shift_cancelled": N_("Ett eget pass togs bort"),
    "internal_shifts.closed": N_("Det antecknades vilka som kom till ett eget pass"),
    "internal_shifts.joined": N_("Någon skrevs upp på ett eget pass"),
    "internal_shifts.left": N_("Någon ströks från ett eget pass"),
    "internal_shifts.planned": N_("Ett eget pass planerades"),
    "invoices.begun": N_("Ett fakturautkast skrevs för hand"),
    "invoices.collected": N_("Rader samlades på ett utkast"),
    "invoices.credited": N_("En faktura krediterades"),
    "invoices.discarded": N_("Ett fakturautkast kastades"),
    "invoices.dispute_answered": N_("En invändning besvarades"),
    "invoices.card_refund_asked": N_("Bad kortbolaget betala tillbaka"),
    "invoices.disputed": N_("En kund invände mot en faktura"),
    "consents.given": N_("En medlem sa ja till något"),
    "consents.withdrawn": N_("En medlem tog tillbaka ett ja"),
    "invoices.drafted": N_("Ett fakturautkast gjordes"),
    "invoices.emptied": N_("Ett tomt fakturautkast togs bort"),
    "invoices.issued": N_("En faktura utfärdades"),
    "invoices.late_compensation": N_("Förseningsersättning togs ut"),
    "invoices.late_interest": N_("Dröjsmålsränta togs ut"),
    "cooperatives.card_account": N_("Ett konto för kortbetalning sparades"),
    "invoices.card_told_wrong": N_("Ett besked om en kortbetalning stämde inte"),
    "bank_files.uploaded": N_("En fil från banken lades in"),
    "bank_files.taken_in": N_("En fil från banken lästes in"),
    "bank_files.discarded": N_("En fil från banken kastades"),
    "received_payments.settled": N_("En betalning bokfördes på fakturor"),
    "received_payments.set_aside": N_("En betalning lades åt sidan"),
    "received_payments.waiting": N_("Ett beslut om en betalning ångrades"),
    "invoices.payment_received": N_("En betalning kom in"),
    "invoices.refund": N_("Pengar betalades tillbaka"),
    "invoices.reminded": N_("En kund påmindes"),
    "invoices.reminder_fee": N_("En påminnelseavgift togs ut"),
    "invoices.rounding": N_("En skillnad avrundades"),
    "invoices.sent": N_("En faktura skickades"),
    "invoices.write_off": N_("En skuld skrevs av"),
    "loans.asked": N_("Ett annat kooperativ fick en fråga om utlåning"),
    "loans.offered": N_("En fråga om utlåning besvarades"),
    "loans.refused": N_("En fråga om utlåning besvarades"),
    "loans.withdrawn": N_("En fråga om utlåning togs tillbaka"),
    "match_runs.failed": N_("En matchning misslyckades"),
    "match_runs.queued": N_("En matchning beställdes"),
    "match_runs.reviewed": N_("En matchning signerades"),
    "match_runs.solved": N_("En matchning blev klar"),
    "match_runs.solving": N_("En matchning började"),
    "match_runs.stop_requested": N_("Någon sa att matchningen räcker"),
    "match_runs.stopped": N_("En matchning stannade med det bästa dittills"),
    "member_skills.expired": N_("En kompetens gick ut"),
    "member_skills.observed": N_("En kompetens visades i arbete"),
    "member_skills.self_stated": N_("En kompetens uppgavs"),
    "member_skills.validated": N_("En kompetens validerades"),
    "members.left": N_("Någon slutade i kooperativet"),
    "members.hours_changed": N_("Tider att jobba ändrades"),
    "members.limits_changed": N_("Timmar och resa ändrades"),
    "members.skill_removed": N_("En kompetens togs bort"),
    "members.pay_gap_signed": N_("En löneskillnad motiverades"),
    "members.pay_written": N_("En lön skrevs in"),
    "members.forgotten": N_("En persons uppgifter togs bort"),
    "messages.failed": N_("Ett meddelande kom inte fram"),
    "messages.kept": N_("Ett meddelande lades i utkorgen"),
    "messages.sent": N_("Ett meddelande skickades"),
    "messages.waiting": N_("Ett meddelande väntar på att skickas"),
    "needs.written": N_("En medlems uppgifter ändrades"),
    "network_applications.accepted": N_("En ansökan till nätverket fick ja"),
    "network_applications.declined": N_("En ansökan till nätverket fick nej"),
    "network_applications.forgotten": N_("En ansökan till nätverket raderades"),
    "network_applications.waiting": N_("Ett företag ansökte till nätverket"),
    "network_memberships.active": N_("Ett företag gick med i nätverket"),
    "network_memberships.declined": N_("Ett företag tackade nej till nätverket"),
    "network_memberships.dormant": N_("Ett företag blev vilande i nätverket"),
    "network_memberships.invited": N_("Ett företag bjöds in till nätverket"),
    "network_memberships.invited_again": N_("En inbjudan till nätverket skickades igen"),
    "network_memberships.left": N_("Ett företag lämnade nätverket"),
    "network_memberships.withdrawn": N_("En inbjudan till nätverket togs tillbaka"),
    "policies.adopted": N_("Medlemmarna röstade ja till en ordning"),
    "policies.proposed": N_("En ordning lades fram för omröstning"),
    "policies.rejected": N_("Medlemmarna röstade nej till en ordning"),
    "policies.replaced": N_("En ordning slutade gälla"),
    "postings.crew_approved": N_("Ett lag godkändes och frågades"),
    "postings.done": N_("Ett jobb blev utfört"),
    "postings.draft": N_("Ett jobb sparades som utkast"),
    "postings.filled": N_("Ett jobb fick alla platser fyllda"),
    "postings.hours_corrected": N_("Timmar på ett jobb rättades"),
    "postings.hours_disputed": N_("Timmar på ett jobb ifrågasattes"),
    "postings.open": N_("Ett jobb öppnades"),
    "postings.partly_filled": N_("Ett jobb fick en del av platserna fyllda"),
    "postings.returned": N_("Ett jobb skickades tillbaka till företaget"),
    "postings.running": N_("Ett jobb började"),
    "postings.submitted": N_("Ett jobb lades upp"),
    "postings.withdrawn": N_("Ett jobb avbokades"),
    "proposals.accepted": N_("Ett förslag besvarades"),
    "proposals.chosen": N_("En handledare valde en person"),
    "proposals.created": N_("Ett förslag gjordes"),
    "proposals.declined": N_("Ett förslag besvarades"),
    "proposals.expired": N_("Ett förslag gick ut utan svar"),
    "proposals.locked": N_("En person låstes i ett lag"),
    "proposals.unlocked": N_("En person låstes upp i ett lag"),
    "proposals.sent": N_("Ett förslag blev en fråga"),
    "proposals.taken_out": N_("En handledare tog ut en person ur ett lag"),
    "proposals.superseded": N_("Ett förslag ersattes"),
    "retention_runs.carried_out": N_("Gamla uppgifter gallrades"),
    "shifts.cancelled": N_("Ett pass ställdes in"),
    "shifts.planned": N_("Ett pass fick en plats ledig"),
    "shifts.staffed": N_("Ett pass fick alla platser fyllda"),
    "shifts.worked": N_("Ett pass utfördes"),
    "sites.added": N_("En arbetsplats lades till"),
    "sites.question_asked": N_("En arbetsplats fick en fråga"),
    "sites.profile_answered": N_("En arbetsplats beskrevs"),
    "takings.entered": N_("En dagskassa bokfördes"),
    "time_reports.approved": N_("Timmar godkändes"),
    "time_reports.company_signed": N_("Företaget bekräftade timmar"),
    "time_reports.disputed": N_("Timmar ifrågasattes"),
    "time_reports.draft": N_("Timmar började rapporteras"),
    "time_reports.invoiced": N_("Timmar kom på en faktura"),
    "time_reports.member_signed": N_("Timmar rapporterades"),
    "trials.asked": N_("Ett prov beställdes"),
    "trials.done": N_("Ett prov blev klart"),
    "trials.failed": N_("Ett prov gick inte"),
    "users.activated": N_("En person släpptes in igen"),
    "users.collection_fee_written": N_("Avgifter för påminnelser skrevs in"),
    "users.deactivated": N_("En person stängdes av"),
    "users.job_retried": N_("Ett bakgrundsjobb startades om"),
    "users.link_sent": N_("En inloggningslänk skickades"),
    "users.reference_rate_written": N_("En referensränta skrevs in"),
    "users.messages_exported": N_("Utkorgen hämtades som fil"),
    "users.people_exported": N_("Listan över personer hämtades som fil"),
    "users.password_changed": N_("En person bytte lösenord"),
    "users.recovery_codes_renewed": N_("En person gjorde nya reservkoder"),
    "users.second_factor_off": N_("En kodapp togs bort"),
    "users.second_factor_on": N_("En kodapp slogs på"),
    "users.sessions_ended": N_("En person loggades ut överallt"),
    "vat_treatments.chosen": N_("Moms på ett avtal valdes"),
    "vat_treatments.refused": N_("Kooperativet sa nej till ett momsval"),
    "vat_treatments.signed": N_("Kooperativet skrev under ett momsval"),
}
"""Every verb of history. Yes and no share their words, and so do all reasons to be away: whoever
reads history over everybody is to learn neither."""

NOUNS: Mapping[str, str] = {
    "adaptations": N_("Anpassning"),
    "agreements": N_("Avtal"),
    "annual_accounts": N_("Årsredovisning"),
    "asks": N_("Fråga"),
    "assignments": N_("Bokning"),
    "batches": N_("Flera fakturor"),
    "cooperatives": N_("Kooperativ"),
    "courses": N_("Kurs"),
    "follow_ups": N_("Uppföljning"),
    "hire_offers": N_("Erbjudande om anställning"),
    "invoices": N_("Faktura"),
    "received_payments": N_("Inbetalning"),
    "internal_shifts": N_("Eget pass"),
    "loans": N_("Utlåning"),
    "match_runs": N_("Matchning"),
    "member_skills": N_("Kompetens"),
    "members": N_("Medlem"),
    "messages": N_("Meddelande"),
    "network_applications": N_("Ansökan till nätverk"),
    "network_memberships": N_("Företag i nätverk"),
    "policies": N_("Ordning"),
    "postings": N_("Jobb"),
    "proposals": N_("Förslag"),
    "retention_runs": N_("Gallring"),
    "shifts": N_("Pass"),
    "sites": N_("Arbetsplats"),
    "takings": N_("Dagskassa"),
    "time_reports": N_("Tidrapport"),
    "trials": N_("Prov"),
    "users": N_("Person med inloggning"),
    "vat_treatments": N_("Momsval"),
}
"""The tables that history speaks of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One event as a timeline shows it."""

    when: str
    datetime: str
    text: str
    who: str


def line(event: Event) -> Line:
    """An event in words."""
    return Line(
        moment(event.at), local(event.at).isoformat("T", "minutes"), happened(event), who(event)
    )


def lines(events: Sequence[Event]) -> list[Line]:
    """Events in words, newest first."""
    return [line(event) for event in reversed(events)]


def happened(event: Event) -> str:
    """What happened; a verb that has no words yet stands for itself."""
    return str(gettext(VERBS[event.verb])) if event.verb in VERBS else event.verb


def who(event: Event) -> str:
    """Who did it: members and companies without a name, staff with theirs."""
    if event.actor_role == Role.MEMBER:
        return str(gettext("En medlem"))
    if event.actor_role == Role.COMPANY:
        return str(gettext("Ett företag"))
    if event.actor_role == "stranger":
        return str(gettext("Någon utan inloggning"))
    return event.actor_label


def happenings() -> Sequence[tuple[str, str]]:
    """What history can be searched for: a verb and the words it shares, by the words."""
    first = {words: verb for verb, words in reversed(list(VERBS.items()))}
    return sorted(((verb, gettext(words)) for words, verb in first.items()), key=lambda one: one[1])


def alike(verb: str) -> Collection[str]:
    """Every verb that is told in the same words as this one; none where it is unknown."""
    return [other for other, words in VERBS.items() if words == VERBS.get(verb)]

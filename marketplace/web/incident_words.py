"""What happened at a job, in words: in the lists and on the page of companies, coaches and
Kooptjänst."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.incidents import Incident, IncidentKind
from marketplace.services.incidents import Course
from marketplace.web.lists import Choice, Column
from marketplace.web.text import moment

KINDS: Mapping[IncidentKind, str] = {
    IncidentKind.HURT: N_("Någon gjorde sig illa"),
    IncidentKind.NEARLY: N_("Det var nära"),
    IncidentKind.DANGER: N_("Något är farligt här"),
    IncidentKind.TREATMENT: N_("Någon blev illa behandlad"),
}
CHOICES = (
    Choice("state", N_("Läge"), {"open": N_("Öppet"), "closed": N_("Avslutat")}),
    Choice("kind", N_("Vad"), {kind.value: text for kind, text in KINDS.items()}),
)


def columns(*, with_company: bool, with_cooperative: bool = False) -> Sequence[Column[Incident]]:
    """The columns of a list of incidents; whoever looks needs no name of its own."""
    return (
        Column(N_("Vad"), lambda one: gettext(KINDS[one.kind])),
        Column(N_("När"), lambda one: one.told_at, "told"),
        Column(
            N_("Företag"), lambda one: one.posting.company.name, "company", on_page=with_company
        ),
        Column(N_("Arbetsplats"), lambda one: one.site.name, "site"),
        Column(
            N_("Kooperativ"),
            lambda one: one.posting.cooperative.name,
            "cooperative",
            on_page=with_cooperative,
        ),
        Column(N_("Vad hände?"), lambda one: one.words),
        Column(N_("Berättat av"), lambda one: one.told_by, on_page=False),
        Column(N_("Avslutat"), lambda one: one.closed_at, on_page=False),
        Column(N_("Vad har gjorts"), lambda one: one.closing_words),
    )


def pause_told(incident: Incident, course: Course) -> str:
    """From when to when the site takes no new jobs; empty where the report asked for no pause."""
    if not incident.pauses:
        return ""
    since = moment(incident.told_at)
    if course.paused_until is not None:
        until = moment(course.paused_until)
        return str(gettext("Från %(since)s till %(until)s", since=since, until=until))
    if incident.closed_at is None:
        return str(gettext("Sedan %(since)s, tills ärendet är avslutat", since=since))
    return str(gettext("Sedan %(since)s. En annan händelse där är öppen.", since=since))

"""What happened at a job, in words, and how it stands in lists of companies and cooperatives."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.incidents import Incident, IncidentKind
from marketplace.web.lists import Choice, Column

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


def columns(*, with_company: bool) -> Sequence[Column[Incident]]:
    """The columns of a list of incidents; a company needs no name of its own."""
    return (
        Column(N_("När"), lambda one: one.told_at, "told"),
        Column(
            N_("Företag"), lambda one: one.posting.company.name, "company", on_page=with_company
        ),
        Column(N_("Arbetsplats"), lambda one: one.site.name, "site"),
        Column(N_("Vad"), lambda one: gettext(KINDS[one.kind])),
        Column(N_("Vad hände?"), lambda one: one.words),
        Column(N_("Berättat av"), lambda one: one.told_by, on_page=False),
        Column(N_("Avslutat"), lambda one: one.closed_at, on_page=False),
        Column(N_("Vad har gjorts"), lambda one: one.closing_words),
    )

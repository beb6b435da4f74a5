"""The form in which a company offers somebody a job: one screen, little to type."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField

from marketplace.errors import Invalid
from marketplace.models.companies import Site
from marketplace.models.hire_offers import HireForm, PayBy
from marketplace.services.hire_terms import Terms
from marketplace.web.errors import say
from marketplace.web.fields import DayField, KronorField, NoteField, PlainField, TypedField, options

FORMS = {
    HireForm.PERMANENT: _l("Tills vidare"),
    HireForm.TRIAL: _l("Provanställning"),
    HireForm.FIXED_TERM: _l("En bestämd tid"),
}
PAYS = {
    PayBy.AGREEMENT: _l("Enligt avtal"),
    PayBy.HOUR: _l("Kronor i timmen"),
    PayBy.MONTH: _l("Kronor i månaden"),
}
HOURS = re.compile(r"(\d{1,3})(?:[,.](\d{1,2}))?\s*(?:h|tim|timmar)?\.?")
MINUTES_PER_HOUR = 60


class WeekHoursField(TypedField):
    """Hours of a week, kept as minutes: "20", "37,5" and "20 timmar" are read."""

    def written(self, value: int) -> str:
        """37,5."""
        return f"{Decimal(value) / MINUTES_PER_HOUR:.4g}".replace(".", ",")

    def read(self, text: str) -> int:
        """The minutes."""
        match = HOURS.fullmatch(text.strip().casefold())
        if match is None:
            raise ValueError(gettext("Skriv timmarna med siffror, som 20 eller 37,5."))
        return round(Decimal(f"{match[1]}.{match[2] or 0}") * MINUTES_PER_HOUR)


class HireOfferForm(FlaskForm):
    """What work, how much, from when, for how long, at what pay, and a word to her."""

    site = SelectField(_l("Arbetsplats"), validate_choice=False)
    work = PlainField(_l("Vad ska personen göra?"))
    week_hours = WeekHoursField(_l("Timmar i veckan"))
    starts_on = DayField(_l("Första dagen"))
    lasts = RadioField(_l("Hur länge?"), choices=options(FORMS.items()), validate_choice=False)
    ends_on = DayField(_l("Sista dagen, om det är en bestämd tid"))
    pay_by = RadioField(_l("Lön"), choices=options(PAYS.items()), validate_choice=False)
    pay = KronorField(_l("Kronor före skatt, om det inte är enligt avtal"))
    note = NoteField(_l("Vill ni säga något mer?"))

    def offer_sites(self, sites: Sequence[Site]) -> None:
        """Let one of the company's own be chosen; the only one is chosen already."""
        self.places = {site.public_id: site for site in sites}
        self.site.choices = options((site.public_id, site.name) for site in sites)

    def terms(self) -> Terms:
        """What was filled in, as far as it can be read."""
        only = next(iter(self.places.values())) if len(self.places) == 1 else None
        return Terms(
            site=only or self.places.get(self.site.data or ""),
            work=self.work.data or "",
            week_minutes=self.week_hours.data,
            form=self.lasts.data,
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            pay_by=self.pay_by.data,
            pay_ore=self.pay.data,
            note=self.note.data or "",
        )

    def tell(self, faults: Iterable[Invalid]) -> None:
        """Show each fault at its field, unless something is wrong with that field already."""
        for fault in faults:
            field = self[fault.field or "work"]
            if not field.errors:
                field.errors = [say(fault)]

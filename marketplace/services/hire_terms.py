"""What a company offers somebody it would like to employ, before it is an offer, and its faults."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from marketplace.catalogue.wording import ADVICE, caught
from marketplace.clock import today
from marketplace.errors import N_, Faulty, Invalid
from marketplace.models.companies import Site
from marketplace.models.hire_offers import HireForm, PayBy

MOST_WORK, MOST_NOTE = 300, 1000
LEAST_MINUTES, MOST_MINUTES = 60, 40 * 60
"""Of a week. Arbetstidslag (1982:673) § 5: ordinary working time is at most 40 hours a week."""
FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was filled in. None or empty: not filled in, or not to be read."""

    site: Site | None
    work: str
    week_minutes: int | None
    form: str | None
    starts_on: date | None
    ends_on: date | None = None
    pay_by: str | None
    pay_ore: int | None = None
    note: str = ""


def check(terms: Terms) -> None:
    """Raises Faulty with everything that keeps these terms from being an offer."""
    found = [fault for rule in RULES for fault in rule(terms)]
    if found:
        raise Faulty(found)


def _work(terms: Terms) -> Iterator[Invalid]:
    if terms.site is None:
        yield Invalid(N_("Välj arbetsplats."), field="site")
    if not terms.work.strip():
        yield Invalid(N_("Skriv vad personen ska göra."), field="work")
    elif len(terms.work) > MOST_WORK:
        yield Invalid(N_("Skriv kortare: högst 300 tecken."), field="work")
    if terms.week_minutes is None:
        yield Invalid(N_("Skriv hur många timmar i veckan, som 20."), field="week_hours")
    elif not LEAST_MINUTES <= terms.week_minutes <= MOST_MINUTES:
        yield Invalid(N_("Skriv mellan 1 och 40 timmar i veckan."), field="week_hours")


def _days(terms: Terms) -> Iterator[Invalid]:
    if terms.form not in set(HireForm):
        yield Invalid(N_("Välj hur länge anställningen ska vara."), field="lasts")
    if terms.starts_on is None:
        yield Invalid(N_("Skriv första dagen, som 15/12."), field="starts_on")
    elif terms.starts_on <= today():
        yield Invalid(N_("Den dagen har varit. Välj en senare."), field="starts_on")
    elif terms.starts_on > today() + FURTHEST:
        yield Invalid(N_("Den dagen är mer än ett år bort."), field="starts_on")
    if terms.form != HireForm.FIXED_TERM:
        return
    if terms.ends_on is None:
        yield Invalid(N_("Skriv sista dagen."), field="ends_on")
    elif terms.starts_on is not None and terms.ends_on < terms.starts_on:
        yield Invalid(N_("Sista dagen är före den första."), field="ends_on")


def _pay(terms: Terms) -> Iterator[Invalid]:
    if terms.pay_by not in set(PayBy):
        yield Invalid(N_("Välj hur lönen räknas."), field="pay_by")
    elif terms.pay_by != PayBy.AGREEMENT and not terms.pay_ore:
        yield Invalid(N_("Skriv lönen i kronor, före skatt."), field="pay")


def _words(terms: Terms) -> Iterator[Invalid]:
    if len(terms.note) > MOST_NOTE:
        yield Invalid(N_("Skriv högst 1 000 tecken."), field="note")
    for field, words in (("work", terms.work[:MOST_WORK]), ("note", terms.note[:MOST_NOTE])):
        for one in caught(words):
            yield Invalid(ADVICE[one.ground], field=field, words=one.words)


RULES = (_work, _days, _pay, _words)

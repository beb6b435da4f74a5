"""The price and the odds in words: beside the form, and on the posting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext, ngettext

from marketplace.clock import local
from marketplace.errors import Invalid
from marketplace.models.postings import PostingKind, Shift
from marketplace.services import cooperatives, price_floors, quotes
from marketplace.services.odds import Odds, answer_by, odds
from marketplace.services.quotes import Quote
from marketplace.services.wishes import Wish, faults
from marketplace.text import kronor
from marketplace.web.errors import say
from marketplace.web.text import hours, moment, people

FAILS = price_floors.Verdict.FAILS


@dataclass(frozen=True, slots=True)
class PriceCard:
    """What stands on the card: a sum to read from across the table, and how it came about."""

    title: str
    sum: str
    explanation: str
    odds: str | None = None


def card(wish: Wish, now: datetime) -> PriceCard:
    """Price and odds of a wish as far as it has been filled in. Writes nothing."""
    if wish.site is None or wish.task is None or not wish.shifts:
        return _waiting(wish, now)
    wrong = faults(wish, now)
    if wrong:
        return PriceCard(gettext("Det går inte än"), "–", say(wrong[0]))
    try:
        cooperative = cooperatives.serving(wish.site)
        chances = odds(wish.site, cooperative, wish.kind, wish.skills, wish.shifts)
        answer = answer_by(wish.shifts[0].starts_at, now)
        told = odds_text(chances, answer)
        if wish.kind == PostingKind.INTERNSHIP:
            return PriceCard(
                gettext("Praktik kostar inget"), "0 kr", amount_text(wish.shifts), told
            )
        quote = quotes.quote(cooperative, wish.task, wish.shifts, wish.site.company_id)
        day = wish.shifts[0].day
        if price_floors.verdict(cooperative, wish.task, day, quote.ore_per_hour) == FAILS:
            told = gettext(
                "Priset behöver godkännas av kooperativet och Kooptjänst innan vi letar folk."
            )
    except Invalid as error:
        return PriceCard(gettext("Det går inte än"), "–", say(error))
    return PriceCard(
        gettext("Det här kostar det"),
        kronor(quote.net_ore),
        price_text(quote, wish.shifts, wish.kind),
        told,
    )


def amount_text(shifts: Sequence[Shift]) -> str:
    """4 personer, 7 tim 30 min om dagen, 2 dagar; the hours together where they are not alike."""
    first = shifts[0]
    if any((one.heads, one.work_minutes) != (first.heads, first.work_minutes) for one in shifts):
        together = sum(one.heads * one.work_minutes for one in shifts)
        return str(gettext("%(hours)s sammanlagt.", hours=hours(together)))
    days = ngettext("%(num)d dag", "%(num)d dagar", len(shifts))
    told = gettext(
        "%(people)s, %(hours)s om dagen, %(days)s.",
        people=people(first.heads),
        hours=hours(first.work_minutes),
        days=days,
    )
    return str(told)


def price_text(quote: Quote, shifts: Sequence[Shift], kind: PostingKind) -> str:
    """How the sum came about, who is in it, and what VAT adds."""
    told = gettext(
        "%(amount)s %(rate)s i timmen. Moms %(vat)s tillkommer, totalt %(total)s. Ni betalar"
        " efter jobbet, mot faktura.",
        amount=amount_text(shifts),
        rate=kronor(quote.ore_per_hour),
        vat=kronor(quote.vat_ore),
        total=kronor(quote.gross_ore),
    )
    if kind == PostingKind.SERVICE:
        return str(told + " " + gettext("Den som leder arbetet ingår i priset."))
    return str(told)


def odds_text(chances: Odds, answer: datetime) -> str:
    """Troligen 4 av 6 platser. Besked senast onsdag 9 december kl. 15:00."""
    told = gettext("Besked senast %(moment)s.", moment=moment(answer))
    if chances.likely == 0:
        first = gettext("Just nu ser vi ingen ledig då, men vi letar. Prova gärna en annan tid.")
    elif chances.likely == chances.seats:
        first = ngettext(
            "Troligen fylls platsen.", "Troligen fylls alla %(num)d platser.", chances.seats
        )
    else:
        first = gettext(
            "Troligen %(likely)d av %(seats)d platser.", likely=chances.likely, seats=chances.seats
        )
    return f"{first} {told}"


def _waiting(wish: Wish, now: datetime) -> PriceCard:
    explanation = gettext("Välj uppgift, dag, tid och antal så räknar vi. Moms tillkommer.")
    title = gettext("Det här kostar det")
    if wish.kind == PostingKind.INTERNSHIP:
        return PriceCard(
            gettext("Praktik kostar inget"),
            "0 kr",
            gettext("Fyll i dagar och tider så ser ni när ni får besked."),
        )
    if wish.site is None:
        return PriceCard(title, "–", explanation)
    try:
        cooperative = cooperatives.serving(wish.site)
        day = wish.days[0] if wish.days else local(now).date()
        ore = quotes.rate(cooperative, wish.task or "", day)
    except Invalid as error:
        return PriceCard(title, "–", say(error))
    return PriceCard(title, gettext("%(price)s i timmen", price=kronor(ore)), explanation)

"""What Kooptjänst should look at first: the largest keys, people left standing, short networks."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext, ngettext

from marketplace.models.costs import PriceSide
from marketplace.models.trials import Trial
from marketplace.services import (
    applications,
    follow_ups,
    incidents,
    networks,
    price_floors,
    run_reviews,
    stays,
    trials,
)
from marketplace.services.trial_places import Places, places
from marketplace.text import percent
from marketplace.web.key_words import KeyLine, keys_of
from marketplace.web.kooptjanst.trial_words import pseudonym_of


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at, and where."""

    text: str
    url: str


def lines() -> list[Finding]:
    """All of them, in a fixed number of queries for each region."""
    known = places()
    found = [line for one in trials.newest_keys() for line in _keys(one, known)]
    found = [*_incidents(), *_held(), *_applications(), *found]
    found += [*_stuck(), *_networks(), *_unsigned(), *_outcomes()]
    return found


def _keys(trial: Trial, known: Places) -> list[Finding]:
    """The largest course of each cooperative, and the largest adaptation of a site."""
    best: dict[str, KeyLine] = {}
    for line in keys_of(trial, known, pseudonym_of):
        if line.to != "coach":
            best.setdefault("site" if line.to == "site" else line.where, line)
    return [
        Finding(
            gettext(
                "%(key)s (%(where)s) skulle ge %(time)s mer arbete i veckan",
                key=line.what,
                where=line.where,
                time=line.time,
            ),
            url_for("kooptjanst.keys.show"),
        )
        for line in best.values()
    ]


def _stuck() -> list[Finding]:
    number = len(stays.stuck())
    if not number:
        return []
    text = ngettext(
        "%(num)d deltagare verkar ha fastnat", "%(num)d deltagare verkar ha fastnat", number
    )
    return [Finding(text, url_for("kooptjanst.stays.index"))]


def _incidents() -> list[Finding]:
    number = incidents.count_open()
    if not number:
        return []
    text = ngettext(
        "%(num)d händelse på ett jobb är inte avslutad",
        "%(num)d händelser på jobben är inte avslutade",
        number,
    )
    return [Finding(text, url_for("kooptjanst.incidents.index", state="open"))]


def _held() -> list[Finding]:
    number = price_floors.count_held(PriceSide.KOOPTJANST)
    if not number:
        return []
    text = ngettext(
        "%(num)d jobb under prisgolvet väntar på er underskrift",
        "%(num)d jobb under prisgolvet väntar på er underskrift",
        number,
    )
    return [Finding(text, url_for("kooptjanst.price_floors.index"))]


def _applications() -> list[Finding]:
    number = sum(applications.waiting().values())
    if not number:
        return []
    text = ngettext(
        "%(num)d ansökan till nätverken väntar", "%(num)d ansökningar till nätverken väntar", number
    )
    return [Finding(text, url_for("kooptjanst.networks.index"))]


def _networks() -> list[Finding]:
    return [
        Finding(
            gettext(
                "Nätverket i %(place)s saknar %(missing)s företag",
                place=state.network.municipality.name,
                missing=state.missing,
            ),
            url_for("kooptjanst.networks.show", public_id=state.network.public_id),
        )
        for state in networks.states()
        if state.missing
    ]


def _unsigned() -> list[Finding]:
    number = len(run_reviews.waiting(5))
    if not number:
        return []
    text = ngettext("%(num)d matchning att granska", "%(num)d matchningar att granska", number)
    return [Finding(text, url_for("kooptjanst.quality.show", _anchor="to-sign"))]


def _outcomes() -> list[Finding]:
    rate = follow_ups.rate()
    if rate.least is None or rate.most is None:
        return []
    text = gettext(
        "%(least)s–%(most)s har gått vidare efter 90 dagar. Löftet var %(promised)s",
        least=percent(rate.least),
        most=percent(rate.most),
        promised=percent(follow_ups.PROMISED / follow_ups.OF),
    )
    return [Finding(text, url_for("kooptjanst.follow_ups.index"))]

"""The workplace profile: what a company answers about a site, once, for all its postings."""

from collections.abc import Mapping, Sequence

from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.companies import FeatureAnswer, Site, SiteFeature
from marketplace.models.history import Actor
from marketplace.services import cooperatives, match_runs
from marketplace.services.history import record


def answers(site: Site) -> Mapping[str, FeatureAnswer]:
    """What has been answered so far, by work condition; not yet asked about: absent."""
    return {feature.condition: feature.answer for feature in site.features}


def unanswered(site: Site, conditions: Sequence[str]) -> list[str]:
    """Which of these work conditions the company has not said yes or no to."""
    known = answers(site)
    return [
        code
        for code in conditions
        if known.get(code, FeatureAnswer.UNKNOWN) == FeatureAnswer.UNKNOWN
    ]


def answer(site: Site, given: Mapping[str, FeatureAnswer], by: Actor) -> bool:
    """Write answers into the profile, leaving all others; whether anything changed.

    An answer `on_request` is for one person at a time unless more were agreed before. A change
    asks for a new match. Raises Invalid for a work condition outside the closed list.
    """
    if any(code not in WORK_CONDITION_BY_CODE for code in given):
        raise Invalid(N_("Den frågan finns inte. Läs sidan igen."))
    known = {feature.condition: feature for feature in site.features}
    changed = [code for code, word in given.items() if _differs(known.get(code), word)]
    for code in changed:
        _write(site, known.get(code), code, given[code])
    if changed:
        db.session.flush()
        record("sites.profile_answered", site, by, conditions=sorted(changed))
        match_runs.request(cooperatives.serving(site).region_id, by)
    return bool(changed)


def _differs(feature: SiteFeature | None, word: FeatureAnswer) -> bool:
    return (feature.answer if feature else FeatureAnswer.UNKNOWN) != word


def _write(site: Site, feature: SiteFeature | None, code: str, word: FeatureAnswer) -> None:
    places = 1 if word == FeatureAnswer.ON_REQUEST else None
    if feature is None:
        site.features.append(SiteFeature(condition=code, answer=word, places=places))
    else:
        feature.answer, feature.places = word, places

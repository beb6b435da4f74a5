"""Places of work: added, and the workplace profile, answered once for all postings there."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from marketplace.catalogue.municipalities import MUNICIPALITY_BY_CODE, Locality
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.database import db
from marketplace.errors import N_, Conflict, Invalid
from marketplace.models.companies import Company, FeatureAnswer, Site, SiteFeature
from marketplace.models.cooperatives import cooperative_municipalities
from marketplace.models.history import Actor
from marketplace.models.places import Municipality
from marketplace.services import cooperatives, match_runs
from marketplace.services.history import record


def add(company: Company, *, name: str, street: str, place: str, by: Actor) -> Site:
    """A new place of work of a company; `place` is one of `places()`, whose middle is its position.

    Said twice, it is the same place. Raises Invalid, on the field, where something is missing, and
    on `place` where no cooperative works there.
    """
    for field, text, message in (
        ("name", name, N_("Skriv vad arbetsplatsen kallas, som Lagret.")),
        ("street", street, N_("Skriv gatuadressen.")),
    ):
        if not text.strip():
            raise Invalid(message, field=field)
    slug, _, locality = place.partition(":")
    found = db.session.scalar(select(Municipality).where(Municipality.slug == slug))
    known = next((one for one in localities(slug) if one.name == locality), None)
    if found is None or known is None:
        raise Invalid(N_("Välj orten i listan."), field="place")
    db.session.execute(select(Company.id).where(Company.id == company.id).with_for_update())
    same = select(Site).where(
        Site.company_id == company.id, Site.name == name, Site.street == street
    )
    site = db.session.scalar(same.where(Site.municipality_id == found.id).limit(1))
    if site is not None:
        return site
    site = Site(
        company=company,
        municipality=found,
        name=name,
        street=street,
        locality=locality,
        latitude=known.latitude,
        longitude=known.longitude,
    )
    db.session.add(site)
    db.session.flush()
    record("sites.added", site, by)
    return site


def places() -> Sequence[tuple[str, str, str]]:
    """Where a site may lie: code, locality and municipality, by name, of those that are served."""
    query = select(Municipality).join(
        cooperative_municipalities,
        cooperative_municipalities.c.municipality_id == Municipality.id,
    )
    served = {one.slug: one.name for one in db.session.scalars(query)}
    return sorted(
        (
            (f"{slug}:{one.name}", one.name, name)
            for slug, name in served.items()
            for one in localities(slug)
        ),
        key=lambda row: (row[2], row[1]),
    )


def localities(slug: str) -> Sequence[Locality]:
    """The towns and villages of a municipality; none where the catalogue does not know it."""
    entry = MUNICIPALITY_BY_CODE.get(slug)
    return entry.localities if entry else ()


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


def refuse_paused(site: Site) -> None:
    """Raises Conflict where the site is paused until what happened there has been looked into."""
    if site.paused_at is not None:
        raise Conflict(
            N_("Arbetsplatsen är pausad. Ingen får frågan förrän händelsen där är avslutad.")
        )

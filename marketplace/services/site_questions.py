"""Questions to a workplace before a job: asked only in words that the member has approved.

A question is about the place and is kept with the place. Whom it is for is kept nowhere, and the
company is told by the site, not by any person.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.catalogue.purposes import Purpose
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Site
from marketplace.models.history import SYSTEM, Actor, Event
from marketplace.models.members import Member
from marketplace.models.messages import Channel
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import Ask, Proposal, ProposalStatus
from marketplace.services import messages, needs
from marketplace.services.history import record
from marketplace.services.sites import unanswered

ASKED = "sites.question_asked"


def open_for(member: Member, by: Actor) -> Mapping[Ask, Sequence[str]]:
    """What nobody knows about the places of her coming jobs and she needs: nothing without her yes
    to such questions. A place of several jobs stands once, with the first of them. She can see
    that it was read: the caller commits."""
    jobs = _coming(member)
    asked = _asked([ask.posting.site_id for ask in jobs])
    with needs.opened([member.id], Purpose.QUESTIONS, by) as known:
        conditions = known.get(member.id, needs.NOTHING).conditions
        found = {}
        for ask in jobs:
            site = ask.posting.site
            codes = [c for c in unanswered(site, conditions) if (site.id, c) not in asked]
            asked |= {(site.id, code) for code in codes}
            found[ask] = codes
    return {ask: codes for ask, codes in found.items() if codes}


def approve(member: Member, ask: Ask, codes: Sequence[str], by: Actor, *, base_url: str) -> int:
    """Send the questions that she has approved to the company; how many those were.

    Sent twice, each is asked once. Raises Invalid for words that she was not shown.
    """
    site = ask.posting.site
    db.session.execute(select(Site.id).where(Site.id == site.id).with_for_update(key_share=True))
    opened = open_for(member, by).items()
    shown = {code for one, found in opened if one.posting.site_id == site.id for code in found}
    asked = _asked([site.id])
    new = [code for code in dict.fromkeys(codes) if (site.id, code) not in asked]
    if not set(new) <= shown:
        raise Invalid(N_("Den frågan finns inte. Läs sidan igen."))
    for code in sorted(new):
        record(ASKED, site, SYSTEM, condition=code)
    if new:
        words = [WORK_CONDITION_BY_CODE[code].question_sv for code in sorted(new)]
        url = f"{base_url}/companies/sites/{site.public_id}"
        company = ask.posting.company
        messages.send(
            Channel.MAIL, company.email, "site_questions", site=site, words=words, url=url
        )
    return len(new)


def asked_of(site: Site) -> set[str]:
    """Codes that a place has been asked about, answered or not."""
    return {code for _, code in _asked([site.id])}


def waiting(sites: Sequence[Site]) -> Mapping[int, Sequence[str]]:
    """What was asked of places and nobody there has answered, by the place's number."""
    asked = _asked([site.id for site in sites])
    found = {
        site.id: unanswered(site, sorted(code for number, code in asked if number == site.id))
        for site in sites
    }
    return {number: codes for number, codes in found.items() if codes}


def _asked(site_ids: Sequence[int]) -> set[tuple[int, str]]:
    """What these places have been asked already, answered or not."""
    rows = db.session.execute(
        select(Event.subject_id, Event.detail).where(
            Event.subject_type == "sites", Event.subject_id.in_(site_ids), Event.verb == ASKED
        )
    )
    return {(site_id, detail["condition"]) for site_id, detail in rows}


def _coming(member: Member) -> Sequence[Ask]:
    """Jobs she has been asked about or said yes to, that have not begun."""
    standing = (ProposalStatus.SENT, ProposalStatus.ACCEPTED)
    return (
        db.session.scalars(
            select(Ask)
            .join(Ask.proposals)
            .join(Proposal.shift)
            .where(
                Ask.member_id == member.id,
                Proposal.status.in_(standing),
                Shift.starts_at > now(),
            )
            .order_by(Ask.id)
            .options(
                joinedload(Ask.posting).joinedload(Posting.company),
                joinedload(Ask.posting).joinedload(Posting.site).selectinload(Site.features),
            )
        )
        .unique()
        .all()
    )

"""Would you employ her? A company's offer, by way of her coach, and her free answer.

No fee is asked of anybody. A no costs her nothing, and the company reads one sentence whatever
stands behind it: that she said no, took her tick back, left, or was forgotten.
"""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from marketplace.clock import now
from marketplace.database import db
from marketplace.errors import N_, Conflict
from marketplace.models.companies import Company
from marketplace.models.hire_offers import (
    OPEN,
    HireForm,
    HireOffer,
    HireOfferStatus,
    HireWish,
    PayBy,
)
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.models.messages import Channel
from marketplace.models.proposals import AnswerChannel
from marketplace.services import hire_terms, hire_wishes, messages
from marketplace.services.hire_terms import Terms
from marketplace.services.history import move, record
from marketplace.services.holding import hold
from marketplace.services.sessions import digest, new_token

UNANSWERED = (HireOfferStatus.MADE, HireOfferStatus.ASKED)
MAY_REGRET_A_NO: Final = timedelta(days=1)
"""How long her no can become a yes by the same button; the company may look for another then."""


def make(wish: HireWish, terms: Terms, by: Actor, *, base_url: str) -> HireOffer:
    """Offer a job to somebody who has ticked; her coach gets a link. Twice the same button is once.

    Raises Faulty where something in the terms is missing or wrong.
    """
    hire_terms.check(terms)
    assert terms.site is not None  # noqa: S101 -- check has seen to it
    assert terms.week_minutes is not None  # noqa: S101 -- the same
    assert terms.starts_on is not None  # noqa: S101 -- the same
    _hold_member(wish.member_id)
    standing = open_between(wish.member_id, wish.company_id)
    if standing is not None:
        return standing
    form, pay_by = HireForm(terms.form or ""), PayBy(terms.pay_by or "")
    offer = HireOffer(
        member_id=wish.member_id,
        company_id=wish.company_id,
        site=terms.site,
        status=HireOfferStatus.MADE,
        work=terms.work.strip(),
        week_minutes=terms.week_minutes,
        form=form,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on if form == HireForm.FIXED_TERM else None,
        pay_by=pay_by,
        pay_ore=None if pay_by == PayBy.AGREEMENT else terms.pay_ore,
        note=terms.note.strip(),
        made_at=now(),
        made_by=by.label,
    )
    db.session.add(offer)
    record("hire_offers.made", offer, by)
    cooperative = offer.member.cooperative
    if cooperative.email:
        url = f"{base_url}/cooperatives/hire-offers/{offer.public_id}"
        messages.send(Channel.MAIL, cooperative.email, "hire_offer_made", offer=offer, url=url)
    return offer


def pass_on(offer: HireOffer, by: Actor, *, base_url: str) -> None:
    """The coach puts the question to her, by a message with a link. Raises Conflict where it is
    passed on, or taken back, already."""
    hold(offer)
    move(offer, HireOfferStatus.ASKED, by)
    token = new_token()
    offer.token_hash, offer.asked_at = digest(token), now()
    member, url = offer.member, f"{base_url}/members/hire-offers/{token}"
    for channel, recipient in ((Channel.SMS, member.phone), (Channel.MAIL, member.email)):
        if recipient:
            values = {"member": member, "offer": offer, "url": url}
            messages.send(channel, recipient, "hire_offer", member_id=member.id, **values)


def answer(
    offer: HireOffer, by: Actor, *, yes: bool, channel: AnswerChannel = AnswerChannel.LINK
) -> None:
    """Take her yes or no; twice the same is once. A yes may become a no until she has begun, a no
    a yes for a day.

    With a no her tick is gone too: she is not asked again before she wants to be. Raises Conflict
    where the offer has been taken back or she has begun.
    """
    _hold_member(offer.member_id)
    hold(offer)
    wanted = HireOfferStatus.ACCEPTED if yes else HireOfferStatus.DECLINED
    if offer.status == wanted:
        return
    if not may_answer(offer):
        raise Conflict(N_("Frågan gäller inte längre. Tack ändå!"))
    if yes and open_between(offer.member_id, offer.company_id) not in (None, offer):
        raise Conflict(N_("Företaget har frågat på nytt. Svara på den nya frågan."))
    offer.answered_at, offer.channel = now(), channel
    offer.talk_asked_at = None
    move(offer, wanted, by)
    if not yes:
        hire_wishes.erase(offer.member_id, offer.company_id)
    _tell_company(offer)


def may_answer(offer: HireOffer) -> bool:
    """Whether she may say yes or no, or change what she said."""
    if offer.status == HireOfferStatus.DECLINED:
        said = offer.answered_at
        return said is not None and said > now() - MAY_REGRET_A_NO
    return offer.status in (HireOfferStatus.ASKED, HireOfferStatus.ACCEPTED)


def want_to_talk(offer: HireOffer, by: Actor) -> None:
    """Ask the coach to ring. The question stays open; asking twice is fine."""
    hold(offer)
    if offer.talk_asked_at is None and offer.status == HireOfferStatus.ASKED:
        offer.talk_asked_at = now()
        record("hire_offers.talk_asked", offer, by)


def take_back_wish(member: Member, company: Company, by: Actor) -> None:
    """She unticks: the tick goes, and what the company has asked and she not answered ends."""
    _hold_member(member.id)
    hire_wishes.erase(member.id, company.id)
    standing = open_between(member.id, company.id)
    if standing is not None and standing.status in UNANSWERED:
        _end(standing, by)


def end_all(member: Member, by: Actor) -> None:
    """End every offer that waits for somebody who is leaving or is to be forgotten."""
    _hold_member(member.id)
    waiting = select(HireOffer).where(
        HireOffer.member_id == member.id, HireOffer.status.in_(UNANSWERED)
    )
    for offer in db.session.scalars(waiting.order_by(HireOffer.id)).all():
        _end(offer, by)


def withdraw(offer: HireOffer, by: Actor) -> None:
    """The company takes its offer back, as long as she has not said yes. Raises Conflict then."""
    hold(offer)
    if not offer.may_be_withdrawn:
        raise Conflict(N_("Erbjudandet är redan besvarat. Ring kooperativet."))
    was_asked = offer.status == HireOfferStatus.ASKED
    offer.talk_asked_at = None
    move(offer, HireOfferStatus.WITHDRAWN, by)
    cooperative = offer.member.cooperative
    if was_asked and cooperative.email:
        messages.send(Channel.MAIL, cooperative.email, "hire_offer_withdrawn", offer=offer)


def by_token(token: str) -> HireOffer | None:
    """The offer that a link opens, as long as she may answer it; else None."""
    return _answerable(HireOffer.token_hash == digest(token))


def own(public_id: str, member_id: int) -> HireOffer | None:
    """The offer to a member who is signed in and needs no link; else None."""
    return _answerable(HireOffer.public_id == public_id, HireOffer.member_id == member_id)


def open_between(member_id: int, company_id: int) -> HireOffer | None:
    """What a company has offered somebody and is still open."""
    return db.session.scalar(
        select(HireOffer).where(
            HireOffer.member_id == member_id,
            HireOffer.company_id == company_id,
            HireOffer.status.in_(OPEN),
        )
    )


def _answerable(*which: ColumnElement[bool]) -> HireOffer | None:
    offer = db.session.scalar(
        select(HireOffer)
        .where(*which)
        .options(
            joinedload(HireOffer.member).joinedload(Member.cooperative),
            joinedload(HireOffer.company),
            joinedload(HireOffer.site),
        )
    )
    return offer if offer is not None and may_answer(offer) else None


def _end(offer: HireOffer, by: Actor) -> None:
    hold(offer)
    offer.answered_at, offer.talk_asked_at = now(), None
    move(offer, HireOfferStatus.DECLINED, by)
    _tell_company(offer)


def _tell_company(offer: HireOffer) -> None:
    if offer.company.email:
        messages.send(Channel.MAIL, offer.company.email, "hire_offer_answered", offer=offer)


def _hold_member(member_id: int) -> None:
    """Offers of one person take turns: two companies, two buttons, her own change of mind."""
    db.session.flush()
    db.session.execute(
        select(Member.id).where(Member.id == member_id).with_for_update(key_share=True)
    )

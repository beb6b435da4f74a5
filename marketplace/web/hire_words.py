"""The terms of an offer of employment in words, the same for all who read them."""

from flask_babel import gettext

from marketplace import text
from marketplace.models.hire_offers import HireForm, HireOffer, PayBy
from marketplace.web.text import day, hours


def terms(offer: HireOffer) -> list[dict[str, str]]:
    """What is offered, as rows for components/summary_list.html."""
    return [
        {"term": gettext("Jobb"), "value": offer.work, "icon": "yes"},
        {"term": gettext("Plats"), "value": _place(offer), "icon": "place"},
        {
            "term": gettext("Tid"),
            "value": gettext("%(hours)s i veckan", hours=hours(offer.week_minutes)),
            "icon": "clock",
        },
        {"term": gettext("Börjar"), "value": day(offer.starts_on), "icon": "calendar"},
        {"term": gettext("Hur länge"), "value": lasting(offer), "icon": "calendar"},
        {"term": gettext("Lön"), "value": pay(offer), "icon": "money"},
    ]


def lasting(offer: HireOffer) -> str:
    """For how long, in a few words."""
    if offer.form == HireForm.FIXED_TERM and offer.ends_on is not None:
        return str(gettext("Till och med %(day)s", day=day(offer.ends_on)))
    if offer.form == HireForm.TRIAL:
        return str(gettext("På prov först"))
    return str(gettext("Tills vidare, utan slutdag"))


def pay(offer: HireOffer) -> str:
    """The pay before tax."""
    if offer.pay_ore is None:
        return str(gettext("Enligt avtal"))
    kronor = text.kronor(offer.pay_ore)
    if offer.pay_by == PayBy.HOUR:
        return str(gettext("%(kronor)s i timmen", kronor=kronor))
    return str(gettext("%(kronor)s i månaden", kronor=kronor))


def _place(offer: HireOffer) -> str:
    return ", ".join([offer.company.name, offer.site.street, offer.site.locality])

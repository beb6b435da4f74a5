"""The company card as a form: filled in by the company, or by somebody who has it on the phone."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from marketplace.catalogue.attestations import ATTESTATIONS
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.companies import Company
from marketplace.models.company_cards import CardChannel
from marketplace.models.history import Actor
from marketplace.services import company_cards
from marketplace.web.errors import say
from marketplace.web.fields import Boxes, KronorField, PlainField, options


class CompanyCardForm(FlaskForm):
    """Pay, agreement, and the company's word."""

    pay_ore_per_hour = KronorField(_l("Vad tjänar era egna i sådant arbete?"))
    collective_agreement = PlainField(_l("Vilket kollektivavtal har ni?"))
    attested = Boxes(_l("Vi lovar"))
    given_by = PlainField(_l("Vem på företaget svarar?"))

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Each promise with what it is for."""
        return [(gettext(one.sv), gettext(one.why)) for one in ATTESTATIONS]


def form_for(company: Company) -> CompanyCardForm:
    """The form with last year's answers in it; the promises are given anew each time."""
    before = company_cards.latest(company.id)
    form = CompanyCardForm(
        pay_ore_per_hour=before.pay_ore_per_hour if before else None,
        collective_agreement=before.collective_agreement if before else "",
        given_by=before.given_by if before else company.reference,
    )
    form.attested.choices = options((one.code, gettext(one.sv)) for one in ATTESTATIONS)
    return form


def keep(form: CompanyCardForm, company: Company, by: Actor, channel: CardChannel) -> bool:
    """Write the answers; whether nothing was wrong. What was is noted at its field."""
    if not form.validate_on_submit():
        return False
    try:
        company_cards.give(
            company,
            by,
            collective_agreement=form.collective_agreement.data or "",
            pay_ore_per_hour=form.pay_ore_per_hour.data,
            attested=form.attested.data or (),
            given_by=form.given_by.data or "",
            channel=channel,
        )
    except Invalid as error:
        db.session.rollback()
        form[error.field or "attested"].errors = [say(error)]
        return False
    return True

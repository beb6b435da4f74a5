"""Forms of invoices, agreements, the shop and pay."""

import re
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FileField, HiddenField, RadioField, SelectField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from invoicing import Unit
from marketplace.catalogue.vat_rates import GOODS
from marketplace.clock import today
from marketplace.errors import N_
from marketplace.models.agreements import Delivery
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import InvoiceKind
from marketplace.services.free_drafts import UNITS
from marketplace.web.fields import DayField, KronorField, NoteField, PlainField, TypedField, options

LONG = 2_000
WAYS = {
    Delivery.MAIL: N_("Med e-post, fakturan bifogad"),
    Delivery.ACCESS_POINT: N_("Som e-faktura i Peppol"),
    Delivery.DOWNLOAD: N_("Kunden hämtar den själv"),
}
DELIVERIES = [(way.value, _l(text)) for way, text in WAYS.items()]
LANGUAGES = [("sv", _l("Svenska")), ("en", _l("Engelska"))]
SECTORS = [
    (BuyerSector.PRIVATE_PERSON.value, _l("Privatperson")),
    (BuyerSector.COMPANY.value, _l("Företag eller förening")),
    (BuyerSector.PUBLIC.value, _l("Offentlig sektor")),
]
KINDS = [
    (InvoiceKind.INVOICE.value, _l("Faktura")),
    (InvoiceKind.REQUISITION.value, _l("Rekvisition: begär ersättning av offentlig sektor")),
]


class QuantityField(TypedField):
    """A quantity with at most three decimals, kept in thousandths: "7,5" is 7 500."""

    def written(self, value: int) -> str:
        """7,5."""
        return f"{value / 1000:.3f}".rstrip("0").rstrip(".").replace(".", ",")

    def read(self, text: str) -> int:
        """The quantity in thousandths."""
        match = re.fullmatch(r"([-−]?)(\d{1,7})(?:[,.](\d{1,3}))?", text.replace(" ", ""))
        if match is None:
            raise ValueError(gettext("Skriv antalet som 3 eller 7,5."))
        thousandths = int(match[2]) * 1000 + int((match[3] or "").ljust(3, "0"))
        return -thousandths if match[1] else thousandths


class CreditForm(FlaskForm):
    """Why an invoice is credited; which lines and how much stands in fields of their own."""

    reason = NoteField(
        _l("Varför krediteras fakturan?"),
        [DataRequired(_l("Skriv varför fakturan krediteras.")), Length(max=500)],
        description=_l("Kunden läser det på kreditfakturan."),
    )


class TakeInForm(FlaskForm):
    """A bank file is taken in."""

    knows_account = BooleanField(_l("Ja, kontot är vårt"))


class WriteOffForm(FlaskForm):
    """A debt is given up."""

    ground = NoteField(
        _l("Varför kommer skulden inte att betalas?"),
        [DataRequired(_l("Skriv varför.")), Length(max=500)],
    )
    reduces_vat = BooleanField(_l("Förlusten är konstaterad: ta tillbaka momsen"))
    key = HiddenField(validators=[Length(max=40)])


class RefundForm(FlaskForm):
    """Money is paid back."""

    amount = KronorField(_l("Belopp"), [InputRequired(_l("Skriv hur mycket."))])
    received_on = DayField(_l("Dag"), [InputRequired(_l("Skriv vilken dag."))], default=today)
    key = HiddenField(validators=[Length(max=40)])


class UndoForm(FlaskForm):
    """Why a payment was written in by mistake."""

    reason = NoteField(
        _l("Vad är fel?"),
        [DataRequired(_l("Skriv vad som är fel.")), Length(max=200)],
        description=_l("Till exempel: fel faktura, fel belopp, skriven två gånger."),
    )


class WithdrawForm(FlaskForm):
    """Why a cost was written by mistake."""

    reason = NoteField(
        _l("Vad är fel?"), [DataRequired(_l("Skriv vad som är fel.")), Length(max=200)]
    )


class ReminderForm(FlaskForm):
    """What a reminder asks for besides the debt."""

    with_interest = BooleanField(_l("Ta ut dröjsmålsränta"), default=True)
    wants_compensation = BooleanField(_l("Ta ut förseningsersättning"))
    key = HiddenField(validators=[Length(max=40)])


class AgreementForm(FlaskForm):
    """The terms of a customer's invoices to come."""

    delivery = RadioField(_l("Hur skickas fakturorna?"), choices=options(DELIVERIES))
    monthly = BooleanField(_l("Samla alla timmar på en faktura i månaden"))
    language = RadioField(_l("Fakturans språk"), choices=options(LANGUAGES))
    order_reference = PlainField(_l("Kundens ordernummer"), [Length(max=100)])
    peppol_id = PlainField(
        _l("Peppol-id"),
        [Length(max=60)],
        description=_l("Bara om det inte är organisationsnumret. Skriv schema:nummer."),
    )
    reminder_fee_agreed_on = DayField(
        _l("Påminnelseavgift avtalad den"),
        [Optional()],
        description=_l("Utan avtal tas ingen påminnelseavgift ut."),
    )


class ComparablePayForm(FlaskForm):
    """What the client's own people earn."""

    comparable = KronorField(
        _l("Lön per timme hos kunden"), [InputRequired(_l("Skriv lönen per timme."))]
    )
    starts_on = DayField(_l("Från och med"), [InputRequired(_l("Skriv från vilken dag."))])


class CustomerForm(FlaskForm):
    """A customer entered by the cooperative."""

    sector = RadioField(
        _l("Vem köper?"), choices=options(SECTORS), default=BuyerSector.COMPANY.value
    )
    name = PlainField(_l("Namn"), [DataRequired(_l("Skriv kundens namn.")), Length(max=200)])
    organisation_number = PlainField(
        _l("Organisationsnummer"),
        [Length(max=20)],
        description=_l("Tomt för en privatperson. Skriv aldrig ett personnummer."),
    )
    email = PlainField(_l("E-post"), [Length(max=200)])
    street = PlainField(
        _l("Gatuadress eller box"), [DataRequired(_l("Skriv adressen.")), Length(max=200)]
    )
    postal_code = PlainField(
        _l("Postnummer"), [DataRequired(_l("Skriv postnumret.")), Length(max=10)]
    )
    city = PlainField(_l("Ort"), [DataRequired(_l("Skriv orten.")), Length(max=100)])
    reference = PlainField(
        _l("Er referens"), [Length(max=100)], description=_l("Den som tar emot hos kunden.")
    )


class DraftForm(FlaskForm):
    """A draft written by hand: to whom, and of which kind."""

    company = SelectField(_l("Kund"), [DataRequired(_l("Välj en kund."))], validate_choice=False)
    kind = RadioField(_l("Vad är det?"), choices=options(KINDS), default=InvoiceKind.INVOICE.value)
    note = NoteField(_l("Text till kunden"), [Length(max=LONG)])


class LineForm(FlaskForm):
    """A line written by hand."""

    description = PlainField(
        _l("Vad säljs?"), [DataRequired(_l("Skriv vad raden gäller.")), Length(max=300)]
    )
    quantity = QuantityField(_l("Antal"), [InputRequired(_l("Skriv antalet."))])
    unit = SelectField(_l("Enhet"))
    price = KronorField(_l("Pris per enhet, före moms"), [InputRequired(_l("Skriv priset."))])
    goods = SelectField(_l("Slags vara, för momsen"), validate_choice=False)
    supplied_on = DayField(
        _l("Levererat den"), [InputRequired(_l("Skriv vilken dag."))], default=today
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit.choices = options((unit.value, gettext(name)) for unit, name in UNITS.items())
        self.unit.data = self.unit.data or Unit.PIECE.value
        self.goods.choices = options((goods.code, gettext(goods.sv)) for goods in GOODS)


class AnswerForm(FlaskForm):
    """What a customer who objects is answered."""

    message = NoteField(
        _l("Svar till kunden"),
        [DataRequired(_l("Skriv ett svar till kunden.")), Length(max=LONG)],
        description=_l("Skickas med e-post, och står på kundens sida."),
    )


class TaxReductionForm(FlaskForm):
    """What a private person does not pay."""

    tax_reduction = KronorField(
        _l("Skattereduktion (RUT)"),
        [InputRequired(_l("Skriv beloppet, eller 0."))],
        description=_l("Ni begär beloppet av Skatteverket. Räkna ut det och spara underlaget."),
    )


class TakingsForm(FlaskForm):
    """A day's takings, VAT included, by kind of goods."""

    taken_on = DayField(_l("Dag"), [InputRequired(_l("Skriv vilken dag."))], default=today)
    till = PlainField(
        _l("Kassa"),
        [DataRequired(_l("Skriv vilken kassa.")), Length(max=40)],
        default="Kassa 1",
    )
    standard = KronorField(_l("Varor i allmänhet"), [Optional()])
    food = KronorField(_l("Livsmedel"), [Optional()])
    serving = KronorField(_l("Servering"), [Optional()])
    books = KronorField(_l("Böcker och kultur"), [Optional()])
    by_card = BooleanField(_l("Betalt med kort eller Swish"), default=True)


class OwnPayForm(FlaskForm):
    """What a member earns an hour."""

    ore_per_hour = KronorField(_l("Lön per timme"), [InputRequired(_l("Skriv lönen."))])
    starts_on = DayField(_l("Från och med"), [InputRequired(_l("Skriv från vilken dag."))])


class SignOffForm(FlaskForm):
    """Why an hour pays less than at the client's."""

    reason = NoteField(
        _l("Varför är lönen lägre?"), [DataRequired(_l("Skriv varför.")), Length(max=500)]
    )


class BankFileForm(FlaskForm):
    """A file from the bank."""

    file = FileField(
        _l("Fil från banken"), description=_l("BgMax, camt.053 eller camt.054. Högst 50 MB.")
    )


class CardAccountForm(FlaskForm):
    """Where card payments go."""

    account = PlainField(
        _l("Kooperativets konto hos Stripe"),
        [DataRequired(_l("Skriv kontots nummer.")), Length(max=50)],
        description=_l("Det börjar med acct_ och står överst i kontots inställningar."),
    )


class SetAsideForm(FlaskForm):
    """Why a payment concerns no invoice."""

    ground = NoteField(
        _l("Varför gäller den ingen faktura?"),
        [DataRequired(_l("Skriv varför.")), Length(max=500)],
    )


class YearFileForm(FlaskForm):
    """The accountant's SIE 4E."""

    file = FileField(_l("SIE-fil (4E) från redovisningen"))


def given(day: date | None) -> date:
    """A day that the form has demanded."""
    return day or today()


def number(value: Any) -> int:
    """A number or an amount that the form has demanded."""
    return int(value or 0)

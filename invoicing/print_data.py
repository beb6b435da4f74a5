"""An issued document as ready-written strings: all that the page shows."""

from typing import Any

from invoicing import references
from invoicing.invoice import Document, Kind
from invoicing.line import Line
from invoicing.money import MINUS_SIGN, NO_BREAK_SPACE, format_amount
from invoicing.party import Address
from invoicing.qr import payment_svg
from invoicing.totals import Totals, VatRow
from invoicing.vat import VatCategory, format_rate
from invoicing.words import UNIT_WORDS, WORDS

Pair = tuple[str, str]


class Printer:
    """Writes the parts of one document in its language."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.words = WORDS[document.language]

    def data(self) -> dict[str, Any]:
        """Give everything the template reads, as JSON-ready values."""
        document, words = self.document, self.words
        seller, buyer = document.seller, document.buyer
        svg = payment_svg(document)
        return {
            "language": document.language,
            "date": [document.issued_on.year, document.issued_on.month, document.issued_on.day],
            "title": words[document.kind.value],
            "number": document.number_text,
            "seller_name": seller.name,
            "seller_address": _address_lines(seller.address),
            "buyer": [buyer.name, *_address_lines(buyer.address)],
            "facts": [pair for pair in self._facts() if pair[1]],
            "note": document.note,
            "columns": [
                words[key] for key in ("description", "day", "quantity", "price", "vat", "amount")
            ],
            "lines": [self._line(line) for line in document.lines],
            "sums": self._sums(document.totals),
            "reasons": self._reasons(),
            "payable_label": words[self._payable_word()],
            "payable": self.amount(document.totals.payable_ore),
            "payment": [] if document.kind is Kind.CREDIT_NOTE else self._payment(),
            "late_payment": document.terms.late_payment_text,
            "missing_glyphs": "",
            "qr": svg or "",
            "qr_alt": self._qr_alt() if svg else "",
            "seller_facts": [pair for pair in self._seller_facts() if pair[1]],
            "f_tax": words["f_tax"] if seller.f_tax_approved else "",
            "words": words,
        }

    def amount(self, ore: int) -> str:
        """Write an amount in the document's language: `1 234,50 kr` or `SEK 1 234.50`."""
        if self.document.language == "en":
            return f"SEK{NO_BREAK_SPACE}{self._plain_amount(ore)}"
        return f"{self._plain_amount(ore)}{NO_BREAK_SPACE}kr"

    def _plain_amount(self, ore: int) -> str:
        text = format_amount(ore)
        return text.replace(",", ".") if self.document.language == "en" else text

    def _facts(self) -> list[Pair]:
        document, words = self.document, self.words
        buyer, terms = document.buyer, document.terms
        payable = document.kind is not Kind.CREDIT_NOTE
        number = buyer.organisation_number
        facts = [
            (words["number"], document.number_text),
            (words["issued"], document.issued_on.isoformat()),
            (words["due"], document.due_on.isoformat() if payable else ""),
            (words["terms"], words["terms_days"].format(days=terms.days) if payable else ""),
            (words["supplied"], self._period()),
            (words["your_reference"], buyer.reference),
            (words["order_reference"], buyer.order_reference),
            (words["customer_number"], buyer.identifier),
            (
                words["buyer_organisation"],
                references.format_organisation_number(number) if number else "",
            ),
            (words["buyer_vat"], buyer.vat_number),
            (words["our_reference"], document.seller.contact_name),
        ]
        return facts + self._original_facts()

    def _original_facts(self) -> list[Pair]:
        original, words = self.document.original, self.words
        if original is None:
            return []
        text = words["credits_text"].format(
            number=original.number_text, date=original.issued_on.isoformat()
        )
        return [(words["credits"], text), (words["reason"], original.reason)]

    def _period(self) -> str:
        first, last = self.document.supplied_from, self.document.supplied_on
        if first == last:
            return last.isoformat()
        return f"{first.isoformat()}\u2013{last.isoformat()}"

    def _line(self, line: Line) -> dict[str, str]:
        first = line.supplied_from or line.supplied_on
        day = line.supplied_on.isoformat()
        discount = ""
        if line.discount_ore:
            discount = self.words["discount"].format(
                amount=self.amount(line.discount_ore), reason=line.discount_reason
            )
        return {
            "description": line.description,
            "detail": line.detail,
            "discount": discount,
            "day": day if first == line.supplied_on else f"{first.isoformat()}\u2013 {day}",
            "quantity": self._quantity(line),
            "price": self._plain_amount(line.unit_price_ore),
            "vat": self._rate(line.vat.category, line.vat.rate_basis_points),
            "amount": self._plain_amount(line.net_ore),
        }

    def _quantity(self, line: Line) -> str:
        if line.quantity_minutes is not None:
            return self._hours(line.quantity_minutes)
        whole, rest = divmod(abs(line.quantity_thousandths or 0), 1_000)
        sign = MINUS_SIGN if (line.quantity_thousandths or 0) < 0 else ""
        text = f"{sign}{whole}" + (f",{rest:03d}".rstrip("0") if rest else "")
        unit = UNIT_WORDS[self.document.language][line.unit]
        return f"{self._decimal_mark(text)}{NO_BREAK_SPACE}{unit}"

    def _hours(self, minutes: int) -> str:
        """Write time as decimal hours where that is exact, otherwise as hours and minutes."""
        sign = MINUS_SIGN if minutes < 0 else ""
        hours, rest = divmod(abs(minutes), 60)
        if rest % 3 == 0:
            hundredths = rest * 100 // 60
            decimals = f",{hundredths:02d}".rstrip("0") if hundredths else ""
            text = self._decimal_mark(f"{sign}{hours}{decimals}")
            return self._tight(self.words["hours"].format(hours=text))
        key = "hours_minutes" if hours else "minutes"
        template = self.words[key]
        if not hours:
            return self._tight(template.format(minutes=f"{sign}{rest}"))
        return self._tight(template.format(hours=f"{sign}{hours}", minutes=rest))

    def _tight(self, text: str) -> str:
        return text.replace(" ", NO_BREAK_SPACE)

    def _decimal_mark(self, text: str) -> str:
        return text.replace(",", ".") if self.document.language == "en" else text

    def _rate(self, category: VatCategory, rate_basis_points: int) -> str:
        if category is not VatCategory.STANDARD:
            return "\u2013"
        return f"{self._decimal_mark(format_rate(rate_basis_points))}{NO_BREAK_SPACE}%"

    def _sums(self, totals: Totals) -> list[Pair]:
        words = self.words
        sums = [(words["net"], self.amount(totals.net_ore))]
        sums += [self._vat_sum(row) for row in totals.vat_rows]
        if totals.rounding_ore or totals.tax_reduction_ore:
            sums.append((words["gross"], self.amount(totals.gross_ore)))
        if totals.tax_reduction_ore:
            sums.append((words["tax_reduction"], self.amount(-totals.tax_reduction_ore)))
        if totals.rounding_ore:
            sums.append((words["rounding"], self.amount(totals.rounding_ore)))
        return sums

    def _vat_sum(self, row: VatRow) -> Pair:
        if row.category is not VatCategory.STANDARD:
            return self.words["no_vat_row"], self.amount(row.net_ore)
        rate = self._decimal_mark(format_rate(row.rate_basis_points))
        label = self.words["vat_row"].format(rate=rate, net=self._plain_amount(row.net_ore))
        return label, self.amount(row.vat_ore)

    def _reasons(self) -> list[str]:
        language = self.document.language
        reasons = (row.reason(language) for row in self.document.totals.vat_rows)
        return [reason for reason in reasons if reason]

    def _payable_word(self) -> str:
        return {
            Kind.INVOICE: "payable",
            Kind.CREDIT_NOTE: "credited",
            Kind.REQUISITION: "requested",
        }[self.document.kind]

    def _payment(self) -> list[Pair]:
        document, words, seller = self.document, self.words, self.document.seller
        pairs = [
            (words["due"], document.due_on.isoformat()),
            (words["ocr"], document.ocr),
            (words["bankgiro"], seller.bankgiro and references.format_bankgiro(seller.bankgiro)),
            (words["plusgiro"], seller.plusgiro and references.format_plusgiro(seller.plusgiro)),
            (words["iban"], _in_fours(seller.iban)),
            (words["bic"], seller.bic),
            (words["receiver"], seller.name),
        ]
        return [pair for pair in pairs if pair[1]]

    def _qr_alt(self) -> str:
        account = dict(self._payment())
        names = (self.words["bankgiro"], self.words["plusgiro"], self.words["iban"])
        name = next(name for name in names if name in account)
        return self.words["qr_alt"].format(
            amount=self.amount(self.document.totals.payable_ore),
            account=f"{name} {account[name]}",
            ocr=self.document.ocr,
            date=self.document.due_on.isoformat(),
        )

    def _seller_facts(self) -> list[Pair]:
        seller, words = self.document.seller, self.words
        return [
            (
                words["organisation_number"],
                references.format_organisation_number(seller.organisation_number),
            ),
            (words["vat_number"], seller.vat_number),
            (words["seat"], seller.seat),
            (words["email"], seller.email),
            (words["phone"], seller.phone),
            (words["website"], seller.website),
        ]


def _address_lines(address: Address) -> list[str]:
    code = address.postal_code
    if address.country_code == "SE":
        digits = code.replace(" ", "")
        code = f"{digits[:3]}{NO_BREAK_SPACE}{digits[3:]}"
    lines = [address.extra, address.street, f"{code} {address.city}"]
    if address.country_code != "SE":
        lines.append(address.country_code)
    return [line for line in lines if line]


def _in_fours(iban: str) -> str:
    return " ".join(iban[index : index + 4] for index in range(0, len(iban), 4))

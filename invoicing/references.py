"""Numbers with check digits: organisation, VAT, bankgiro, plusgiro and OCR.

Every `parse_*` takes what a person typed and gives the compact form, or raises
ReferenceNumberError saying in Swedish what is wrong. Every `format_*` takes the compact form.
"""

from stdnum import iban, luhn
from stdnum.exceptions import ValidationError
from stdnum.se import orgnr

from invoicing.errors import InvoicingError

# Bankgirot's OCR reference holds 2 to 25 digits, length and check digit included.
SHORTEST_OCR = 2
LONGEST_OCR = 25
_SEPARATORS = str.maketrans("", "", " -\u00a0\u2009\u2010\u2011\u2013")


class ReferenceNumberError(InvoicingError):
    """A number is too short, too long, not digits, or ends in the wrong check digit."""


def parse_organisation_number(text: str) -> str:
    """Give the ten digits of a Swedish organisation number (Luhn; century 16 is dropped)."""
    digits = _digits(text, "Organisationsnumret")
    if len(digits) == 12 and digits.startswith("16"):
        digits = digits[2:]
    if len(digits) != 10:
        raise ReferenceNumberError(
            "Organisationsnumret ska ha tio siffror, till exempel 556036-0793."
        )
    if not orgnr.is_valid(digits):
        raise ReferenceNumberError("Organisationsnumret slutar på fel kontrollsiffra.")
    return digits


def format_organisation_number(organisation_number: str) -> str:
    """Write an organisation number as NNNNNN-NNNN."""
    return f"{organisation_number[:6]}-{organisation_number[6:]}"


def parse_vat_number(text: str) -> str:
    """Give a VAT number: Swedish ones checked (SE + organisation number + 01), others by shape."""
    compact = text.translate(_SEPARATORS).upper()
    if not compact.startswith("SE"):
        return _foreign_vat_number(compact)
    if len(compact) != 14 or not compact.endswith("01"):
        raise ReferenceNumberError(
            "Momsnumret ska vara SE, tio siffror och 01, till exempel SE556036079301."
        )
    parse_organisation_number(compact[2:12])
    return compact


def _foreign_vat_number(compact: str) -> str:
    country, rest = compact[:2], compact[2:]
    if not (country.isascii() and country.isalpha() and rest.isascii() and rest.isalnum()):
        raise ReferenceNumberError("Momsnumret ska börja med två bokstäver för landet.")
    if not 2 <= len(rest) <= 13:
        raise ReferenceNumberError("Momsnumret har fel längd.")
    return compact


def parse_bankgiro(text: str) -> str:
    """Give the seven or eight digits of a bankgiro number, its Luhn check digit verified."""
    digits = _digits(text, "Bankgironumret")
    if len(digits) not in (7, 8):
        raise ReferenceNumberError("Bankgironumret ska ha sju eller åtta siffror.")
    if not luhn.is_valid(digits):
        raise ReferenceNumberError("Bankgironumret slutar på fel kontrollsiffra.")
    return digits


def format_bankgiro(bankgiro: str) -> str:
    """Write a bankgiro number as NNN-NNNN or NNNN-NNNN."""
    return f"{bankgiro[:-4]}-{bankgiro[-4:]}"


def parse_plusgiro(text: str) -> str:
    """Give the two to eight digits of a plusgiro number, its Luhn check digit verified."""
    digits = _digits(text, "Plusgironumret")
    if not 2 <= len(digits) <= 8:
        raise ReferenceNumberError("Plusgironumret ska ha två till åtta siffror.")
    if not luhn.is_valid(digits):
        raise ReferenceNumberError("Plusgironumret slutar på fel kontrollsiffra.")
    return digits


def format_plusgiro(plusgiro: str) -> str:
    """Write a plusgiro number in pairs from the right: 4 18 03 51-4."""
    body, check = plusgiro[:-1], plusgiro[-1]
    first = len(body) % 2
    pairs = [body[:first]] if first else []
    pairs += [body[index : index + 2] for index in range(first, len(body), 2)]
    return f"{' '.join(pairs)}-{check}"


def parse_iban(text: str) -> str:
    """Give an IBAN without spaces, its mod-97 check verified (ISO 13616)."""
    try:
        return str(iban.validate(text))
    except ValidationError:
        raise ReferenceNumberError("IBAN-numret stämmer inte. Kontrollera siffrorna.") from None


def make_ocr(base: str, *, with_length: bool = True) -> str:
    """Turn digits into an OCR reference: optional length digit, then a Luhn check digit.

    The length digit is the whole reference's length, both added digits counted, modulo ten
    (bankgirot.se, OCR-referenskontroll): 1001 becomes 100164.
    """
    digits = _digits(base, "OCR-numrets grund")
    length = len(digits) + 1 + with_length
    if length > LONGEST_OCR:
        raise ReferenceNumberError(f"OCR-numret blir för långt: högst {LONGEST_OCR} siffror.")
    body = f"{digits}{length % 10}" if with_length else digits
    return f"{body}{luhn.calc_check_digit(body)}"


def parse_ocr(text: str, *, with_length: bool = True) -> str:
    """Give the digits of an OCR reference whose check digit, and length digit if any, are right."""
    digits = _digits(text, "OCR-numret")
    shortest = SHORTEST_OCR + with_length
    if not shortest <= len(digits) <= LONGEST_OCR:
        raise ReferenceNumberError(f"OCR-numret ska ha {shortest} till {LONGEST_OCR} siffror.")
    if not luhn.is_valid(digits):
        raise ReferenceNumberError("OCR-numret slutar på fel kontrollsiffra.")
    if with_length and int(digits[-2]) != len(digits) % 10:
        raise ReferenceNumberError("OCR-numrets näst sista siffra ska vara numrets längd.")
    return digits


def ocr_base(ocr: str, *, with_length: bool = True) -> str:
    """Give back the digits an OCR reference was made from."""
    return parse_ocr(ocr, with_length=with_length)[: -2 if with_length else -1]


def _digits(text: str, what: str) -> str:
    compact = text.translate(_SEPARATORS)
    if not compact:
        raise ReferenceNumberError(f"{what} saknas.")
    if not (compact.isascii() and compact.isdigit()):
        raise ReferenceNumberError(f"{what} får bara innehålla siffror.")
    return compact

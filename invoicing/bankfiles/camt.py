"""Read camt.053 and camt.054, the ISO 20022 messages of what was booked on an account.

Banks use different versions, so elements are found by their local names. Booked money in is taken,
and booked reversals of it as deductions; the file says which entries were left out and why.
Document types are refused and nothing is ever fetched or expanded.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lxml import etree

from invoicing.bankfiles.payment import (
    LARGEST_BYTES,
    BankFile,
    BankFileError,
    BankPayment,
    Payer,
    Reference,
    unique_keys,
)

_AMOUNT = re.compile(r"(\d{1,13})(?:\.(\d{1,5}))?")
_NO_REFERENCE = {"", "NOTPROVIDED", "NONREF"}
_MESSAGES = {"BkToCstmrStmt": "camt.053", "BkToCstmrDbtCdtNtfctn": "camt.054"}


def read_camt(content: bytes) -> BankFile:
    """Read a camt.053 or camt.054 message; raises BankFileError with the line at fault."""
    message = _message(content)
    payments: list[BankPayment] = []
    left_out: list[str] = []
    for statement in [*_all(message, "Stmt"), *_all(message, "Ntfctn")]:
        for number, entry in enumerate(_all(statement, "Ntry"), start=1):
            reason = _why_left_out(entry)
            if reason:
                left_out.append(f"Rad {entry.sourceline}: {reason}.")
            else:
                payments += _payments(statement, entry, number)
    keys = unique_keys(payment.key for payment in payments)
    return BankFile(
        format=_MESSAGES[_name(message)],
        sha256=hashlib.sha256(content).hexdigest(),
        payments=tuple(replace(one, key=key) for one, key in zip(payments, keys, strict=True)),
        left_out=tuple(left_out),
    )


def _message(content: bytes) -> etree._Element:
    if len(content) > LARGEST_BYTES:
        raise BankFileError("Filen är större än 50 MB.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BankFileError(f"Rad {error.lineno}: filen är inte läsbar XML.") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise BankFileError("Filen har en dokumenttyp (DOCTYPE), som inte är tillåten.")
    message = next((one for one in root if _name(one) in _MESSAGES), None)
    if message is None:
        raise BankFileError("Filen är varken camt.053 eller camt.054.")
    return message


def _why_left_out(entry: etree._Element) -> str:
    status = _text(entry, "Sts") or _text(entry, "Sts", "Cd")
    if status != "BOOK":
        return f"posten är inte bokförd ({status or 'status saknas'})"
    if _text(entry, "CdtDbtInd") == "DBIT" and _text(entry, "RvslInd") not in ("true", "1"):
        return "posten är en utbetalning"
    return ""


def _payments(statement: etree._Element, entry: etree._Element, number: int) -> list[BankPayment]:
    """Read one entry: a payment, or a batch whose parts must add up to it."""
    whole = _entry_payment(statement, entry, number)
    details = _all(entry, "NtryDtls", "TxDtls")
    if len(details) <= 1:
        return [_with_detail(whole, detail) for detail in details] or [whole]
    parts = [
        _with_detail(replace(whole, amount_ore=_part_amount(detail, whole)), detail)
        for detail in details
    ]
    total = sum(part.amount_ore for part in parts)
    if total != whole.amount_ore:
        raise _error(
            entry, f"posten är {whole.amount_ore} men dess delar tillsammans {total} hundradelar"
        )
    return parts


def _entry_payment(statement: etree._Element, entry: etree._Element, number: int) -> BankPayment:
    amount = _first(entry, "Amt")
    if amount is None:
        raise _error(entry, "posten saknar belopp")
    sign = -1 if _text(entry, "CdtDbtInd") == "DBIT" else 1
    account = _text(statement, "Acct", "Id", "IBAN") or _text(statement, "Acct", "Id", "Othr", "Id")
    paid_on = _day(entry)
    key = f"camt:{account}:{paid_on:%Y%m%d}:"
    bank_reference = _bank_reference(entry)
    return BankPayment(
        key=key + (bank_reference or f"{_text(statement, 'Id')}#{number}"),
        amount_ore=sign * _hundredths(amount),
        currency=str(amount.get("Ccy", "")),
        paid_on=paid_on,
        account=account,
    )


def _with_detail(payment: BankPayment, detail: etree._Element) -> BankPayment:
    bank_reference = _bank_reference(detail)
    key = payment.key
    if bank_reference:
        key = f"camt:{payment.account}:{payment.paid_on:%Y%m%d}:{bank_reference}"
    references = tuple(_references(detail))
    message = " ".join(_texts(detail))
    if not references and message.isdecimal():
        references = (Reference(text=message),)
    return replace(payment, key=key, references=references, message=message, payer=_payer(detail))


def _bank_reference(element: etree._Element) -> str:
    """Find the bank's own name for a payment, the same in 053 and 054."""
    for path in (("Refs", "AcctSvcrRef"), ("AcctSvcrRef",), ("Refs", "TxId")):
        text = _text(element, *path)
        if text.upper() not in _NO_REFERENCE:
            return text
    return ""


def _part_amount(detail: etree._Element, whole: BankPayment) -> int:
    amount = _first(detail, "Amt")
    if amount is None:
        amount = _first(detail, "AmtDtls", "TxAmt", "Amt")
    if amount is None:
        raise _error(detail, "en del av posten saknar belopp")
    own = _text(detail, "CdtDbtInd")
    negative = own == "DBIT" if own else whole.is_deduction
    return -_hundredths(amount) if negative else _hundredths(amount)


def _references(detail: etree._Element) -> Iterator[Reference]:
    for structured in _all(detail, "RmtInf", "Strd"):
        text = _text(structured, "CdtrRefInf", "Ref") or _text(structured, "RfrdDocInf", "Nb")
        if not text:
            continue
        paid = _first(structured, "RfrdDocAmt", "RmtdAmt")
        credited = _first(structured, "RfrdDocAmt", "CdtNoteAmt")
        amount_ore = None
        if paid is not None:
            amount_ore = _hundredths(paid)
        elif credited is not None:
            amount_ore = -_hundredths(credited)
        yield Reference(text=text, amount_ore=amount_ore)


def _texts(detail: etree._Element) -> Iterator[str]:
    for element in _all(detail, "RmtInf", "Ustrd"):
        yield (element.text or "").strip()
    for structured in _all(detail, "RmtInf", "Strd"):
        for element in _all(structured, "AddtlRmtInf"):
            yield (element.text or "").strip()


def _payer(detail: etree._Element) -> Payer:
    party = _first(detail, "RltdPties", "Dbtr", "Pty")
    if party is None:
        party = _first(detail, "RltdPties", "Dbtr")
    account = ("RltdPties", "DbtrAcct", "Id")
    return Payer(
        name="" if party is None else _text(party, "Nm"),
        organisation_number="" if party is None else _text(party, "Id", "OrgId", "Othr", "Id"),
        account=_text(detail, *account, "IBAN") or _text(detail, *account, "Othr", "Id"),
    )


def _day(entry: etree._Element) -> date:
    for kind in ("BookgDt", "ValDt"):
        text = _text(entry, kind, "Dt") or _text(entry, kind, "DtTm")
        if text:
            try:
                return date.fromisoformat(text[:10])
            except ValueError:
                raise _error(entry, f"{text[:10]} är inget datum") from None
    raise _error(entry, "posten saknar datum")


def _hundredths(amount: etree._Element) -> int:
    text = (amount.text or "").strip()
    match = _AMOUNT.fullmatch(text)
    decimals = (match[2] or "") if match else ""
    if match is None or decimals[2:].strip("0"):
        raise _error(amount, f"{text or 'tomt'} är inget belopp med högst två decimaler")
    return int(match[1]) * 100 + int(decimals[:2].ljust(2, "0"))


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _all(parent: etree._Element, *path: str) -> list[etree._Element]:
    found = [parent]
    for step in path:
        found = [child for one in found for child in one if _name(child) == step]
    return found


def _first(parent: etree._Element, *path: str) -> etree._Element | None:
    return next(iter(_all(parent, *path)), None)


def _text(parent: etree._Element, *path: str) -> str:
    element = _first(parent, *path)
    return "" if element is None else (element.text or "").strip()


def _error(element: etree._Element, reason: str) -> BankFileError:
    return BankFileError(f"Rad {element.sourceline}: {reason}.")

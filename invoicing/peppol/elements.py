"""The two vocabularies of UBL 2.1, and the only way this package makes an element."""

from typing import Any

from lxml import etree

from invoicing.money import decimal_text

COMPONENTS = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
AGGREGATES = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
CURRENCY = "SEK"


def root(name: str) -> etree._Element:
    """Make a document element, `Invoice` or `CreditNote`."""
    namespace = f"urn:oasis:names:specification:ubl:schema:xsd:{name}-2"
    # Any: the stubs do not know that None names the default namespace.
    prefixes: dict[Any, str] = {None: namespace, "cac": AGGREGATES, "cbc": COMPONENTS}
    return etree.Element(f"{{{namespace}}}{name}", nsmap=prefixes)


def group(parent: etree._Element, *names: str) -> etree._Element:
    """Add an aggregate, or a chain of them one inside the other, and give the innermost."""
    for name in names:
        parent = etree.SubElement(parent, f"{{{AGGREGATES}}}{name}")
    return parent


def value(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    """Add a basic component with its text; a blank text adds nothing (PEPPOL-EN16931-R008)."""
    if text.strip():
        element = etree.SubElement(parent, f"{{{COMPONENTS}}}{name}", attrib=attributes)
        element.text = text


def amount(parent: etree._Element, name: str, ore: int) -> None:
    """Add an amount in kronor and öre."""
    value(parent, name, decimal_text(ore), currencyID=CURRENCY)

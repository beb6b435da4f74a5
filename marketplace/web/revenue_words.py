"""Revenue by its two dimensions, in words."""

from collections.abc import Mapping

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import Stream

STREAMS = {
    Stream.MARKET: N_("Försäljning på marknaden"),
    Stream.PUBLIC_COMPENSATION: N_("Ersättning från offentlig sektor"),
}
SECTORS = {
    BuyerSector.PRIVATE_PERSON: N_("Privatpersoner"),
    BuyerSector.COMPANY: N_("Företag"),
    BuyerSector.PUBLIC: N_("Offentlig sektor"),
}


def kind_words(by_kind: Mapping[tuple[Stream, BuyerSector], int]) -> list[tuple[str, str, int]]:
    """Stream, buyer and öre, the largest first."""
    rows = sorted(by_kind.items(), key=lambda pair: -pair[1])
    return [
        (gettext(STREAMS[stream]), gettext(SECTORS[sector]), ore) for (stream, sector), ore in rows
    ]

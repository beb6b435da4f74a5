"""Days as bank and bookkeeping files write them."""

from datetime import date


def parse_compact_day(text: str) -> date:
    """Read a day written YYYYMMDD, digits only; raises ValueError."""
    if len(text) != 8 or not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text} är inget datum")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise ValueError(f"{text} är inget datum") from None

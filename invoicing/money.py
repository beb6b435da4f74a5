"""Money is a whole number of öre. Rounding happens here and nowhere else."""

from collections.abc import Sequence

from invoicing.errors import InvoicingError

ORE_PER_KRONA = 100
BASIS_POINTS_PER_WHOLE = 10_000
MINUTES_PER_HOUR = 60
THOUSANDTHS_PER_WHOLE = 1_000

NO_BREAK_SPACE = "\u00a0"
MINUS_SIGN = "\u2212"


class MoneyError(InvoicingError):
    """An amount or a division of an amount makes no sense."""


def round_half_up(numerator: int, denominator: int) -> int:
    """Divide and round to a whole number, half away from zero: negatives mirror positives."""
    if denominator <= 0:
        raise MoneyError("Nämnaren måste vara större än noll.")
    rounded = (2 * abs(numerator) + denominator) // (2 * denominator)
    return rounded if numerator >= 0 else -rounded


def vat_ore(net_ore: int, rate_basis_points: int) -> int:
    """VAT on a summed base: call it once per rate and document, never once per line."""
    if rate_basis_points < 0:
        raise MoneyError("En momssats kan inte vara negativ.")
    return round_half_up(net_ore * rate_basis_points, BASIS_POINTS_PER_WHOLE)


def net_from_minutes(minutes: int, hourly_rate_ore: int) -> int:
    """Price worked time before VAT: minutes times rate by 60, rounded half up once."""
    return round_half_up(minutes * hourly_rate_ore, MINUTES_PER_HOUR)


def net_from_quantity(quantity_thousandths: int, unit_price_ore: int) -> int:
    """Price goods before VAT: quantity times price, rounded half up once."""
    return round_half_up(quantity_thousandths * unit_price_ore, THOUSANDTHS_PER_WHOLE)


def krona_rounding_ore(amount_ore: int) -> int:
    """What to add so that the amount becomes whole kronor; 50 öre goes away from zero."""
    return round_half_up(amount_ore, ORE_PER_KRONA) * ORE_PER_KRONA - amount_ore


def split_ore(amount_ore: int, weights: Sequence[int]) -> list[int]:
    """Share out an amount by weights with nothing lost; the largest remainders get the spare öre.

    Equal remainders are served in the order given. A negative amount is shared as its mirror image.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise MoneyError("Vikterna måste vara noll eller mer, och minst en större än noll.")
    if amount_ore < 0:
        return [-share for share in split_ore(-amount_ore, weights)]
    shares = [amount_ore * weight // total for weight in weights]
    remainders = [amount_ore * weight % total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: -remainders[index])
    for index in by_remainder[: amount_ore - sum(shares)]:
        shares[index] += 1
    return shares


def format_kronor(amount_ore: int) -> str:
    """Write an amount the Swedish way, `18 240,00 kr`, with no-break spaces and a true minus."""
    return f"{format_amount(amount_ore)}{NO_BREAK_SPACE}kr"


def format_amount(amount_ore: int) -> str:
    """Write an amount the Swedish way without its unit: `18 240,00`."""
    kronor, ore = divmod(abs(amount_ore), ORE_PER_KRONA)
    sign = MINUS_SIGN if amount_ore < 0 else ""
    return f"{sign}{kronor:,}".replace(",", NO_BREAK_SPACE) + f",{ore:02d}"


def decimal_text(amount_ore: int) -> str:
    """Write an amount for machines, `-18240.00`: what XML and SIE files want."""
    kronor, ore = divmod(abs(amount_ore), ORE_PER_KRONA)
    return f"{'-' if amount_ore < 0 else ''}{kronor}.{ore:02d}"

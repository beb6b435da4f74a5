"""Numbers with right check digits, each a new one."""

from itertools import count

from stdnum import luhn

_number = count(1)


def organisation_number(prefix: str = "556") -> str:
    """A new number with a right check digit: 556… for a company, 769… for an association."""
    digits = f"{prefix}{next(_number):06d}"
    return f"{digits[:6]}-{digits[6:]}{luhn.calc_check_digit(digits)}"


def bankgiro() -> str:
    """A new bankgiro number with a right check digit."""
    digits = f"5{next(_number):06d}"
    return f"{digits[:4]}-{digits[4:]}{luhn.calc_check_digit(digits)}"

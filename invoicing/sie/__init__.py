"""SIE 4, the Swedish exchange format for bookkeeping: write 4I, read 4E, check both."""

from invoicing.sie.check import check_sie
from invoicing.sie.read import SieError, SieFile, read_sie
from invoicing.sie.write import Company, write_sie

__all__ = ["Company", "SieError", "SieFile", "check_sie", "read_sie", "write_sie"]

"""Whose account a camt file tells of: a bankgiro stands in our books, an IBAN is learnt."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, select

from invoicing.bankfiles import BankFile as ReadFile
from marketplace.database import db
from marketplace.errors import N_, Invalid
from marketplace.models.bank_files import BankFile, ReceivedPayment
from marketplace.models.cooperatives import Cooperative

BGMAX = "BgMax"


def demand_own(cooperative: Cooperative, read: ReadFile) -> None:
    """Raise Invalid for a file to another bankgiro, or to an account another cooperative uses, or
    to none."""
    accounts = _accounts(read)
    if read.format == BGMAX:
        others = accounts - {cooperative.bankgiro.replace("-", "")}
        if others:
            told = {"theirs": min(others), "ours": cooperative.bankgiro}
            raise Invalid(N_("Filen gäller bankgiro %(theirs)s. Ert är %(ours)s."), "file", **told)
        return
    if "" in accounts:
        raise Invalid(N_("Filen säger inte vilket konto den gäller."), "file")
    others = accounts & _met(accounts, ReceivedPayment.cooperative_id != cooperative.id)
    if others:
        raise Invalid(
            N_("Filen gäller kontot %(account)s, som ett annat kooperativ använder."),
            "file",
            account=min(others),
        )


def new(cooperative: Cooperative, read: ReadFile) -> list[str]:
    """Accounts that no camt file of the cooperative has told of before: a person must know them."""
    if read.format == BGMAX:
        return []
    accounts = _accounts(read)
    return sorted(accounts - _met(accounts, ReceivedPayment.cooperative_id == cooperative.id))


def _accounts(read: ReadFile) -> set[str]:
    return {one.account for one in read.payments}


def _met(accounts: Collection[str], whose: ColumnElement[bool]) -> set[str]:
    query = (
        select(ReceivedPayment.account)
        .join(BankFile, BankFile.id == ReceivedPayment.bank_file_id)
        .where(BankFile.format != BGMAX, ReceivedPayment.account.in_(accounts), whose)
        .distinct()
    )
    return set(db.session.scalars(query))

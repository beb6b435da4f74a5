"""Loans in words: where one stands, and the columns of their list."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.cooperatives import Cooperative
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.web.lists import Choice, Column
from marketplace.web.spreadsheets import Kind
from marketplace.web.vocabulary import task_name

STATUSES: Mapping[LoanStatus, tuple[str, str]] = {
    LoanStatus.ASKED: (N_("Väntar på svar"), "waiting"),
    LoanStatus.OFFERED: (N_("Någon är tillfrågad"), "waiting"),
    LoanStatus.REFUSED: (N_("Kan inte"), "neutral"),
    LoanStatus.WITHDRAWN: (N_("Återtagen"), "stopped"),
}
SIDES = {"given": N_("Vi lånar ut"), "taken": N_("Vi lånar in")}


def state_of(loan: Loan) -> tuple[str, str]:
    """Where a loan stands, and the kind of its status(); her yes is read from her proposal."""
    if loan.proposal is not None and loan.proposal.status == ProposalStatus.ACCEPTED:
        return gettext("Har sagt ja"), "good"
    if loan.proposal is not None and loan.proposal.status != ProposalStatus.SENT:
        return gettext("Blev inte av"), "neutral"
    words, kind = STATUSES[loan.status]
    return gettext(words), kind


def other_of(loan: Loan, own: Cooperative) -> Cooperative:
    """The cooperative on the other side."""
    borrower = loan.shift.posting.cooperative
    return borrower if loan.lender_id == own.id else loan.lender


def side_of(loan: Loan, own: Cooperative) -> str:
    """Which way a loan goes, seen from here."""
    side = "given" if loan.lender_id == own.id else "taken"
    return str(gettext(SIDES[side]))


def choices() -> Sequence[Choice]:
    """What the list may be narrowed by."""
    statuses = {one.value: words for one, (words, _) in STATUSES.items()}
    return (
        Choice("side", N_("Åt vilket håll"), SIDES),
        Choice("status", N_("Läge"), statuses),
    )


def columns(own: Cooperative) -> Sequence[Column[Loan]]:
    """Day, work, company, the other cooperative, price and where it stands."""
    return (
        Column(N_("Dag"), lambda one: one.shift.day, "day"),
        Column(N_("Arbete"), lambda one: task_name(one.shift.posting.task)),
        Column(N_("Företag"), lambda one: one.shift.posting.company.name, "company"),
        Column(
            N_("Åt vilket håll"),
            lambda one: side_of(one, own),
        ),
        Column(N_("Kooperativ"), lambda one: other_of(one, own).name),
        Column(N_("Pris per timme"), lambda one: one.ore_per_hour, "price", Kind.ORE),
        Column(N_("Läge"), lambda one: state_of(one)[0]),
    )

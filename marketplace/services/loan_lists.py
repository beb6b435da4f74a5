"""Loans of one cooperative, given and taken, as a list that can grow."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from marketplace.models.companies import Company
from marketplace.models.cooperatives import Cooperative
from marketplace.models.lending import Loan, LoanStatus
from marketplace.models.postings import Posting, Shift
from marketplace.services.lists import Source


def source(cooperative: Cooperative) -> Source[Loan]:
    """Every question about lending that it has put or been put, newest shift first."""
    given = Loan.lender_id == cooperative.id
    taken = Posting.cooperative_id == cooperative.id
    whole = joinedload(Loan.shift).joinedload(Shift.posting)
    return Source(
        query=select(Loan)
        .join(Loan.shift)
        .join(Shift.posting)
        .join(Posting.company)
        .where(given | taken)
        .options(
            joinedload(Loan.lender),
            joinedload(Loan.proposal),
            whole.joinedload(Posting.company),
            whole.joinedload(Posting.cooperative),
        ),
        tie=Loan.id,
        orders={"day": Shift.starts_at, "price": Loan.ore_per_hour, "company": Company.name},
        texts=(Company.name,),
        filters={
            "side": {"given": given, "taken": taken},
            "status": {one.value: Loan.status == one for one in LoanStatus},
        },
        downwards=True,
    )

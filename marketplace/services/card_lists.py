"""What Stripe told of a cooperative's account that did not fit, as a list."""

from sqlalchemy import select

from marketplace.models.cards import CardAccount, CardEvent, CardOutcome
from marketplace.services.lists import Source

ODD = (
    CardOutcome.UNKNOWN,
    CardOutcome.WRONG_ACCOUNT,
    CardOutcome.WRONG_AMOUNT,
    CardOutcome.WRONG_CURRENCY,
)


def odd(cooperative_id: int) -> Source[CardEvent]:
    """Everything that did not fit, the newest first."""
    account = select(CardAccount.account).where(CardAccount.cooperative_id == cooperative_id)
    return Source(
        query=select(CardEvent).where(CardEvent.account.in_(account), CardEvent.outcome.in_(ODD)),
        tie=CardEvent.id,
        orders={"when": CardEvent.happened_at, "amount": CardEvent.amount_ore},
        texts=(CardEvent.object_id,),
        filters={"outcome": {one.value: CardEvent.outcome == one for one in ODD}},
        downwards=True,
    )

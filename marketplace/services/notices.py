"""Telling a person that something about her own account was changed, by whoever it was."""

from marketplace.models.messages import Channel
from marketplace.models.users import User
from marketplace.services import messages


def account_changed(user: User, what: str) -> None:
    """Mail what was changed, so that somebody else's hand is noticed (OWASP ASVS 5, 6.3.7)."""
    if user.email:
        values = {"name": user.name, "what": what}
        messages.send(
            Channel.MAIL, user.email, "account_changed", member_id=user.member_id, **values
        )

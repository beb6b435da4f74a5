"""What the work means for my money: own figures, and what to ask."""

from flask import Blueprint, render_template

from marketplace.access import open_to, recently_confirmed
from marketplace.catalogue.income_rules import rules_on
from marketplace.clock import today
from marketplace.models.users import Role
from marketplace.services import own_pay
from marketplace.web.members import own

blueprint = Blueprint("money", __name__, url_prefix="/money")


@blueprint.get("")
@recently_confirmed
@open_to(Role.MEMBER)
def show() -> str:
    """Hours and pay of two months, questions to one's case worker, announced rules."""
    member = own.member()
    return render_template(
        "members/money/show.html",
        months=own_pay.months(member),
        rules=rules_on(today()),
    )

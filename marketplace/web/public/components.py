"""The gallery of all components of the design system."""

from flask import Blueprint, render_template

from marketplace.access import open_to
from marketplace.web.public.example_form import filled_form, mistaken_form

blueprint = Blueprint("components", __name__, url_prefix="/components")


@blueprint.get("")
@open_to()
def show() -> str:
    """Every component in every state."""
    return render_template(
        "public/components/show.html", example=filled_form(), mistaken=mistaken_form()
    )

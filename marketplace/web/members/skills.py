"""What I can: I say it myself first; what somebody has seen or tested I only read."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectField

from marketplace.access import actor, find, open_to, recently_confirmed, viewer
from marketplace.catalogue.skills import SKILL_BY_CODE, SKILL_LEVELS, SKILLS
from marketplace.database import db
from marketplace.errors import Invalid
from marketplace.models.members import MemberSkill
from marketplace.models.users import Role
from marketplace.services import member_skills
from marketplace.web.errors import say
from marketplace.web.members import own
from marketplace.web.vocabulary import skill_easy, told_easy

blueprint = Blueprint("skills", __name__, url_prefix="/skills")


class SkillForm(FlaskForm):
    """One thing that I can, and how well."""

    skill = SelectField(_l("Det här kan jag"), validate_choice=False)
    level = RadioField(_l("Hur bra kan du det?"), default="1", validate_choice=False)

    def offer(self, noted: Sequence[MemberSkill]) -> None:
        """Offer what is not noted yet, in the reader's words."""
        known = {row.skill for row in noted}
        others = [(one.code, skill_easy(one.code)) for one in SKILLS if one.code not in known]
        self.skill.choices = [("", gettext("Välj")), *others]
        self.level.choices = [(str(one.level), told_easy(one)) for one in SKILL_LEVELS]

    @property
    def chosen_level(self) -> int:
        """The level; nought where it is none of those offered."""
        known = {str(one.level): one.level for one in SKILL_LEVELS}
        return known.get(self.level.data or "", 0)


@blueprint.get("")
@recently_confirmed
@open_to(Role.MEMBER)
def edit() -> str:
    """All that is noted of me, and the way to say more."""
    return _page(SkillForm())


@blueprint.post("")
@recently_confirmed
@open_to(Role.MEMBER)
def state() -> Response | tuple[str, int]:
    """Say that I can something."""
    form = SkillForm()
    try:
        member_skills.state(own.member(), form.skill.data or "", form.chosen_level, actor())
    except Invalid as error:
        db.session.rollback()
        about = form.level if error.field == "level" else form.skill
        about.errors = [say(error)]
        return _page(form), 400
    db.session.commit()
    flash(gettext("Sparat. Din handledare ser det."), "success")
    return redirect(url_for("members.skills.edit"), 303)


@blueprint.post("/<public_id>/remove")
@recently_confirmed
@open_to(Role.MEMBER)
def remove(public_id: str) -> Response:
    """Take back what I have only said."""
    row = find(MemberSkill, public_id, MemberSkill.member_id == viewer().member_id)
    member_skills.remove(row, actor())
    db.session.commit()
    flash(gettext("Borttaget."), "success")
    return redirect(url_for("members.skills.edit"), 303)


def _page(form: SkillForm) -> str:
    rows = member_skills.of_member(own.member())
    form.offer(rows)
    return render_template(
        "members/skills/edit.html",
        rows=[(row, SKILL_BY_CODE[row.skill]) for row in rows if row.skill in SKILL_BY_CODE],
        levels=SKILL_LEVELS,
        form=form,
    )

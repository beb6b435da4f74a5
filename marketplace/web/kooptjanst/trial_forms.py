"""Forms of what Kooptjänst tries, proposes and signs."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import DataRequired, Length

from marketplace.catalogue.skills import SKILL_BY_CODE
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.services import policies
from marketplace.web.fields import NoteField, options
from marketplace.web.kooptjanst.match_words import LEVELS
from marketplace.web.vocabulary import condition_name, skill_name

NOTHING = ("", _l("Ändra inte"))
REST_MINUTES = {"720": _l("12 timmar"), "780": _l("13 timmar"), "840": _l("14 timmar")}


class WhatIfForm(FlaskForm):
    """One or several changes, tried on last month's real jobs."""

    region = SelectField(_l("Område"))
    first = SelectField(
        _l("Det här ska väga tyngst efter fylld tid"),
        description=_l("De andra målen kommer efter i samma ordning som nu."),
    )
    daily_rest = SelectField(
        _l("Längre dygnsvila"),
        choices=options([NOTHING, *REST_MINUTES.items()]),
        description=_l("Lagens minsta är 11 timmar."),
    )
    cooperative = SelectField(_l("Alla i ett kooperativ får en kompetens"))
    skill = SelectField(_l("Vilken kompetens?"))
    site = SelectField(_l("En arbetsplats får en anpassning"))
    condition = SelectField(_l("Vilken anpassning?"))

    def fill(self, regions, cooperatives, sites) -> None:  # type: ignore[no-untyped-def]
        """Give every list its choices."""
        self.region.choices = options((one.public_id, one.name) for one in regions)
        levels = [(level, LEVELS[level][0]) for level in policies.levels()]
        self.first.choices = options([NOTHING, *((code, _l(name)) for code, name in levels)])
        own = [(one.public_id, one.name) for one in cooperatives]
        self.cooperative.choices = options([NOTHING, *own])
        skills = sorted((skill_name(code), code) for code in SKILL_BY_CODE)
        self.skill.choices = options([NOTHING, *((code, name) for name, code in skills)])
        places = [(one.public_id, f"{one.company.name}, {one.locality}") for one in sites]
        self.site.choices = options([NOTHING, *places])
        codes = sorted((condition_name(code), code) for code in WORK_CONDITION_BY_CODE)
        self.condition.choices = options([NOTHING, *((code, name) for name, code in codes)])

    def asked(self) -> dict[str, object]:
        """What is changed; a skill without a cooperative, or a way about, changes nothing."""
        found: dict[str, object] = {}
        order = policies.levels()
        if self.first.data:
            rest = (level for level in order if level != self.first.data)
            found["levels"] = [self.first.data, *rest]
        if self.daily_rest.data:
            found["daily_rest"] = int(self.daily_rest.data)
        if self.cooperative.data and self.skill.data:
            found |= {"cooperative": self.cooperative.data, "skill": self.skill.data}
        if self.site.data and self.condition.data:
            found |= {"site": self.site.data, "condition": self.condition.data}
        return found


class ProposalForm(FlaskForm):
    """An order to put to the vote."""

    reason = NoteField(
        _l("Varför? Medlemmarna läser det."),
        [DataRequired(_l("Skriv varför, så att medlemmarna kan ta ställning.")), Length(max=600)],
        description=_l("Skriv kort och lätt."),
    )


class SignForm(FlaskForm):
    """Words under a sampled run."""

    note = NoteField(_l("Vad såg du?"), [DataRequired(_l("Skriv vad du såg.")), Length(max=2_000)])

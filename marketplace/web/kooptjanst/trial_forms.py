"""Forms of what Kooptjänst tries, proposes and signs."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from marketplace.catalogue.skills import SKILL_BY_CODE, SKILL_LEVELS
from marketplace.catalogue.work_conditions import WORK_CONDITION_BY_CODE
from marketplace.errors import Invalid
from marketplace.models.companies import Site
from marketplace.models.cooperatives import Cooperative, Region
from marketplace.services import policies
from marketplace.services.trial_places import Person
from marketplace.services.what_ifs import LAW
from marketplace.web.errors import say
from marketplace.web.fields import ClockField, NoteField, TypedField, options
from marketplace.web.kooptjanst.match_words import LEVELS
from marketplace.web.kooptjanst.trial_words import pseudonym
from marketplace.web.vocabulary import condition_name, skill_name, told

NOTHING = ("", _l("Ändra inte"))
PLACES = tuple(f"place_{number}" for number in range(1, len(policies.DEFAULT) + 1))
"""The fields of the order, the weightiest first: one for each level that can be ordered."""
PARTS = {
    "order": PLACES,
    "rule": ("daily_rest", "weekly_rest", "week", "night_from", "night_until"),
    "skill": ("who", "skill"),
    "site": ("site", "condition"),
}
"""What can be changed, each with its fields; the page opens those that somebody has begun with."""
ALL, ONE = "all:", "one:"
"""Who learns something: everybody of a cooperative, or a single person; then her or its id."""


class HoursField(TypedField):
    """Hours, kept as whole minutes: "12", "12,5" and "12 tim" are read."""

    def written(self, value: int) -> str:
        """12,5."""
        return f"{value / 60:g}".replace(".", ",")

    def read(self, text: str) -> int:
        """The minutes."""
        match = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:timmar|timme|tim|t|h)?\.?", text)
        if match is None:
            raise ValueError(gettext("Skriv timmar med siffror, som 12 eller 12,5."))
        return round(float(f"{match[1]}.{match[2] or 0}") * 60)


class WhatIfForm(FlaskForm):
    """One or several changes, tried on last month's real jobs."""

    order: tuple[str, ...] = ()
    region = SelectField(_l("Område"))
    daily_rest = HoursField(
        _l("Dygnsvila, timmar"), [Optional()], description=_l("Lagens minsta är 11.")
    )
    weekly_rest = HoursField(
        _l("Veckovila, timmar"), [Optional()], description=_l("Lagens minsta är 36.")
    )
    week = HoursField(
        _l("Längsta vecka, timmar"), [Optional()], description=_l("Lagens längsta är 40.")
    )
    night_from = ClockField(
        _l("Natten börjar"), [Optional()], description=_l("Lagens natt är 0–5.")
    )
    night_until = ClockField(_l("Natten slutar"), [Optional()], description=_l("Tidigast 5."))
    who = SelectField(_l("Vem får en kompetens?"))
    skill = SelectField(_l("Vilken kompetens?"))
    level = SelectField(_l("Hur bra?"), default="1")
    site = SelectField(_l("En arbetsplats får en anpassning"))
    condition = SelectField(_l("Vilken anpassning?"))

    @property
    def places(self) -> Sequence[SelectField]:
        """The fields of the order, the weightiest first."""
        return [self[name] for name in PLACES]

    @property
    def begun(self) -> set[str]:
        """The parts in which something is chosen, or wrong."""
        found = {
            part
            for part, names in PARTS.items()
            if any(self[n].errors or (n not in PLACES and self[n].data) for n in names)
        }
        moved = tuple(field.data for field in self.places) != self.order
        return found | ({"order"} if moved else set())

    def fill(
        self,
        regions: Iterable[Region],
        cooperatives: Iterable[Cooperative],
        people: Iterable[Person],
        sites: Iterable[Site],
    ) -> None:
        """Give every list its choices, and the order that holds where nothing was chosen yet."""
        self.region.choices = options((one.public_id, one.name) for one in regions)
        self.order = policies.levels()
        names = [(level, gettext(LEVELS[level][0])) for level in self.order]
        for field, level in zip(self.places, self.order, strict=True):
            field.choices = options(names)
            field.data = field.data or level
        self.who.choices = [SelectChoice(*NOTHING), *_everybody(cooperatives), *_each(people)]
        skills = sorted((skill_name(code), code) for code in SKILL_BY_CODE)
        self.skill.choices = options([NOTHING, *((code, name) for name, code in skills)])
        self.level.choices = options((str(one.level), told(one)) for one in SKILL_LEVELS)
        places = [(one.public_id, f"{one.company.name}, {one.locality}") for one in sites]
        self.site.choices = options([NOTHING, *places])
        codes = sorted((condition_name(code), code) for code in WORK_CONDITION_BY_CODE)
        self.condition.choices = options([NOTHING, *((code, name) for name, code in codes)])

    def validate(self, extra_validators: Any = None) -> bool:
        """As any form; half a change is none, and a level stands in one place."""
        right = bool(super().validate(extra_validators))
        for whose, what in ((self.who, self.skill), (self.site, self.condition)):
            if bool(whose.data) != bool(what.data):
                missing = what if whose.data else whose
                missing.errors = [gettext("Välj här också, eller lämna båda orörda.")]
                right = False
        seen: set[str] = set()
        for field in self.places:
            if field.data in seen:
                field.errors = [gettext("Målet står på två platser. Varje mål ska stå på en.")]
                right = False
            seen.add(field.data)
        return right

    def blame(self, error: Invalid) -> None:
        """Say what is wrong beside the field it is about."""
        name = {"levels": PLACES[0], "night": "night_from"}.get(error.field or "", error.field)
        self[name if name in self else "region"].errors = [say(error)]

    def asked(self) -> dict[str, object]:
        """What is changed."""
        found: dict[str, object] = {"levels": [field.data for field in self.places]}
        found |= {
            name: self[name].data
            for name in ("daily_rest", "weekly_rest", "week")
            if self[name].data is not None
        }
        if self.night_from.data is not None or self.night_until.data is not None:
            start, end = self.night_from.data, self.night_until.data
            found["night"] = [LAW.night[i] if t is None else t for i, t in enumerate((start, end))]
        if self.who.data:
            kind, _, name = self.who.data.partition(":")
            whose = "member" if f"{kind}:" == ONE else "cooperative"
            found |= {whose: name, "skill": self.skill.data, "level": int(self.level.data)}
        if self.site.data:
            found |= {"site": self.site.data, "condition": self.condition.data}
        return found


for _number, _name in enumerate(PLACES, start=1):
    setattr(WhatIfForm, _name, SelectField(_l("Plats %(number)d", number=_number)))


def _everybody(cooperatives: Iterable[Cooperative]) -> list[SelectChoice]:
    heading = gettext("Alla i ett kooperativ")
    return [SelectChoice(ALL + o.public_id, o.name, optgroup=heading) for o in cooperatives]


def _each(people: Iterable[Person]) -> list[SelectChoice]:
    return [
        SelectChoice(ONE + one.public_id, pseudonym(one.public_id), optgroup=one.cooperative)
        for one in people
    ]


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

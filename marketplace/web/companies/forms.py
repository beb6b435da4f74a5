"""The forms in which a company asks for work, and answers for its hours."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField

from marketplace.catalogue.skills import SKILLS
from marketplace.catalogue.tasks import TASK_BY_CODE
from marketplace.clock import now
from marketplace.database import random_id
from marketplace.errors import N_, Invalid
from marketplace.models.companies import Site
from marketplace.models.postings import PostingKind
from marketplace.services.wishes import Wish, faults
from marketplace.web.companies import leading
from marketplace.web.companies.day_choice import chips, read_chips, weekdays_between
from marketplace.web.companies.task_choice import TaskChoice, choose
from marketplace.web.errors import say
from marketplace.web.fields import (
    Boxes,
    ClockField,
    DayField,
    DaysField,
    NoteField,
    PlainField,
    WholeField,
    options,
)
from marketplace.web.vocabulary import skill_name, task_icon, task_name

IN_DETAILS = (
    "details",
    "supervisor_name",
    "leads",
    "buys",
    "tools",
    "certificates",
)
KEY = re.compile(r"[\w-]{8,40}", re.ASCII)
BESIDE = {
    "task": ("task", "other_task"),
    "days": ("days", "other_days", "first_day", "last_day", "weekdays"),
}
"""A rule about one thing that is filled in at several fields is told once, at the first."""


class WorkForm(FlaskForm):
    """What every wish for work has: a task, a place, hours and a number of people."""

    form_key = HiddenField()
    task = RadioField(_l("Vad ska göras?"), validate_choice=False)
    other_task = PlainField(_l("Något annat"))
    site = SelectField(_l("Arbetsplats"), validate_choice=False)
    starts = ClockField(_l("Börjar"))
    ends = ClockField(_l("Slutar"))
    break_minutes = WholeField(_l("Rast i minuter"))
    heads = WholeField(_l("Antal personer"))
    overnight = BooleanField(_l("Slutar nästa dag"))
    supervisor_name = PlainField(_l("Vem tar emot på plats?"))
    details = NoteField(_l("Bra att veta"))

    ORDER: ClassVar[Sequence[str]] = ()
    """Fields as they stand on the page: the error summary goes from top to bottom too."""
    places: Mapping[str, Site]
    task_icons: Mapping[str, str]

    def offer(self, sites: Sequence[Site], tasks: Iterable[str]) -> None:
        """Fill in what can be chosen, and a key that makes this form count once."""
        self._stand_in_order()
        self.places = {site.public_id: site for site in sites}
        self.site.choices = options((site.public_id, site.name) for site in sites)
        chosen = [self.task.data] if self.task.data in TASK_BY_CODE else []
        offered = dict.fromkeys([*self.choice.suggested, *chosen, *tasks])
        self.task.choices = options((code, task_name(code)) for code in offered)
        self.task_icons = {code: task_icon(code) for code in offered}
        if not KEY.fullmatch(self.form_key.data or ""):
            self.form_key.data = random_id()

    def _stand_in_order(self) -> None:
        fields = dict(self._fields)
        self._fields.clear()
        self._fields.update({name: fields[name] for name in (*self.ORDER, *fields)})

    @property
    def wrong_hours(self) -> bool:
        """Whether something is wrong in the row of short fields, which then stand one a line."""
        return any(self[name].errors for name in ("starts", "ends", "break_minutes", "heads"))

    @property
    def choice(self) -> TaskChoice:
        """The task that chip and words together mean."""
        return choose(self.task.data, self.other_task.data or "")

    @property
    def chosen_site(self) -> Site | None:
        """The site, which is one of the company's own whatever was sent."""
        if len(self.places) == 1 and not self.site.raw_data:
            return next(iter(self.places.values()))
        return self.places.get(self.site.data or "")

    def common(self) -> dict[str, Any]:
        """The parts of a wish that every kind has."""
        return {
            "site": self.chosen_site,
            "task": self.choice.code,
            "start_minute": self.starts.data,
            "end_minute": 1440 if self.ends.data == 0 else self.ends.data,
            "overnight": bool(self.overnight.data) and self.ends.data != 0,
            "break_minutes": self.break_minutes.data,
            "heads": self.heads.data,
            "supervisor_name": self.supervisor_name.data or "",
            "details": self.details.data or "",
        }

    def wish(self) -> Wish:
        """What was filled in, as far as it can be read."""
        return Wish(kind=PostingKind.HIRE_OUT, **self.common())

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check everything, what each field says and what the rules say, and note it all."""
        super().validate(extra_validators)
        self._explain_task()
        for fault in self.own_faults():
            self.note(fault)
        for fault in faults(self.wish(), now()):
            self.note(fault)
        return not self.errors

    def own_faults(self) -> Iterable[Invalid]:
        """What only this form can find wrong."""
        return ()

    def note(self, fault: Invalid) -> None:
        """Show a fault at its field, unless something is wrong with that field already."""
        names = BESIDE.get(fault.field or "", (fault.field or "",))
        fields: list[Field] = [self._fields[name] for name in names if name in self._fields]
        if not fields:
            self.form_errors.append(say(fault))
        elif not any(field.errors for field in fields):
            fields[0].errors = [say(fault)]

    def _explain_task(self) -> None:
        if not self.other_task.data or self.choice.code:
            return
        if self.choice.suggested:
            self.task.errors = [gettext("Menar ni något av det här? Välj en ruta.")]
        else:
            self.other_task.errors = [
                gettext("Vi hittar ingen sådan uppgift. Prova ett annat ord, eller välj en ruta.")
            ]


class PostingForm(WorkForm):
    """A job at a peak time."""

    ORDER = ("task", "other_task", "days", "other_days")

    days = Boxes(_l("Vilka dagar?"))
    other_days = DaysField(_l("Andra dagar"))
    leads = RadioField(
        _l("Vem leder arbetet på plats?"),
        choices=options([(leading.COMPANY, _l("Vi")), (leading.COOPERATIVE, _l("Kooperativet"))]),
    )
    buys = RadioField(
        _l("Vad köper ni?"),
        choices=options(
            [
                (leading.COMPANY, _l("Timmar, för arbete hos oss")),
                (leading.COOPERATIVE, _l("Ett färdigt resultat")),
            ]
        ),
    )
    tools = RadioField(
        _l("Vems verktyg och material används?"),
        choices=options(
            [(leading.COMPANY, _l("Våra")), (leading.COOPERATIVE, _l("Kooperativets"))]
        ),
    )
    certificates = Boxes(_l("Papper som krävs"))
    is_public = BooleanField(_l("Visa jobbet öppet på webben"))
    profile_site = HiddenField()

    def offer(self, sites: Sequence[Site], tasks: Iterable[str]) -> None:
        """Fill in what can be chosen: sites, tasks, the coming days, certificates."""
        super().offer(sites, tasks)
        self.days.choices = options(chips(self.days.data or []))
        self.certificates.choices = options(
            (skill.code, skill_name(skill.code)) for skill in SKILLS if skill.is_certificate
        )

    @property
    def answers(self) -> dict[str, str]:
        """Who leads, what is bought and whose tools, with the usual for what was not answered."""
        given = {"leads": self.leads, "buys": self.buys, "tools": self.tools}
        known = (leading.COMPANY, leading.COOPERATIVE)
        return {
            name: field.data if field.data in known else leading.COMPANY
            for name, field in given.items()
        }

    @property
    def has_errors_in_details(self) -> bool:
        """Whether something is wrong in the part that is folded away at first."""
        return any(self[name].errors for name in IN_DETAILS)

    def wish(self) -> Wish:
        """What was filled in, as far as it can be read."""
        return Wish(
            kind=leading.kind(self.answers),
            days=(*read_chips(self.days.data or []), *(self.other_days.data or ())),
            certificates=tuple(self.certificates.data or ()),
            is_public=bool(self.is_public.data),
            answers=self.answers,
            **self.common(),
        )

    def own_faults(self) -> Iterable[Invalid]:
        """Days that are none, and answers about who leads that speak against each other."""
        if len(read_chips(self.days.data or ())) < len(self.days.data or ()):
            yield Invalid(N_("En av dagarna går inte att läsa. Välj igen."), field="days")
        odd = leading.contradiction(self.answers)
        if odd is not None:
            yield odd


class InternshipForm(WorkForm):
    """A place for an internship: no price, a named supervisor, the same person all the time."""

    ORDER = ("task", "other_task", "first_day", "last_day", "weekdays")

    first_day = DayField(_l("Första dagen"))
    last_day = DayField(_l("Sista dagen"))
    weekdays = Boxes(_l("Vilka dagar i veckan?"))
    replaces_nobody = BooleanField(
        _l("Praktiken ersätter ingen som är anställd eller som har sagts upp.")
    )

    def offer(self, sites: Sequence[Site], tasks: Iterable[str]) -> None:
        """Fill in what can be chosen."""
        super().offer(sites, tasks)
        self.supervisor_name.label.text = gettext("Handledare på plats")
        self.weekdays.choices = options(
            [
                ("0", gettext("Måndag")),
                ("1", gettext("Tisdag")),
                ("2", gettext("Onsdag")),
                ("3", gettext("Torsdag")),
                ("4", gettext("Fredag")),
                ("5", gettext("Lördag")),
                ("6", gettext("Söndag")),
            ]
        )

    def own_faults(self) -> Iterable[Invalid]:
        """A period that is missing or backwards, and the attestation."""
        first, last = self.first_day.data, self.last_day.data
        if first is None:
            yield Invalid(N_("Skriv första dagen, som 15/12."), field="first_day")
        if last is None:
            yield Invalid(N_("Skriv sista dagen, som 15/6."), field="last_day")
        if first is not None and last is not None and last < first:
            yield Invalid(N_("Sista dagen är före den första."), field="last_day")
        if not self.weekdays.data:
            yield Invalid(N_("Välj minst en veckodag."), field="weekdays")
        if not self.replaces_nobody.data:
            yield Invalid(
                N_("En praktik får inte ersätta någon. Kryssa i om det stämmer."),
                field="replaces_nobody",
            )

    def wish(self) -> Wish:
        """What was filled in, as far as it can be read."""
        return Wish(
            kind=PostingKind.INTERNSHIP,
            days=weekdays_between(
                self.first_day.data, self.last_day.data, self.weekdays.data or []
            ),
            whole=True,
            answers={"replaces_nobody": "yes" if self.replaces_nobody.data else "no"},
            **self.common(),
        )


class DisputeForm(FlaskForm):
    """What is wrong with reported hours."""

    message = NoteField(_l("Vad stämmer inte?"))

"""The week of a member as a form: a day and a part of it at a time. For herself and her coach."""

from flask import request
from flask_babel import gettext

from marketplace.errors import N_
from marketplace.models.members import Member
from marketplace.services import weekly_hours
from marketplace.services.weekly_hours import WEEKDAYS, Part, Week
from marketplace.web.text import weekday

PARTS = {
    Part.MORNING: N_("Förmiddag"),
    Part.AFTERNOON: N_("Eftermiddag"),
    Part.EVENING: N_("Kväll"),
    Part.NIGHT: N_("Natt"),
}


def shown(member: Member) -> dict[str, object]:
    """What the macro week_hours.html draws."""
    stretches = weekly_hours.stretches_of(member)
    return {
        "parts": [(part, gettext(PARTS[part])) for part in weekly_hours.parts_for(member)],
        "week": weekly_hours.week_of(member),
        "days": [(day, weekday(day), stretches[day]) for day in WEEKDAYS],
    }


def tapped(member: Member) -> Week:
    """What was tapped; a part that she was not offered stays as it was."""
    words = {part.value: part for part in Part}
    offered, before = weekly_hours.parts_for(member), weekly_hours.week_of(member)
    chosen = {
        day: {words[one] for one in request.form.getlist(f"day-{day}") if one in words}
        for day in WEEKDAYS
    }
    return {
        day: frozenset((chosen[day] & set(offered)) | (before[day] - set(offered)))
        for day in WEEKDAYS
    }

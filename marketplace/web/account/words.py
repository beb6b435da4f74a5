"""Durations in words."""

from datetime import timedelta

from flask_babel import ngettext


def stretch(duration: timedelta) -> str:
    """30 minuter, 2 timmar, 7 dagar: the largest unit that fits without a rest."""
    minutes = int(duration.total_seconds()) // 60
    if minutes % 1440 == 0:
        return str(ngettext("%(num)d dag", "%(num)d dagar", minutes // 1440))
    if minutes % 60 == 0:
        return str(ngettext("%(num)d timme", "%(num)d timmar", minutes // 60))
    return str(ngettext("%(num)d minut", "%(num)d minuter", minutes))

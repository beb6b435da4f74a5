"""Every text that the code says, and which of them a member meets."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir

from marketplace.catalogue.dimensions import Dimension, Level
from marketplace.catalogue.dimensions.body import BODY
from marketplace.catalogue.dimensions.mind import MIND
from marketplace.catalogue.dimensions.people import LANGUAGE, PEOPLE
from marketplace.catalogue.dimensions.senses import SENSES
from marketplace.catalogue.hazards import HAZARDS
from marketplace.catalogue.skills import SKILL_LEVELS, SKILLS
from marketplace.catalogue.tasks import TASKS
from marketplace.catalogue.work_conditions.company import COMPANY
from marketplace.catalogue.work_conditions.surroundings import SURROUNDINGS


class Easy(Protocol):
    """Anything that is said to a member in an easy sentence."""

    @property
    def easy_sv(self) -> str: ...


def _levels(*dimensions: Dimension) -> tuple[Level, ...]:
    """What a member reads of her abilities: the steps, not what a coach asks to find them."""
    return tuple(level for one in dimensions for level in one.levels)


ROOT = Path(__file__).parents[2]
FOLDERS = (
    ("marketplace", [("**.py", "python")]),
    ("templates", [("**.html", "jinja2"), ("messages/**.txt", "jinja2")]),
)
VOCABULARY: Mapping[str, Sequence[Easy]] = {
    "marketplace/catalogue/dimensions/body.py": _levels(*BODY),
    "marketplace/catalogue/dimensions/mind.py": _levels(*MIND),
    "marketplace/catalogue/dimensions/people.py": _levels(*PEOPLE, *LANGUAGE),
    "marketplace/catalogue/dimensions/senses.py": _levels(*SENSES),
    "marketplace/catalogue/hazards.py": HAZARDS,
    "marketplace/catalogue/skills/": (*SKILLS, *SKILL_LEVELS),
    "marketplace/catalogue/tasks/": TASKS,
    "marketplace/catalogue/work_conditions/company.py": COMPANY,
    "marketplace/catalogue/work_conditions/surroundings.py": SURROUNDINGS,
}
"""The parts of the catalogue that are said to members in easy sentences, by where they stand."""
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2)}
MEMBERS_MEET = (
    "marketplace/access.py",
    "marketplace/catalogue/income_rules.py",
    "marketplace/catalogue/purposes.py",
    *VOCABULARY,
    "marketplace/services/accounts.py",
    "marketplace/services/asks.py",
    "marketplace/services/assignments.py",
    "marketplace/services/attempts.py",
    "marketplace/services/calendar_feeds.py",
    "marketplace/services/fates.py",
    "marketplace/services/hire_offers.py",
    "marketplace/services/hire_wishes.py",
    "marketplace/services/member_skills.py",
    "marketplace/services/messages.py",
    "marketplace/services/own_codes.py",
    "marketplace/services/second_factors.py",
    "marketplace/services/second_looks.py",
    "marketplace/web/account/",
    "marketplace/web/entering.py",
    "marketplace/web/errors.py",
    "marketplace/web/hire_words.py",
    "marketplace/web/look_words.py",
    "marketplace/web/members/",
    "marketplace/web/page.py",
    "marketplace/web/public/forms.py",
    "marketplace/web/public/languages.py",
    "marketplace/web/public/sign_in.py",
    "marketplace/web/text.py",
    "marketplace/web/week_form.py",
    "templates/account/",
    "templates/base.html",
    "templates/components/",
    "templates/errors/",
    "templates/members/",
    "templates/messages/",
    "templates/page.html",
    "templates/print.html",
    "templates/public/sign_in/",
)
"""The beginnings of the files whose texts stand on members' pages and in their messages: their
own, signing in and its settings, the shell and components around them, errors, and what services
tell them."""


def extract() -> Catalog:
    """All texts, each with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    for path, message, context in (*_from_code(), *_from_vocabulary()):
        catalogue.add(message, None, [(path, 0)], context=context)
    return catalogue


def for_members(catalogue: Catalog) -> Catalog:
    """Those texts of a catalogue that members meet."""
    theirs = Catalog(charset="utf-8")
    for message in catalogue:
        if message.id and any(path.startswith(MEMBERS_MEET) for path, _ in message.locations):
            theirs.add(message.id, None, message.locations, context=message.context)
    return theirs


def _from_code() -> Iterator[tuple[str, str | tuple[str, ...], str | None]]:
    for folder, methods in FOLDERS:
        found = extract_from_dir(ROOT / folder, methods, keywords=KEYWORDS, comment_tags=())
        for path, _line, message, _comments, context in found:
            yield f"{folder}/{path}", message, context


def _from_vocabulary() -> Iterator[tuple[str, str, None]]:
    """The easy sentences; what they say in Swedish and English stands in the catalogue itself."""
    for path, entries in VOCABULARY.items():
        for entry in entries:
            yield path, entry.easy_sv, None

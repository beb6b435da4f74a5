"""What is wrong with a catalogue: missing, unsure, broken placeholders, too few plurals, figures
other than those on the pay slip and the clock on the wall."""

import re
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog, Message

PLACEHOLDER = re.compile(r"%(?:\((\w+)\)([a-z])|(%))")
FOREIGN_FIGURE = re.compile(r"(?![0-9])\d")


def faults(catalogue: Catalog, required: Catalog, *, complete: bool) -> list[str]:
    """What to mend in a catalogue before it may be used; nothing when it is right.

    `required` holds the texts it is for; only a `complete` one must have all of them.
    """
    found = [
        f"{_name(wanted)}: not translated"
        for wanted in required
        if wanted.id and complete and not _is_translated(catalogue.get(_key(wanted)))
    ]
    for message in catalogue:
        if message.id:
            known = required.get(_key(message)) is not None
            found += [] if known else [f"{_name(message)}: stands nowhere in the code"]
            found += [f"{_name(message)}: {fault}" for fault in _faults_of(message, catalogue)]
    return found


def placeholders(text: str) -> list[str]:
    """What is filled in when a text is shown, in the order of names."""
    return sorted(f"{name}{kind}{percent}" for name, kind, percent in PLACEHOLDER.findall(text))


def _faults_of(message: Message, catalogue: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield "marked fuzzy"
    sources, forms = _forms(message.id), _forms(message.string)
    if len(sources) > 1 and len(forms) != catalogue.num_plurals:
        yield f"{len(forms)} plural forms, not {catalogue.num_plurals}"
    allowed = [placeholders(source) for source in sources]
    for form in filter(None, forms):
        if placeholders(form) not in allowed and not _says_the_number_in_words(form, message):
            yield f"fills in {placeholders(form)}, not {allowed[-1]}"
        if FOREIGN_FIGURE.search(form):
            yield "has figures other than 0 to 9"


def _says_the_number_in_words(form: str, message: Message) -> bool:
    """Whether this is a plural that leaves out its own number: one, two, none."""
    wanted = placeholders(_forms(message.id)[-1])
    without = [name for name in wanted if name not in ("numd", "nums")]
    return message.pluralizable and placeholders(form) == without


def _is_translated(message: Message | None) -> bool:
    return message is not None and all(_forms(message.string))


def _forms(text: str | Sequence[str] | None) -> Sequence[str]:
    return (text or "",) if isinstance(text, str | None) else text


def _key(message: Message) -> str:
    return _forms(message.id)[0]


def _name(message: Message) -> str:
    return repr(_key(message))

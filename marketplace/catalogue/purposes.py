"""What the needs of a person may be opened for, and by what right: a closed list.

A purpose that asks for consent is one where a no is real: work goes on without it. Legal grounds
are a draft for the controllers to decide on, see docs/privacy/register.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from marketplace.errors import N_


class Purpose(StrEnum):
    """Why needs are opened; every opening names one."""

    MATCHING = "matching"
    RECORDING = "recording"
    QUESTIONS = "questions"
    OWN_VIEW = "own_view"
    EXPORT = "export"
    ERASURE = "erasure"
    RETENTION = "retention"
    UPKEEP = "upkeep"


@dataclass(frozen=True, slots=True)
class Ground:
    """A purpose in words, with its legal basis.

    `consent` names the purpose whose consent must stand; None: none is asked, since a no would
    not be real or the law itself demands it. `version` counts the wordings of `promise_sv`: a
    consent is to a wording. `log_sv` is what the person reads in the list of who has looked.
    """

    purpose: Purpose
    sv: str
    legal_basis: str
    log_sv: str
    consent: Purpose | None = None
    promise_sv: str = ""
    without_sv: str = ""
    version: int = 1


CONSENT = "GDPR art. 6.1 a och 9.2 a: uttryckligt samtycke"

GROUNDS: Mapping[Purpose, Ground] = {
    ground.purpose: ground
    for ground in (
        Ground(
            Purpose.MATCHING,
            sv=N_("Spara vad jag behöver och föreslå jobb som passar"),
            legal_basis=CONSENT,
            log_sv=N_("Datorn letade jobb. Ingen människa läste."),
            consent=Purpose.MATCHING,
            promise_sv=N_(
                "Du och din handledare skriver vad du behöver på jobbet. "
                "Datorn använder det för att föreslå jobb som passar dig. "
                "Inget företag får veta det."
            ),
            without_sv=N_(
                "Du får fortfarande frågor om jobb. "
                "Datorn vet inte vad du behöver. Handledaren frågar dig före varje jobb."
            ),
        ),
        Ground(
            Purpose.RECORDING,
            sv=N_("Skriva vad jag behöver"),
            legal_basis=CONSENT,
            log_sv=N_("Läste för att skriva eller ändra tillsammans med dig."),
            consent=Purpose.MATCHING,
        ),
        Ground(
            Purpose.QUESTIONS,
            sv=N_("Låta handledaren fråga arbetsplatsen"),
            legal_basis=CONSENT,
            log_sv=N_("Såg vad arbetsplatsen behöver svara på före jobbet."),
            consent=Purpose.QUESTIONS,
            promise_sv=N_(
                "Ibland vet vi inte om arbetsplatsen har det du behöver. "
                "Då får handledaren se vad som ska frågas. "
                "Handledaren säger aldrig vem det gäller."
            ),
            without_sv=N_(
                "Handledaren ser inte vad som ska frågas. "
                "Du kan komma till en plats där något saknas."
            ),
        ),
        Ground(
            Purpose.OWN_VIEW,
            sv=N_("Se mina egna uppgifter"),
            legal_basis="GDPR art. 15: rätt till tillgång",
            log_sv=N_("Du tittade själv."),
        ),
        Ground(
            Purpose.EXPORT,
            sv=N_("Hämta mina egna uppgifter"),
            legal_basis="GDPR art. 15 och 20: rätt till tillgång och dataportabilitet",
            log_sv=N_("Du hämtade dina uppgifter."),
        ),
        Ground(
            Purpose.ERASURE,
            sv=N_("Ta bort mina uppgifter"),
            legal_basis="GDPR art. 7.3 och 17: återkallat samtycke och radering",
            log_sv=N_("Uppgifterna togs bort."),
        ),
        Ground(
            Purpose.RETENTION,
            sv=N_("Gallra när tiden är ute"),
            legal_basis="GDPR art. 5.1 e: lagringsminimering",
            log_sv=N_("Uppgifterna togs bort när tiden var ute."),
        ),
        Ground(
            Purpose.UPKEEP,
            sv=N_("Byta lås"),
            legal_basis="GDPR art. 32: säkerhet",
            log_sv=N_("Låset byttes. Ingen läste."),
        ),
    )
}

ASKED = tuple(ground for ground in GROUNDS.values() if ground.consent == ground.purpose)
"""The grounds for which consent is asked."""

"""What an employer may ask the public employment service for, as that service describes it.

Rows with their source and the day it was read. No sums and no lengths: they change, and the service
answers for each person. Nothing here says that somebody has a right to any of it.
"""

from dataclasses import dataclass

from marketplace.errors import N_

SERVICE = "https://arbetsformedlingen.se/for-arbetsgivare/anstallningsstod"


@dataclass(frozen=True, slots=True)
class HireSupport:
    """A support by its name, what it is paid for, and where that is written."""

    name: str
    what: str
    source: str


HIRE_SUPPORTS = (
    HireSupport(
        N_("Nystartsjobb"),
        N_(
            "En del av kostnaden när någon har varit borta länge från arbetslivet, eller är ny här."
        ),
        f"{SERVICE}/stod-nar-en-person-varit-arbetslos-lange-eller-ar-nyanland/nystartsjobb",
    ),
    HireSupport(
        N_("Introduktionsjobb"),
        N_("En del av lönen när ett jobb annars är svårt att få. Kan gå ihop med studier."),
        f"{SERVICE}/stod-nar-en-person-varit-arbetslos-lange-eller-ar-nyanland/introduktionsjobb",
    ),
    HireSupport(
        N_("Lönebidrag"),
        N_("En del av lönen när arbetet behöver anpassas. Det finns i tre former."),
        f"{SERVICE}/stod-nar-en-person-har-en-funktionsnedsattning/lonebidrag",
    ),
)

ASKED_OF_EMPLOYERS = (
    N_("Beslutet ska finnas innan anställningen börjar. Fråga därför först."),
    N_("Lön och villkor ska vara lika bra som i kollektivavtalet."),
    N_("Företaget ska vara registrerat som arbetsgivare och betala sina skatter."),
    N_("Arbetsmiljön ska vara i ordning."),
)
"""What the same pages ask of every employer."""

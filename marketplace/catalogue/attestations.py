"""What a company gives its word on, once a year."""

from dataclasses import dataclass

from marketplace.errors import N_


@dataclass(frozen=True, slots=True)
class Attestation:
    """One plain promise. `why`: what it is for, told beside the box."""

    code: str
    sv: str
    why: str


ATTESTATIONS = (
    Attestation(
        "replaces_nobody",
        N_("Vi tar inte in folk i stället för någon som är anställd hos oss, eller uppsagd."),
        N_("Kooperativen ska ge fler arbete, inte ta någons."),
    ),
    Attestation(
        "heard_the_union",
        N_("Har vi ett fackligt avtal har vi pratat med facket om att ta in folk."),
        N_("Vet ni inte? Ring kooperativet, så reder vi ut det tillsammans."),
    ),
    Attestation(
        "shared_rooms",
        N_("De som kommer får använda personalrummet och får veta om lediga jobb, som alla andra."),
        N_("Lagen om uthyrning av arbetstagare (2012:854), 11 och 12 §§."),
    ),
    Attestation(
        "introduces",
        N_("Vi visar runt och går igenom risker före första passet."),
        N_("Arbetsmiljön är både ert och kooperativets ansvar."),
    ),
)
CODES = tuple(one.code for one in ATTESTATIONS)

"""What one work condition is."""

from dataclasses import dataclass

from marketplace.errors import N_

GROUPS = {
    "access": N_("Komma in och runt"),
    "body": N_("Kroppen"),
    "senses": N_("Se och höra"),
    "information": N_("Förstå och veta"),
    "people": N_("Människor runt mig"),
    "rhythm": N_("Lugn och rutin"),
    "comfort": N_("Rast och trivsel"),
}


@dataclass(frozen=True, slots=True)
class WorkCondition:
    """One need, told to the member (`easy_sv`) and asked of a company (`question_sv`).

    `is_feature`: a site can simply have it. `is_bookable`: it can be arranged for a number of
    people at once. `arrangement_sv` is what a company reads when it is agreed for a shift.
    """

    code: str
    group: str
    sv: str
    easy_sv: str
    en: str
    question_sv: str
    question_en: str
    arrangement_sv: str
    is_feature: bool = True
    is_bookable: bool = False

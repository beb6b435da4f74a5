"""What one work condition is."""

from dataclasses import dataclass

GROUPS = {
    "access": "Komma in och runt",
    "body": "Kroppen",
    "senses": "Se och höra",
    "information": "Förstå och veta",
    "people": "Människor runt mig",
    "rhythm": "Lugn och rutin",
    "comfort": "Rast och trivsel",
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

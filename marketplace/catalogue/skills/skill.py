"""What one skill is, and what its levels mean."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """One of the three levels at which a skill is held or asked for."""

    level: int
    sv: str
    easy_sv: str
    en: str


SKILL_LEVELS = (
    SkillLevel(1, "Kan med stöd", "Jag kan när någon är med.", "Can with support"),
    SkillLevel(2, "Kan själv", "Jag kan själv.", "Can alone"),
    SkillLevel(3, "Kan visa andra", "Jag kan visa andra.", "Can show others"),
)


@dataclass(frozen=True, slots=True)
class Skill:
    """An entry-level skill. `jobtech_id` is the nearest concept of the JobTech taxonomy, if any.

    `is_certificate`: it rests on a card, licence or certificate that may expire, so it counts only
    when somebody has seen the paper.
    """

    code: str
    sv: str
    easy_sv: str
    en: str
    jobtech_id: str | None = None
    is_certificate: bool = False

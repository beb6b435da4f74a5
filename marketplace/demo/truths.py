"""Four things planted in the demo, each of which a thoughtful reader of its figures can find.

- A missing skill: nobody in Vinterträdgården holds a driving licence, so the lunch deliveries in
  Vingåker stay empty week after week.
- A missing ramp: six members of Palmhuset are free in the afternoons and need a place without
  steps; the confectioner's shop in Linköping has steps, and afternoon work that nobody takes.
- A stuck member: one participant in Glasverandan has been in the same phase for two years, with
  proven skills and one internship after another, and has never been employed.
- A short network: Vingåker has eight active companies, not ten; seen per cooperative it hides,
  because Katrineholm belongs to the same one.
"""

from marketplace.demo.facts.company import HIRE_OUT, WEEKDAYS, Peak

MISSING_SKILL = "driving_licence_b"
WITHOUT_SKILL = "vintertradgarden"
SKILL_SITE = ("vingakers-lunchlada", "Vingåker")
SKILL_PEAK = Peak("drive_deliveries", HIRE_OUT, (1, 52), 2, WEEKDAYS, "09:30-13:00")

MISSING_CONDITION = "step_free"
WITHOUT_RAMP = "palmhuset"
RAMP_SITE = ("konfektpackarna-i-ljungsbro", "Linköping")
RAMP_PEAK = Peak("price_goods", HIRE_OUT, (1, 52), 4, (1, 2, 3), "14:00-18:00")
RAMP_MEMBERS = 6

STUCK_COOPERATIVE = "glasverandan"
STUCK_INTAKE = 2
STUCK_SKILLS = ("laundry", "ironing", "assembly")
STUCK_SITE = ("falla-tvatt-textil", "Falla")
STUCK_INTERNSHIPS = 3

SHORT_NETWORK = "vingaker"

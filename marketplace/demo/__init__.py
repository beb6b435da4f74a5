"""Demo data: five municipalities, four cooperatives, their companies and people, all invented.

Built from a seed and a day, a year of history up to that day and four weeks of open work, with
four truths planted to be found (see truths.py): a missing skill, a missing ramp, a stuck member
and a short network.
"""

from marketplace.demo.building import Refused, rebuild, standing
from marketplace.demo.ground import Ground
from marketplace.demo.report import Report
from marketplace.demo.welcome import welcome

__all__ = ["Ground", "Refused", "Report", "rebuild", "standing", "welcome"]

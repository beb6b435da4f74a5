"""Where a company or an application stands, in words and with the colour of its tag."""

from collections.abc import Mapping

from marketplace.errors import N_
from marketplace.models.network_applications import ApplicationStatus
from marketplace.models.places import NetworkStatus

STATUSES: Mapping[NetworkStatus, tuple[str, str]] = {
    NetworkStatus.INVITED: (N_("Inbjuden"), "waiting"),
    NetworkStatus.ACTIVE: (N_("Med i nätverket"), "good"),
    NetworkStatus.DORMANT: (N_("Vilande"), "neutral"),
    NetworkStatus.DECLINED: (N_("Tackade nej"), "stopped"),
    NetworkStatus.WITHDRAWN: (N_("Inbjudan togs tillbaka"), "stopped"),
    NetworkStatus.LEFT: (N_("Har lämnat"), "stopped"),
}
ANSWERS: Mapping[ApplicationStatus, tuple[str, str]] = {
    ApplicationStatus.WAITING: (N_("Väntar på svar"), "attention"),
    ApplicationStatus.ACCEPTED: (N_("Fick ja"), "good"),
    ApplicationStatus.DECLINED: (N_("Fick nej"), "stopped"),
}

"""What a member may always do with what is known of her: take back, take along, be forgotten."""

from marketplace.catalogue.purposes import Purpose
from marketplace.models.history import Actor
from marketplace.models.members import Member
from marketplace.services import consents, match_runs, needs
from marketplace.services.history import record


def withdraw(member: Member, purpose: Purpose, by: Actor) -> None:
    """Take a yes back, with effect at once; asking twice is fine.

    Without the yes to matching nothing is kept: the needs go, with the key of every copy, and so
    does the yes to asking workplaces about them. The region is solved anew.
    """
    if not consents.end(member, purpose):
        return
    record("consents.withdrawn", member, by, purpose=purpose.value)
    if purpose == Purpose.MATCHING:
        withdraw(member, Purpose.QUESTIONS, by)
        needs.erase([member.id], Purpose.ERASURE, by)
        match_runs.request(member.cooperative.region_id, by)

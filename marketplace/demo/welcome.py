"""What is told to somebody who starts the product: what there is, and a way in for each role."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select

from marketplace import clock
from marketplace.database import db
from marketplace.demo.building import rebuild, standing
from marketplace.demo.ground import Ground
from marketplace.demo.report import figures_of, summary
from marketplace.demo.setting import Setting
from marketplace.models.cooperatives import Region
from marketplace.models.installation import Installation
from marketplace.models.match_runs import MATCH_RUN_STEPS, MatchRun
from marketplace.models.postings import Posting, PostingStatus
from marketplace.models.proposals import Proposal, ProposalStatus
from marketplace.models.users import Role, User
from marketplace.services import accounts
from marketplace.settings import Settings

SEED = 1
LINKS_LIVE = timedelta(days=7)
ROLES: Mapping[Role, str] = {
    Role.COMPANY: "company",
    Role.COACH: "coach",
    Role.COOPERATIVE_ADMIN: "cooperative's office",
    Role.MEMBER: "member",
    Role.KOOPTJANST: "Kooptjänst",
    Role.SYSADMIN: "operator",
}


def welcome(settings: Settings, url: str) -> str:
    """At most ten lines about the site at `url`, with a sign-in link for each kind of user.

    An empty database becomes a demo of today first, and so does one whose building was cut short;
    any other demo is left as it stands. In production and on other data there is no demo, and no
    link.
    """
    ground = standing(settings)
    if settings.production or ground == Ground.OWN:
        return f"Orangeriet serves its own data at {url}"
    if ground == Ground.EMPTY:
        rebuild(replace(settings, public_url=url), SEED)
    elif not _first_runs(_installation()):
        rebuild(replace(settings, public_url=url), _installation().demo_seed)
    lines = [*_told(_installation()), "Sign in; each link works once, for a week:", *_links(url)]
    db.session.commit()
    return "\n".join(lines)


def _installation() -> Installation:
    return db.session.scalars(select(Installation)).one()


def _first_runs(installation: Installation) -> Sequence[MatchRun]:
    """The first match of each region on the day of the demo; none where building was cut short."""
    over = [status for status, steps in MATCH_RUN_STEPS.items() if not steps]
    first = (
        select(func.min(MatchRun.id))
        .where(MatchRun.queued_at >= installation.built_at, MatchRun.status.in_(over))
        .group_by(MatchRun.region_id)
    )
    runs = db.session.scalars(select(MatchRun).where(MatchRun.id.in_(first))).all()
    regions = db.session.scalar(select(func.count()).select_from(Region))
    return runs if len(runs) == regions else ()


def _told(installation: Installation) -> list[str]:
    runs = _first_runs(installation)
    setting = Setting(installation.demo_seed, installation.demo_today)
    with clock.standing_at(setting.moment):
        figures = figures_of(setting.seed, [run.id for run in runs])
    lines = summary(figures, sum(run.solve_milliseconds or 0 for run in runs) / 1000)
    if setting.day != clock.today():
        lines.append("It stands on its own day; `flask --app wsgi demo` builds it anew for today.")
    return lines


def _links(url: str) -> list[str]:
    links = []
    for role, name in ROLES.items():
        token = accounts.make_link(busiest(role), LINKS_LIVE)
        links.append(f"  {name:<21} {url}/sign-in/links/{token}")
    return links


def busiest(role: Role) -> User:
    """Whose pages have most to show: what waits for an answer, and jobs that are not done."""
    of_role = select(User).where(User.role == role, User.active)
    return db.session.scalars(of_role.order_by(*_most_to_show(role)).limit(1)).one()


def _most_to_show(role: Role) -> tuple[ColumnElement[Any], ...]:
    waiting = select(func.count()).where(
        Proposal.member_id == User.member_id, Proposal.status == ProposalStatus.SENT
    )
    jobs = select(func.count()).where(
        Posting.company_id == User.company_id,
        Posting.status.not_in((PostingStatus.DONE, PostingStatus.WITHDRAWN)),
    )
    if role == Role.MEMBER:
        return waiting.scalar_subquery().desc(), User.id.asc()
    return jobs.scalar_subquery().desc(), User.id.asc()

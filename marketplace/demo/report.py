"""What a demo came to, counted in the database: the same for the same seed and day."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, or_, select

from marketplace import text
from marketplace.clock import today
from marketplace.database import Base, db
from marketplace.models.assignments import Assignment
from marketplace.models.bank_files import BankFile, ReceivedPayment
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.history import Event
from marketplace.models.invoices import Invoice, InvoiceStatus
from marketplace.models.match_runs import MatchRun
from marketplace.models.members import Employment, Member, Stay
from marketplace.models.payments import Payment
from marketplace.models.places import Municipality, Network, NetworkMembership, NetworkStatus
from marketplace.models.postings import Posting, Shift
from marketplace.models.proposals import Proposal
from marketplace.models.time_reports import TimeReport
from marketplace.models.users import User
from marketplace.services import payments

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """Figures, and apart from them the seconds it took, which are never the same twice."""

    figures: Figures
    seconds: Mapping[str, float]

    def to_json(self) -> Figures:
        """The figures alone."""
        return self.figures

    def to_text(self) -> str:
        """The main figures in a few lines."""
        money = self.figures["invoices"]
        return "\n".join(
            [
                *summary(self.figures, self.seconds["match"]),
                f"The year before: {money['issued']} invoices of {text.kronor(money['net_ore'])},"
                f" {text.kronor(money['overdue_ore'])} of them overdue.",
                f"Built in {sum(self.seconds.values()):.1f} s: "
                + ", ".join(f"{name} {seconds:.1f}" for name, seconds in self.seconds.items()),
            ]
        )


def summary(figures: Figures, seconds: float) -> list[str]:
    """What was set up, and what the first match found in how long: a line each."""
    members, match = figures["members"], figures["first_match"]
    bound = match["coverage_bound_minutes"]
    proof = "nothing proven" if bound is None else f"proven: at most {_hours(bound)}"
    return [
        f"Demo of {figures['today']}, seed {figures['seed']}:"
        f" {figures['municipalities']} municipalities, {figures['cooperatives']} cooperatives,"
        f" {figures['companies']} companies, {members['active']} members"
        f" and {members['former']} before them.",
        f"First match: {match['seats_filled']} of {match['seats_asked']} seats filled,"
        f" {_hours(match['covered_minutes'])} of work ({proof}), in {seconds:.1f} s.",
    ]


def figures_of(seed: int, run_numbers: Collection[int]) -> Figures:
    """Count everything; the runs are those of the first match."""
    runs = db.session.scalars(
        select(MatchRun).where(MatchRun.id.in_(run_numbers)).order_by(MatchRun.region_id)
    ).all()
    return {
        "seed": seed,
        "today": today().isoformat(),
        "municipalities": _count(Municipality),
        "cooperatives": _count(Cooperative),
        "companies": _by(Company.buyer_sector)["company"],
        "customers": _count(Company),
        "sites": _count(Site),
        "networks": _networks(),
        "members": _members(),
        "users": _by(User.role),
        "postings": _postings(),
        "shifts": _count(Shift),
        "proposals": _by(Proposal.status),
        "assignments": _by(Assignment.status),
        "time_reports": _by(TimeReport.status),
        "first_match": _first_match(runs),
        "invoices": _invoices(),
        "events": _count(Event),
    }


def _first_match(runs: Sequence[MatchRun]) -> Figures:
    """What was asked, filled and proven, in all and by region."""
    bounds = [run.coverage_bound_minutes for run in runs]
    proven = [bound for bound in bounds if bound is not None]
    bound = sum(proven) if runs and len(proven) == len(bounds) else None
    covered = sum(run.covered_minutes for run in runs)
    return {
        "seats_asked": sum(run.seats_asked for run in runs),
        "seats_filled": sum(run.seats_filled for run in runs),
        "covered_minutes": covered,
        "coverage_bound_minutes": bound,
        "gap": None if bound is None else (bound - covered) / max(1, bound),
        "regions": {run.region.name: _of_run(run) for run in runs},
    }


def _of_run(run: MatchRun) -> Figures:
    return {
        "status": run.status.value,
        "seats_asked": run.seats_asked,
        "seats_filled": run.seats_filled,
        "gap": run.gap,
    }


def _hours(minutes: int | None) -> str:
    return "?" if minutes is None else f"{minutes / 60:.0f} h"


def _count(noun: type[Base]) -> int:
    return db.session.scalar(select(func.count()).select_from(noun)) or 0


def _by(column: Any) -> dict[str, int]:
    rows = db.session.execute(select(column, func.count()).group_by(column).order_by(column))
    return {word.value: count for word, count in rows}


def _networks() -> Figures:
    """The active companies of each network, beside what was promised."""
    active = func.count().filter(NetworkMembership.status == NetworkStatus.ACTIVE)
    rows = db.session.execute(
        select(Municipality.slug, active, Network.target)
        .join(Network, Network.municipality_id == Municipality.id)
        .join(NetworkMembership, NetworkMembership.network_id == Network.id)
        .group_by(Municipality.slug, Network.target)
        .order_by(Municipality.slug)
    )
    return {slug: {"active": count, "target": target} for slug, count, target in rows}


def _members() -> Figures:
    staying = select(Stay.member_id).where(Stay.during.op("@>")(today()))
    employed = select(Employment.member_id).where(Employment.during.op("@>")(today()))
    here = or_(Member.id.in_(staying), Member.id.in_(employed))
    return {
        "active": _people(select(Member.id).where(here)),
        "former": _people(select(Member.id).where(~here)),
        "employed": _people(employed),
        "by_gender": _by(Member.gender),
    }


def _people(query: Select[int]) -> int:
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _postings() -> Figures:
    rows = db.session.execute(
        select(Posting.kind, Posting.status, func.count())
        .group_by(Posting.kind, Posting.status)
        .order_by(Posting.kind, Posting.status)
    )
    found: dict[str, dict[str, int]] = {}
    for kind, status, count in rows:
        found.setdefault(kind.value, {})[status.value] = count
    return found


def _invoices() -> Figures:
    issued = db.session.scalars(
        select(Invoice).where(Invoice.status == InvoiceStatus.ISSUED).order_by(Invoice.id)
    ).all()
    states = payments.settlements(issued)
    named = [states[one.id] for one in issued]
    late = [one for one in named if one.state == "overdue"]
    return {
        "issued": len(issued),
        "draft": _by(Invoice.status).get("draft", 0),
        "net_ore": sum(one.net_ore or 0 for one in issued),
        "payable_ore": sum(one.payable_ore or 0 for one in issued),
        "payments": _count(Payment),
        "bank_files": _count(BankFile),
        "bank_payments": _by(ReceivedPayment.status),
        "paid_ore": sum(one.paid_ore for one in named),
        "open_ore": sum(one.open_ore for one in named),
        "charged_ore": sum(one.charged_ore for one in named),
        "lost_ore": sum(one.lost_ore for one in named),
        "overdue": len(late),
        "overdue_ore": sum(one.open_ore for one in late),
        "partly": sum(1 for one in named if one.paid_ore and one.open_ore > 0),
    }

"""Two of everything, so that what belongs to one can be asked for by the other."""

from dataclasses import dataclass, field

from marketplace.database import Identified, db
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.cooperatives import Cooperative
from marketplace.models.members import Member
from marketplace.models.postings import Posting, PostingStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.models.time_reports import TimeReportStatus
from marketplace.models.users import Role, User
from tests.make import (
    make_absence,
    make_company,
    make_cooperative,
    make_member,
    make_municipality,
    make_network,
    make_posting,
    make_shift,
    make_site,
    make_user,
    workday,
)
from tests.make_work import (
    make_ask,
    make_assignment,
    make_internship,
    make_invoice,
    make_invoice_file,
    make_match_run,
    make_message,
    make_payment,
    make_proposal,
    make_time_report,
)

KINDS = {
    "crews": "postings",
    "cooperatives.time_reports.edit": "postings",
    "members.shifts.leave": "assignments",
    "members.shifts.cancel": "assignments",
}
"""Where the word before a parameter is not the noun of the row it names, or where an endpoint's
parameter is not: by word or by endpoint."""


@dataclass
class Tenant:
    """A company, the cooperative that serves it, and a row of each noun between them."""

    cooperative: Cooperative
    users: dict[Role, User]
    rows: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def keep(self, noun: str, row: Identified) -> None:
        """Remember the address of a row; the first of its noun stands for it."""
        self.rows.setdefault(noun, row.public_id)

    def identity(self, endpoint: str, path: str) -> str:
        """What to put into a path with a parameter so that it leads to this tenant's row."""
        before, _, parameter = path.partition("<")
        if parameter.startswith("token"):
            return self.token
        if parameter.startswith("code"):
            return "sv"
        if parameter.startswith("slug"):
            return self.cooperative.municipalities[0].slug
        word = before.strip("/").rsplit("/", 1)[-1].replace("-", "_")
        noun = KINDS.get(endpoint) or KINDS.get(word) or word
        assert noun in self.rows, f"tell tests/guards/world.py which row {endpoint} shows: KINDS"
        return self.rows[noun]


def make_tenant(code: str) -> Tenant:
    """A tenant in the municipality of that code, alone in its region."""
    municipality = make_municipality(code)
    cooperative = make_cooperative(municipality)
    company = make_company()
    site = make_site(company, municipality)
    network = make_network(municipality, [company])
    users = {role: make_user(role, company=company) for role in (Role.COMPANY,)}
    users |= {
        role: make_user(role, cooperative=cooperative)
        for role in (Role.COACH, Role.COOPERATIVE_ADMIN, Role.MEMBER)
    }
    users |= {role: make_user(role) for role in (Role.KOOPTJANST, Role.SYSADMIN)}
    tenant = Tenant(cooperative, users, token=f"the-link-of-{code}")
    member = users[Role.MEMBER].member
    assert member is not None
    for noun, row in (
        ("cooperatives", cooperative),
        ("companies", company),
        ("sites", site),
        ("members", member),
        ("municipalities", municipality),
        ("networks", network),
        ("users", users[Role.COACH]),
    ):
        tenant.keep(noun, row)
    fill(tenant, make_posting(site, cooperative), member)
    tenant.keep("internships", make_internship(cooperative, site=site))
    db.session.commit()
    return tenant


def fill(tenant: Tenant, posting: Posting, member: Member, day: int = 30) -> None:
    """A posting with people in every state between a proposal and a paid invoice."""
    run = make_match_run(tenant.cooperative.region, postings=[posting])
    shift, extra = posting.shifts[0], make_shift(posting, workday(day))
    sent = make_proposal(shift, member, match_run=run)
    ask = make_ask(sent, token=tenant.token if "asks" not in tenant.rows else None)
    other = make_member(tenant.cooperative)
    new = make_proposal(shift, make_member(tenant.cooperative), match_run=run)
    taken = make_proposal(shift, other, ProposalStatus.ACCEPTED, match_run=run)
    make_assignment(shift, other, proposal=taken)
    done = make_posting(posting.site, posting.cooperative, status=PostingStatus.DONE)
    worked = make_assignment(make_shift(done, workday(-7)), other, AssignmentStatus.WORKED)
    report = make_time_report(worked, TimeReportStatus.MEMBER_SIGNED)
    draft = make_invoice(done, (report,))
    issued = make_invoice(done, issued=True)
    make_invoice_file(issued)
    for noun, row in (
        ("postings", posting),
        ("shifts", shift),
        ("proposals", new),
        ("asks", ask),
        ("assignments", make_assignment(extra, member)),
        ("time_reports", report),
        ("drafts", draft),
        ("invoices", issued),
        ("payments", make_payment(issued, amount_ore=100)),
        ("match_runs", run),
        ("messages", make_message(member)),
        ("absences", make_absence(member, *workday(60))),
    ):
        tenant.keep(noun, row)


def grow(tenant: Tenant) -> None:
    """More of everything for the same people, some of it on the posting that stands for them."""
    member = tenant.users[Role.MEMBER].member
    assert member is not None
    first = db.session.query(Posting).filter_by(public_id=tenant.rows["postings"]).one()
    for again in (1, 2):
        days = [workday(7 + again), workday(10 + again)]
        fill(tenant, make_posting(first.site, first.cooperative, shifts=days), member, 30 + again)
        another = make_shift(first, workday(7 + again, 17, 20))
        make_proposal(another, make_member(tenant.cooperative))
        make_assignment(another, make_member(tenant.cooperative))
    db.session.commit()

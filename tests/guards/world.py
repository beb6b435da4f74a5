"""Two of everything, so that what belongs to one can be asked for by the other."""

from dataclasses import dataclass, field

from sqlalchemy import select

from invoicing import VatCategory
from marketplace.clock import now, today
from marketplace.database import Identified, db
from marketplace.models.assignments import AssignmentStatus
from marketplace.models.bank_files import ReceivedPayment
from marketplace.models.batches import Batch, BatchItem
from marketplace.models.calendar_feeds import CalendarFeed
from marketplace.models.companies import Company, Site
from marketplace.models.cooperatives import Cooperative
from marketplace.models.costs import CostKind
from marketplace.models.follow_ups import FollowUp
from marketplace.models.hire_offers import HireOffer, HireOfferStatus
from marketplace.models.history import SYSTEM
from marketplace.models.incidents import Incident
from marketplace.models.members import Member, SkillStatus
from marketplace.models.places import Municipality, Network, NetworkMembership, NetworkStatus
from marketplace.models.postings import Posting, PostingStatus
from marketplace.models.proposals import ProposalStatus
from marketplace.models.second_looks import SecondLook
from marketplace.models.site_pictures import PictureSubject, SitePicture
from marketplace.models.time_reports import TimeReportStatus
from marketplace.models.users import Role, User
from marketplace.services import (
    adaptations,
    agreements,
    bank_files,
    courses,
    disputes,
    incidents,
    price_floors,
    second_factors,
    sessions,
    vat_treatments,
)
from marketplace.services.sessions import digest
from tests.guards.objects import OBJECTS, PERSONAL
from tests.make import (
    kept,
    make_absence,
    make_company,
    make_cooperative,
    make_member,
    make_member_skill,
    make_municipality,
    make_posting,
    make_shift,
    make_site,
    make_user,
    workday,
)
from tests.make_networks import make_application, make_network
from tests.make_payments import make_bank_file, make_checkout
from tests.make_quality import make_follow_up, make_hire_offer, make_hire_wish, make_trial
from tests.make_work import (
    make_ask,
    make_assignment,
    make_internal_seat,
    make_internship,
    make_invoice,
    make_invoice_file,
    make_loan,
    make_match_run,
    make_message,
    make_payment,
    make_proposal,
    make_time_report,
)


@dataclass
class Tenant:
    """A company, the cooperative that serves it, and a row of each noun between them."""

    cooperative: Cooperative
    users: dict[Role, User]
    rows: dict[str, str] = field(default_factory=dict)
    personal: dict[tuple[str, Role], str] = field(default_factory=dict)

    def keep(self, noun: str, row: Identified) -> None:
        """Remember the address of a row; the first of its noun stands for it."""
        self.rows.setdefault(noun, row.public_id)

    def identity(self, endpoint: str, role: Role | None = None) -> str:
        """What to put into a path with a parameter so that it leads to this tenant's row.

        Of what belongs to one user alone it is that of `role`; the coach's, where none is given.
        """
        assert endpoint in OBJECTS, f"tell tests/guards/objects.py which row {endpoint} leads to"
        noun = OBJECTS[endpoint]
        if noun in PERSONAL:
            return self.personal[noun, role or Role.COACH]
        assert noun in self.rows, f"let tests/guards/world.py keep one of {noun}, for {endpoint}"
        return self.rows[noun]


def make_tenant(code: str) -> Tenant:
    """A tenant in the municipality of that code, alone in its region, with an address as long as
    any: pages are looked at with it.
    """
    municipality = make_municipality(code)
    email = f"samordning.och.bokning@arbetskooperativet-{municipality.slug}.example.org"
    return make_customer(make_cooperative(municipality, email=email))


def make_customer(cooperative: Cooperative) -> Tenant:
    """A company in the cooperative's municipality with people of its own, and their work."""
    municipality = cooperative.municipalities[0]
    company = make_company()
    site = make_site(company, municipality)
    users = _make_users(cooperative, company)
    member = users[Role.MEMBER].member
    assert member is not None
    tenant = Tenant(cooperative, users)
    tenant.rows |= {
        "languages": "sv",
        "slugs": municipality.slug,
        "tokens": f"the-link-of-{company.public_id}",
    }
    for noun, row in (
        ("cooperatives", cooperative),
        ("companies", company),
        ("sites", site),
        ("members", member),
        ("municipalities", municipality),
        ("users", users[Role.COACH]),
    ):
        tenant.keep(noun, row)
    _join(tenant, municipality, company)
    for role, user in users.items():
        sessions.start(user)
        [sign_in] = sessions.running(user)
        tenant.personal["sign_ins", role] = sign_in.public_id
        second_factors.begin(user)
    _open_own_things(tenant, member, site)
    fill(tenant, make_posting(site, cooperative), member)
    _hand_in_bank_files(tenant)
    tenant.keep("internships", make_internship(cooperative, site=site))
    tenant.keep("public_jobs", make_posting(site, cooperative, is_public=True))
    tenant.keep("incidents", _told_of(site, cooperative))
    _agree(tenant, company)
    db.session.commit()
    return tenant


def _hand_in_bank_files(tenant: Tenant) -> None:
    """A file that waits, and a payment of another one that waits for a person."""
    taken = make_bank_file(tenant.cooperative)
    bank_files.take_in(taken, SYSTEM)
    [received] = db.session.query(ReceivedPayment).filter_by(bank_file_id=taken.id)
    tenant.keep("received_payments", received)
    tenant.keep("bank_files", make_bank_file(tenant.cooperative))


def _told_of(site: Site, cooperative: Cooperative) -> Incident:
    """Something that happened at a job."""
    return incidents.tell(
        make_posting(site, cooperative, shifts=[workday(0)]),
        SYSTEM,
        kind="nearly",
        words="En pall föll",
        pauses=False,
        base_url="http://here",
    )


def _agree(tenant: Tenant, company: Company) -> None:
    """An agreement with a way of taxing that waits for a signature, and a batch of invoices."""
    agreement = agreements.of(tenant.cooperative.id, company.id)
    treatment = vat_treatments.choose(
        agreement,
        category=VatCategory.EXEMPT,
        rate_basis_points=0,
        ground="Ett yttrande",
        valid_from=today(),
        by=SYSTEM,
    )
    batch = Batch(
        cooperative_id=tenant.cooperative.id,
        asked_at=now(),
        asked_by="Kim",
        asked_role="coach",
        items=[BatchItem()],
    )
    cost = price_floors.enter(
        tenant.cooperative,
        CostKind.WAGE,
        150_00,
        SYSTEM,
        task=None,
        starts_on=today(),
        ground="Avtalet",
    )
    for noun, row in (
        ("cost_rows", kept(cost)),
        ("agreements", agreement),
        ("vat_treatments", treatment),
        ("batches", kept(batch)),
    ):
        tenant.keep(noun, row)


def _open_own_things(tenant: Tenant, member: Member, site: Site) -> None:
    """What members see and ask for themselves: a calendar, a picture of the door, a second look."""
    token = f"the-calendar-of-{member.public_id}"
    kept(CalendarFeed(member_id=member.id, token_hash=sessions.digest(token), made_at=now()))
    tenant.rows |= {"calendars": token, "recordings": "sv-pack_goods"}
    picture = SitePicture(
        site_id=site.id,
        subject=PictureSubject.DOOR,
        content=b"",
        width=8,
        height=6,
        added_at=now(),
    )
    tenant.keep("site_pictures", kept(picture))
    skill = make_member_skill(member, "cleaning", 1, SkillStatus.SELF_STATED)
    tenant.keep("member_skills", skill)
    seat = make_internal_seat(member)
    tenant.keep("internal_seats", seat)
    tenant.keep("internal_shifts", seat.shift)
    course = courses.plan(tenant.cooperative, "cleaning", today(), today(), SYSTEM)
    tenant.keep("courses", course)
    tenant.keep("course_seats", courses.sign_up(course, member, SYSTEM))
    plan = adaptations.plan(site, "step_free", SYSTEM, responsible="Kim", due_on=None)
    tenant.keep("adaptations", plan)
    tenant.keep("second_looks", kept(SecondLook(member_id=member.id, asked_at=now())))


def _make_users(cooperative: Cooperative, company: Company) -> dict[Role, User]:
    served = (Role.COACH, Role.COOPERATIVE_ADMIN, Role.MEMBER)
    return {
        Role.COMPANY: make_user(Role.COMPANY, company=company),
        **{role: make_user(role, cooperative=cooperative) for role in served},
        **{role: make_user(role) for role in (Role.KOOPTJANST, Role.SYSADMIN)},
    }


def _join(tenant: Tenant, municipality: Municipality, company: Company) -> None:
    """The company in the network of its municipality, by a link; somebody else asks to join."""
    known = db.session.scalar(select(Network).where(Network.municipality_id == municipality.id))
    network = known or make_network(municipality)
    membership = NetworkMembership(
        network=network,
        company_id=company.id,
        status=NetworkStatus.ACTIVE,
        invited_at=now(),
        contact_id=tenant.users[Role.COMPANY].id,
        token_hash=digest(tenant.rows["tokens"]),
    )
    tenant.keep("networks", network)
    tenant.keep("network_memberships", kept(membership))
    tenant.keep("network_applications", make_application(network))


def _follow_up(tenant: Tenant) -> FollowUp:
    """Of somebody who left; the first is opened by the tenant's link too."""
    token = None if "follow_ups" in tenant.rows else digest(tenant.rows["tokens"])
    return make_follow_up(make_member(tenant.cooperative), token_hash=token)


def _hire_offer(tenant: Tenant, site: Site) -> HireOffer:
    """To somebody who has been asked; the first is opened by the tenant's link too."""
    token = None if "hire_offers" in tenant.rows else digest(tenant.rows["tokens"])
    asked = HireOfferStatus.ASKED
    return make_hire_offer(_told(tenant), site, asked, token_hash=token)


def _told(tenant: Tenant) -> Member:
    """Somebody whose initial, which a company is told, is that of the canary's marker."""
    return make_member(tenant.cooperative, family_name="kvist")


def fill(tenant: Tenant, posting: Posting, member: Member, day: int = 30) -> None:
    """A posting with people in every state between a proposal and a paid invoice."""
    run = make_match_run(tenant.cooperative.region, postings=[posting])
    shift, extra = posting.shifts[0], make_shift(posting, workday(day))
    sent = make_proposal(shift, member, match_run=run)
    ask = make_ask(sent, token=tenant.rows["tokens"] if "asks" not in tenant.rows else None)
    other = _told(tenant)
    new = make_proposal(shift, make_member(tenant.cooperative), match_run=run)
    taken = make_proposal(shift, other, ProposalStatus.ACCEPTED, match_run=run)
    make_assignment(shift, other, proposal=taken)
    done = make_posting(posting.site, posting.cooperative, status=PostingStatus.DONE)
    worked = make_assignment(make_shift(done, workday(-7)), other, AssignmentStatus.WORKED)
    report = make_time_report(worked, TimeReportStatus.MEMBER_SIGNED)
    draft = make_invoice(done, (report,))
    issued = make_invoice(done, issued=True)
    make_invoice_file(issued)
    checkout = make_checkout(issued)
    for noun, row in (
        ("postings", posting),
        ("shifts", shift),
        ("proposals", new),
        ("asks", ask),
        ("assignments", make_assignment(extra, member)),
        ("time_reports", report),
        ("drafts", draft),
        ("checkouts", checkout),
        ("invoices", issued),
        ("payments", make_payment(issued, amount_ore=100)),
        ("loans", make_loan(shift, tenant.cooperative)),
        ("disputes", disputes.raise_against(make_invoice(done, issued=True), "Fel pris.", SYSTEM)),
        ("match_runs", run),
        ("trials", make_trial(tenant.cooperative.region)),
        ("follow_ups", _follow_up(tenant)),
        ("hire_wishes", make_hire_wish(_told(tenant), posting.company)),
        ("hire_offers", _hire_offer(tenant, posting.site)),
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
        bank_files.take_in(make_bank_file(first.cooperative), SYSTEM)
        days = [workday(7 + again), workday(10 + again)]
        fill(tenant, make_posting(first.site, first.cooperative, shifts=days), member, 30 + again)
        another = make_shift(first, workday(7 + again, 17, 20))
        make_proposal(another, make_member(tenant.cooperative))
        make_assignment(another, make_member(tenant.cooperative))
        make_member_skill(member, ("laundry", "ironing")[again - 1], 1)
        make_internal_seat(member, day=again + 1)
        _grow_network(first.site.municipality)
        course = courses.plan(
            tenant.cooperative, "laundry", today(), workday(again)[1].date(), SYSTEM
        )
        courses.sign_up(course, member, SYSTEM)
        condition = ("low_noise", "wide_passages")[again - 1]
        adaptations.plan(first.site, condition, SYSTEM, responsible="Kim", due_on=None)
    db.session.commit()


def _grow_network(municipality: Municipality) -> None:
    """One company more in the network, one invited, and one that asks to join."""
    network = db.session.scalars(select(Network).filter_by(municipality_id=municipality.id)).one()
    for status in (NetworkStatus.ACTIVE, NetworkStatus.INVITED):
        company_id = make_company().id
        kept(NetworkMembership(network=network, company_id=company_id, status=status))
    make_application(network)

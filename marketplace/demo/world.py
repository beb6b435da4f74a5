"""Everything the demo consists of before its first match, as rows in a book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from marketplace.demo.adaptations import add_adaptations
from marketplace.demo.assignments import add_crew
from marketplace.demo.book import Book, table_of
from marketplace.demo.cards import add_cards
from marketplace.demo.companies import Customer, Workplace, add_companies
from marketplace.demo.cooperatives import Seller, add_cooperatives
from marketplace.demo.costs import add_costs, tell_costs
from marketplace.demo.courses import add_courses
from marketplace.demo.hire_offers import add_hire_offers
from marketplace.demo.incidents import add_incidents
from marketplace.demo.internal_shifts import add_internal_shifts
from marketplace.demo.invoices import Bill, add_invoices
from marketplace.demo.jobs import Job
from marketplace.demo.joining import add_joining
from marketplace.demo.members import add_members, districts_of, people_of
from marketplace.demo.moments import moments_of
from marketplace.demo.outcomes import jobs_of
from marketplace.demo.payments import add_payments
from marketplace.demo.people import Person
from marketplace.demo.places import add_municipalities, add_networks
from marketplace.demo.postings import add_posting
from marketplace.demo.presences import add_presences
from marketplace.demo.quality import add_quality
from marketplace.demo.setting import Setting
from marketplace.demo.users import Staff, add_users
from marketplace.models.installation import Installation


@dataclass(frozen=True, slots=True)
class World:
    """The book, and what is needed to go on where rows end: keys for needs, the first match."""

    book: Book
    sellers: Mapping[str, Seller]
    people: Sequence[Person]
    staff: Staff


def invent(setting: Setting) -> World:
    """All rows of a seed and a day, without touching a database."""
    book = Book(setting)
    municipalities = add_municipalities(book)
    networks = add_networks(book, municipalities)
    sellers = add_cooperatives(book, setting, municipalities)
    workplaces = add_companies(book, setting, municipalities, networks, sellers)
    add_costs(book, setting, list(sellers.values()))
    add_cards(book, setting, _customers(workplaces))
    districts = districts_of(sellers.values(), workplaces)
    people = people_of(setting, districts)
    for district in districts:
        own = [one for one in people if one.cooperative == district.seller.code]
        add_members(book, setting, municipalities, district, own)
    add_presences(book, setting, people)
    add_internal_shifts(book, setting, sellers.values(), people)
    staff = add_users(book, sellers, _customers(workplaces), people)
    tell_costs(book, setting, sellers, staff)
    jobs = _add_work(book, setting, workplaces, people, staff)
    add_joining(book, setting, networks, _customers(workplaces), staff)
    add_courses(book, setting, sellers.values(), people, staff)
    add_adaptations(book, setting, workplaces, staff)
    add_incidents(book, setting, staff, jobs)
    book.link(
        table_of(Installation),
        id=1,
        demo_seed=setting.seed,
        demo_today=setting.day,
        built_at=setting.moment,
    )
    return World(book, sellers, people, staff)


def _customers(workplaces: Sequence[Workplace]) -> list[Customer]:
    return list({one.customer.number: one.customer for one in workplaces}.values())


def _add_work(
    book: Book,
    setting: Setting,
    workplaces: Sequence[Workplace],
    people: Sequence[Person],
    staff: Staff,
) -> Sequence[Job]:
    """Every job with its crew and its hours, in the order in which they were asked for."""
    jobs: list[Job] = []
    for code in staff.admins:
        sites = [one for one in workplaces if one.seller.code == code]
        jobs += jobs_of(setting, code, sites, [one for one in people if one.cooperative == code])
    draw = setting.draw("rows")
    bills: list[Bill] = []
    for job in sorted(jobs, key=lambda one: one.submitted_at):
        moments = moments_of(setting, draw, job)
        add_posting(book, setting, draw, staff, job, moments)
        hours = add_crew(book, setting, draw, staff, job, moments)
        if hours:
            bills.append(Bill(job, moments, hours))
    add_payments(book, setting, staff, add_invoices(book, setting, staff, bills))
    add_quality(book, setting, staff, jobs)
    add_hire_offers(book, setting, staff, jobs)  # last: what comes later keeps its public ids
    return jobs

"""Revenue over random histories: what pages tell is what the ledger and its SIE file hold."""

import random
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import text

from invoicing import LineCredit, Unit
from invoicing.sie import read_sie
from marketplace import clock
from marketplace.models.companies import BuyerSector
from marketplace.models.invoices import InvoiceKind
from marketplace.services import (
    collecting,
    credits,
    debtors,
    free_drafts,
    invoice_lists,
    invoices,
    periods,
    revenue,
    shop,
    sie_files,
)
from marketplace.services.debtors import Ages
from tests.make import make_company, make_municipality, make_posting, make_site
from tests.make_money import ADMIN, make_draft, make_issued, pay

OWED = """
SELECT coalesce(sum(e.amount_ore), 0) FROM voucher_entries e JOIN vouchers v ON v.id = e.voucher_id
WHERE v.cooperative_id = :cooperative AND e.account = :account
"""
BY_PLACE = """
SELECT to_char(v.booked_on, 'YYYY-MM') AS month, coalesce(m.name, '-') AS place,
       l.stream, l.buyer_sector, sum(l.net_ore)
FROM vouchers v JOIN invoices i ON v.cause = 'invoice:' || i.id
JOIN invoice_lines l ON l.invoice_id = i.id
LEFT JOIN time_reports t ON t.id = l.time_report_id
LEFT JOIN assignments a ON a.id = t.assignment_id LEFT JOIN shifts h ON h.id = a.shift_id
LEFT JOIN postings p ON p.id = coalesce(h.posting_id, i.posting_id)
LEFT JOIN sites s ON s.id = p.site_id LEFT JOIN municipalities m ON m.id = s.municipality_id
WHERE v.cooperative_id = :cooperative AND v.year = :year
GROUP BY 1, 2, 3, 4
"""
TAKEN = """
SELECT coalesce(-sum(e.amount_ore), 0)
FROM voucher_entries e JOIN vouchers v ON v.id = e.voucher_id
WHERE v.cooperative_id = :cooperative AND v.year = :year AND v.event = 'takings'
  AND e.stream IS NOT NULL
"""
BY_MONTH = """
SELECT to_char(v.booked_on, 'YYYY-MM'), e.stream, e.buyer_sector, -sum(e.amount_ore)
FROM voucher_entries e JOIN vouchers v ON v.id = e.voucher_id
WHERE v.cooperative_id = :cooperative AND v.year = :year
  AND e.account BETWEEN '3000' AND '3999' AND e.stream IS NOT NULL
GROUP BY 1, 2, 3
"""
LEDGER = """
SELECT coalesce(-sum(e.amount_ore), 0) FROM voucher_entries e JOIN vouchers v ON v.id = e.voucher_id
WHERE v.cooperative_id = :cooperative AND v.year = :year
  AND e.account BETWEEN '3000' AND '3999' AND e.stream IS NOT NULL
"""


def live_a_little(draw, posting):
    """One thing that happens in a cooperative's year."""
    kind = draw.choice(["hours", "credit", "grant", "goods", "shop", "paid", "gathered"])
    cooperative = posting.cooperative
    if kind in ("hours", "credit", "paid"):
        invoice = make_issued(posting, people=draw.randint(1, 2))
        if kind == "credit":
            line = LineCredit(line_number=1, net_ore=draw.randint(1, 10_000))
            credits.credit(invoice, reason="Rabatt", by=ADMIN, lines=[line])
        if kind == "paid":
            pay(invoice, invoice.payable_ore + draw.choice([-5_000, 0, 5_000]))
    elif kind == "gathered":
        gather(posting)
    elif kind == "shop":
        day = clock.today() - timedelta(days=draw.randint(0, 200))
        taken = {"standard": draw.randint(1, 99_999), "food": draw.randint(1, 99_999)}
        shop.enter(
            cooperative,
            taken_on=day,
            till=f"Kassa {draw.random()}",
            gross_ore=taken,
            by_card=True,
            by=ADMIN,
        )
    else:
        sell(draw, cooperative, grant=kind == "grant")


def gather(posting):
    """One invoice on a customer's hours in two municipalities."""
    posting.company.reference = "Inköp 4711"
    far = make_site(posting.company, make_municipality("kinda"))
    drafts = [make_draft(posting), make_draft(make_posting(far, posting.cooperative))]
    lines = [line.id for draft in drafts for line in draft.lines]
    invoices.issue(collecting.collect(posting.cooperative_id, posting.company, lines, ADMIN), ADMIN)


def sell(draw, cooperative, *, grant):
    """A request for public compensation, or goods to a public body."""
    buyer = make_company(buyer_sector=BuyerSector.PUBLIC, reference="Kommunen 4711")
    sort = InvoiceKind.REQUISITION if grant else InvoiceKind.INVOICE
    draft = free_drafts.begin(cooperative.id, buyer, sort, ADMIN)
    free_drafts.add_line(
        draft,
        description="Rehabilitering" if grant else "Krukor",
        quantity_thousandths=draw.randint(1, 9) * 1_000,
        unit=Unit.PIECE,
        unit_price_ore=draw.randint(100, 99_999),
        goods="standard",
        supplied_on=clock.today(),
    )
    invoices.issue(draft, ADMIN)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_figure_is_the_ledgers_and_the_sie_files_to_the_ore(session, seed):
    draw, posting = random.Random(seed), make_posting()
    cooperative = posting.cooperative
    for _ in range(8):
        live_a_little(draw, posting)
    gather(posting)
    make_draft(posting)
    session.flush()
    earned, told = 0, {}
    for year in (clock.today().year - 1, clock.today().year):
        found = revenue.of_cooperative(year, cooperative.id)
        bound = {"cooperative": cooperative.id, "year": year}
        assert found.total_ore == session.scalar(text(LEDGER), bound)
        export = sie_files.export(cooperative, periods.year_of(year), ADMIN)
        rows = [row for one in read_sie(export.content).vouchers for row in one.transactions]
        streams = [row for row in rows if row.account.startswith("3") and tagged(row)]
        assert found.total_ore == -sum(row.amount_ore for row in streams)
        assert sum(found.by_stream.values()) == found.total_ore == sum(found.by_kind.values())
        assert sum(found.places.values()) + found.elsewhere_ore == found.total_ore
        assert_by_place_and_month(session, found, bound)
        earned += sum(found.earned.values())
        told[year] = found.total_ore
    assert earned == sum(told.values())
    ages = sum((one.ages for one in debtors.of_cooperative(cooperative.id)), Ages())
    for account, ore in (("1510", ages.owed_ore), ("2420", -ages.owed_back_ore)):
        bound = {"cooperative": cooperative.id, "account": account}
        assert ore == session.scalar(text(OWED), bound)
    assert found.unbilled_ore == sum(one.net_ore for one in drafted(cooperative))


def assert_by_place_and_month(session, found, bound):
    """Each municipality's months by stream and buyer, and what no place stands behind."""
    spots = {
        (f"{spot.month:%Y-%m}", spot.place or "-", *kind): ore
        for spot, figures in found.spots.items()
        for kind, ore in figures.by_kind.items()
        if ore
    }
    lines = {tuple(key): ore for *key, ore in session.execute(text(BY_PLACE), bound) if ore}
    placed = {key: ore for key, ore in spots.items() if key[1] != "-"}
    assert placed == {key: ore for key, ore in lines.items() if key[1] != "-"}
    elsewhere = sum(ore for key, ore in lines.items() if key[1] == "-")
    assert found.elsewhere_ore == elsewhere + session.scalar(text(TAKEN), bound)
    by_month = Counter()
    for (month, _, *kind), ore in spots.items():
        by_month[month, *kind] += ore
    rows = session.execute(text(BY_MONTH), bound).all()
    assert {key: ore for key, ore in by_month.items() if ore} == {
        tuple(key): ore for *key, ore in rows if ore
    }
    assert found.whole.customers.total() == sum(lines.values())


def tagged(row):
    """Whether an entry of a SIE file has a stream: rounding and fees have none."""
    return len(row.objects) > 2


def drafted(cooperative):
    return [line for invoice in invoice_lists.drafts(cooperative.id) for line in invoice.lines]


def test_hours_by_gender_and_month_come_to_the_years_and_hide_the_few(session):
    invoice = make_issued(people=6)
    year = clock.today().year
    [row] = revenue.genders_by_month(year, invoice.cooperative_id).values()
    whole = revenue.genders(year, invoice.cooperative_id)
    assert {(one.gender, one.people, one.minutes) for one in row} == {
        (one.gender, one.people, one.minutes) for one in whole
    }
    few = make_issued(people=3)
    [row] = revenue.genders_by_month(year, few.cooperative_id).values()
    assert all(one.minutes is None for one in row)


def test_few_people_are_not_shown_by_gender(session):
    invoice = make_issued(people=3)
    rows = revenue.genders(clock.today().year, invoice.cooperative_id)
    assert all(row.people is None and row.minutes is None for row in rows if row.people != 0)

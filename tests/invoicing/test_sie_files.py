from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invoice_examples import CULTURE, make_buyer, make_goods, make_invoice, make_line

from invoicing.ledger import issued, paid
from invoicing.sie import Company, SieError, check_sie, read_sie, write_sie
from invoicing.sie.text import fields, quote, transliterate
from invoicing.voucher import Dimension

COMPANY = Company(
    name="Karins Döttrar ek. för.",
    organisation_number="5560360793",
    year_from=date(2026, 1, 1),
    year_to=date(2026, 12, 31),
)
TAGS = [(Dimension.COST_CENTRE, "karins"), (Dimension.PROJECT, 'Gran "2026"')]


def make_vouchers(count=3, **changes):
    vouchers = []
    for number in range(1, count + 1, 2):
        invoice = make_invoice(
            make_line(7 * number, 31_111), make_goods(1_500, 999), number=number, **changes
        )
        payment = paid(
            amount_ore=invoice.totals.payable_ore,
            open_ore=invoice.totals.payable_ore,
            paid_on=date(2026, 12, 30),
            source=invoice.ocr,
        )
        vouchers += [issued(invoice, tags=TAGS), payment]
    return [replace(one, number=number) for number, one in enumerate(vouchers[:count], start=1)]


def write(vouchers=None, company=COMPANY):
    return write_sie(
        company, make_vouchers() if vouchers is None else vouchers, generated_on=date(2027, 1, 2)
    )


def swapped(before, after, content=None):
    content = write() if content is None else content
    assert before in content
    return content.replace(before, after)


def test_what_we_write_holds_before_our_own_judge():
    assert check_sie(write()) == []


def test_the_same_vouchers_give_the_same_bytes_in_any_order():
    vouchers = make_vouchers(5)
    assert write(vouchers) == write(vouchers[::-1])


def test_what_we_write_reads_back():
    vouchers = make_vouchers()
    file = read_sie(write(vouchers))
    assert file.name == "Karins Döttrar ek. för."
    assert file.organisation_number == "556036-0793"
    assert file.years == {0: (date(2026, 1, 1), date(2026, 12, 31))}
    assert file.generated_on == date(2027, 1, 2)
    assert file.accounts["1510"] == "Kundfordringar"
    assert file.dimensions["20"] == "Intäktsslag"
    assert file.objects["20", "market"] == "Försäljning på marknaden"
    assert [one.number for one in file.vouchers] == ["1", "2", "3"]
    for written, read in zip(vouchers, file.vouchers, strict=True):
        assert read.booked_on == written.booked_on
        assert read.text == written.text
        assert [(one.account, one.amount_ore) for one in read.transactions] == [
            (one.account, one.amount_ore) for one in written.entries
        ]
    assert ("6", 'Gran "2026"') in file.vouchers[0].transactions[0].objects


def test_there_are_no_balances_of_our_own_invention():
    content = write()
    for label in (b"#IB", b"#UB", b"#RES", b"#PSALDO"):
        assert label not in content


def test_the_bytes_are_code_page_437():
    assert "Döttrar".encode("cp437") in write()
    assert b"#FORMAT PC8\r\n" in write()


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_written_and_read(text):
    plain = transliterate(text)
    plain.encode("cp437", errors="strict")
    [back] = fields(quote(text))
    assert back == " ".join(plain.split()).replace("\\", "/")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Åsa Öhrn & Söner", "Åsa Öhrn & Söner"),
        ("10 € \u2013 \u201dbra\u201d", '10 EUR - "bra"'),
        ("Łódź Šime Søren", "Lódz Sime Soren"),
        ("A\u030asa", "Åsa"),
        ("محمد", "????"),
        ("a\nb\tc", "a b c"),
    ],
)
def test_what_code_page_437_lacks_gets_its_nearest(text, plain):
    assert transliterate(text) == plain


@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip().isprintable()))
def test_hostile_names_never_break_the_file(name):
    vouchers = [replace(one, text=name + ' " } \\" #VER') for one in make_vouchers(1)]
    company = replace(COMPANY, name=f"x{name}")
    assert check_sie(write(vouchers, company)) == []


@pytest.mark.parametrize(
    ("vouchers", "why"),
    [
        ([replace(make_vouchers(1)[0], number=0)], "inget nummer"),
        ([make_vouchers(1)[0]] * 2, "två gånger"),
        ([replace(make_vouchers(1)[0], booked_on=date(2027, 1, 1))], "utanför räkenskapsåret"),
    ],
)
def test_vouchers_that_do_not_belong_are_refused(vouchers, why):
    with pytest.raises(SieError, match=why):
        write(vouchers)


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (b"#FLAGGA 0\r\n", b"", "#FLAGGA saknas"),
        (b"#SIETYP 4", b"#SIETYP 3", "#SIETYP ska vara 4, inte 3"),
        (b"#FORMAT PC8", b"#FORMAT UTF8", "#FORMAT ska vara PC8"),
        (b"#ORGNR 556036-0793", b"#ORGNR 5560360793", "NNNNNN-NNNN"),
        (b"#ORGNR 556036-0793", b"#ORGNR 556036-0794", "kontrollsiffra"),
        (b'#FNAMN "Karins D\x94ttrar ek. f\x94r."', b'#FNAMN ""', "#FNAMN är tomt"),
        (b'#KONTO 1510 "Kundfordringar"\r\n', b"", "använder konto 1510, som inte finns"),
        (b'#VER "A" 2', b'#VER "A" 4', "Nummer 2 saknas"),
        (b'#VER "A" 2', b'#VER "A" x', "inget heltal"),
        (b'#OBJEKT 1 "karins" "karins"\r\n', b"", "använder objekt karins i dimension 1"),
        (b"#RAR 0 20260101", b"#RAR 0 20261224", "utanför räkenskapsåret"),
        (b"#FLAGGA 0", b"#KSUMMA\r\n#FLAGGA 0", "#KSUMMA"),
        (b"} -", b"} ", "går inte ihop"),
    ],
)
def test_a_broken_file_says_why(before, after, why):
    found = check_sie(swapped(before, after))
    assert any(why in one for one in found), found


def test_records_in_the_wrong_order_are_found():
    content = swapped(b"#SIETYP 4\r\n", b"") + b"#SIETYP 4\r\n"
    assert any("fel ordning" in one for one in check_sie(content))


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "UTF-8"), ("latin-1", "Latin-1")])
def test_a_file_in_another_encoding_than_it_claims_is_found(encoding, name):
    content = write().decode("cp437").encode(encoding)
    assert any(name in one for one in check_sie(content))


def test_a_voucher_without_number_is_allowed_since_the_reader_may_number_it():
    content = swapped(b'#VER "A" 3', b'#VER "A" ""')
    assert check_sie(content) == []


def test_a_plain_ascii_file_is_not_suspected_of_its_encoding():
    vouchers = [replace(one, text="x", entries=one.entries[:2]) for one in make_vouchers(0)]
    content = write(vouchers, replace(COMPANY, name="Karin"))
    assert content.isascii()
    assert check_sie(content) == []


YEAR_END = b"""#FLAGGA 0
#PROGRAM "Bokf\x94ring" 3
#FORMAT PC8
#GEN 20270301 KB
#SIETYP 4
#PROSA "Exempel"
#ORGNR 556036-0793
#FNAMN "Karins"
#RAR 0 20260101 20261231
#RAR -1 20250101 20251231
#KONTO 1930 Bank
#KONTO 3001 "F\x94rs\x84ljning"
#KONTO 7010 "L\x94ner"
#IB 0 1930 1000.00
#IB -1 1930 5.5
#UB 0 1930 1500
#RES 0 3001 -2000.00
#RES 0 7010 1500.00
#RES -1 3001 -10.00
#VER A 1 20260601 "\x8fret"
{
#TRANS 1930 {} 500.00
#TRANS 3001 {1 "X" 6 "Y"} -2000.00 20260601 "rad"
#TRANS 7010 {} 1500.00
#RTRANS 7010 {} 1.00
}
#DIM 1 X
#DIM 6 Y
#OBJEKT 1 X X
#OBJEKT 6 Y Y
\x1a
"""


def test_the_accountants_year_gives_surplus_and_pay():
    file = read_sie(YEAR_END)
    assert check_sie(YEAR_END) == []
    assert file.surplus_ore() == 50_000
    assert file.surplus_ore(year=-1) == 1_000
    assert file.result_ore("7000", "7699") == -150_000
    assert file.opening[-1, "1930"] == 550


def test_the_vouchers_give_the_months_where_they_come_to_the_years_result():
    file = read_sie(YEAR_END)
    june = date(2026, 6, 1)
    assert file.months_ore("3000", "3999") == {june: 200_000}
    assert file.months_ore("7000", "7699") == {june: -150_000}
    assert file.months_ore("3000", "8998") == {june: 50_000}
    part = read_sie(YEAR_END.replace(b"#TRANS 7010 {} 1500.00", b"#TRANS 7010 {} 1400.00"))
    assert part.months_ore("7000", "7699") == {}


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (b"#UB 0 1930 1500", b"#UB 0 1930 1501", "Konto 1930"),
        (b"#IB 0 1930 1000.00", b"#IB 0 1940 1000.00", "Konto 1940"),
        (b"#RES 0 7010 1500.00", b"#RES 0 7010 1500.01", "Konto 7010"),
    ],
)
def test_balances_that_do_not_follow_from_the_vouchers_are_found(before, after, why):
    assert any(why in one for one in check_sie(swapped(before, after, YEAR_END)))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "inga poster"),
        (b"hello", "Rad 1 går inte att läsa: posten börjar inte med #"),
        (b"#VER A 1 20260101\n{\n", "mitt i en verifikation"),
        (b"#TRANS 1510 {} 1", "utanför sin verifikation"),
        (b"}", "utan att ha öppnats"),
        (b'#FNAMN "x', "citattecken"),
        (b"#DIM 1 }", "klamrarna"),
        (b"#DIM {1", "stängs aldrig"),
        (b"#DIM {1 {", "klamrarna"),
        (b"#VER A 1 20261301\n{\n}", "20261301 är inget datum"),
        (b"#VER A 1 20260101\n#TRANS 1 {} 1,50", "inget belopp"),
        (b"#VER A 1 20260101\n#TRANS 1 {6} 1", "udda antal"),
        (b"#VER A 1 20260101\n#TRANS 1 2 1", "objektlista"),
        (b"#VER A 1 20260101\n#TRANS 1", "objektlista"),
        (b"#FNAMN {a}", "fel plats"),
        (b"#FNAMN", "ett fält saknas"),
        (b"#IB x 1930 1", "Rad 1"),
    ],
)
def test_an_unreadable_file_says_why(content, why):
    with pytest.raises(SieError, match=why):
        read_sie(content)
    assert len(check_sie(content)) == 1


def test_a_huge_file_is_not_read(monkeypatch):
    monkeypatch.setattr("invoicing.sie.read.LARGEST_BYTES", 5)
    with pytest.raises(SieError, match="50 MB"):
        read_sie(b"#FLAGGA 0")


def test_the_sums_of_the_file_are_the_sums_of_the_ledger():
    buyer = make_buyer(name="Café “Gran” – AB")
    vouchers = make_vouchers(9, buyer=buyer)
    file = read_sie(write(vouchers))
    for account in file.accounts:
        in_file = sum(
            one.amount_ore
            for voucher in file.vouchers
            for one in voucher.transactions
            if one.account == account
        )
        in_ledger = sum(
            one.amount_ore
            for voucher in vouchers
            for one in voucher.entries
            if one.account == account
        )
        assert in_file == in_ledger


def test_objects_can_be_given_names():
    content = write_sie(
        COMPANY,
        [replace(issued(make_invoice(make_line(vat=CULTURE)), tags=TAGS), number=1)],
        generated_on=date(2027, 1, 2),
        object_names={TAGS[0]: "Karins Döttrar"},
    )
    assert read_sie(content).objects["1", "karins"] == "Karins Döttrar"

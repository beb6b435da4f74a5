from datetime import date

import pytest

from invoicing.bankfiles import BankFileError, Payer, Reference, read_bank_file, read_camt
from tests.invoicing.camt_examples import detail, entry, notice, remittance, structured


def test_a_payment_with_a_structured_reference():
    payer = (
        "<RltdPties><Dbtr><Nm>Finspångs Gran AB</Nm><Id><OrgId><Othr><Id>2120000142</Id></Othr>"
        "</OrgId></Id></Dbtr><DbtrAcct><Id><Othr><Id>3783511</Id></Othr></Id></DbtrAcct></RltdPties>"
    )
    more = remittance("<Ustrd>Tack</Ustrd>", structured("261001796")) + payer
    file = read_camt(notice(entry("2850.00", detail("2850.00", reference="B1", more=more))))
    [payment] = file.payments
    assert file.format == "camt.054"
    assert payment.amount_ore == 285_000
    assert payment.currency == "SEK"
    assert payment.paid_on == date(2026, 1, 5)
    assert payment.account == "SE4550000000058398257466"
    assert payment.references == (Reference(text="261001796"),)
    assert payment.message == "Tack"
    assert payment.payer == Payer(
        name="Finspångs Gran AB", organisation_number="2120000142", account="3783511"
    )


def test_a_later_version_and_a_statement_read_the_same():
    content = (
        notice(
            entry(
                "100",
                detail(
                    "",
                    more="<RltdPties><Dbtr><Pty><Nm>Gran</Nm></Pty></Dbtr></RltdPties>"
                    + remittance("<Ustrd>261001796</Ustrd>"),
                ),
                status="<Cd>BOOK</Cd>",
            ),
            namespace="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08",
        )
        .replace(b"BkToCstmrDbtCdtNtfctn", b"BkToCstmrStmt")
        .replace(b"Ntfctn", b"Stmt")
    )
    file = read_bank_file(content)
    assert file.format == "camt.053"
    [payment] = file.payments
    assert payment.amount_ore == 10_000
    assert payment.payer.name == "Gran"
    assert payment.references == (Reference(text="261001796"),)


def test_a_batch_becomes_its_parts():
    file = read_camt(
        notice(
            entry(
                "250.50",
                detail("200.00", reference="B1", more=remittance(structured("1"))),
                detail(
                    "",
                    reference="B2",
                    more='<AmtDtls><TxAmt><Amt Ccy="SEK">100.50</Amt></TxAmt></AmtDtls>',
                ),
                detail("50.00", reference="B3", indicator="DBIT"),
            )
        )
    )
    assert [one.amount_ore for one in file.payments] == [20_000, 10_050, -5_000]
    assert file.payments[2].is_deduction


def test_several_invoices_in_one_payment_with_and_without_amounts():
    more = remittance(
        structured("11", "70.00"),
        structured("22", "20.00", "CdtNoteAmt"),
        structured("33"),
        "<Strd><RfrdDocInf><Nb>F2026-00017</Nb></RfrdDocInf>"
        "<AddtlRmtInf>enligt avtal</AddtlRmtInf></Strd>",
        "<Strd/>",
    )
    [payment] = read_camt(notice(entry("100.00", detail(more=more)))).payments
    assert payment.references == (
        Reference(text="11", amount_ore=7_000),
        Reference(text="22", amount_ore=-2_000),
        Reference(text="33"),
        Reference(text="F2026-00017"),
    )
    assert payment.message == "enligt avtal"


def test_money_out_and_what_is_not_booked_is_left_out_and_told():
    file = read_camt(
        notice(
            entry(status="PDNG"),
            entry(status=""),
            entry(indicator="DBIT"),
            entry(indicator="DBIT", more="<RvslInd>true</RvslInd>"),
        )
    )
    assert [one.amount_ore for one in file.payments] == [-10_000]
    assert [one.split(": ")[1] for one in file.left_out] == [
        "posten är inte bokförd (PDNG).",
        "posten är inte bokförd (status saknas).",
        "posten är en utbetalning.",
    ]


def test_the_same_payment_has_the_same_key_in_every_file():
    first = read_camt(notice(entry("100", detail(reference="B1")))).payments[0]
    again = read_camt(notice(entry("50"), entry("100", detail(reference="B1")), name="S2"))
    assert again.payments[1].key == first.key


@pytest.mark.parametrize(
    "more", ["", "<AcctSvcrRef>NOTPROVIDED</AcctSvcrRef>", "<AcctSvcrRef>B9</AcctSvcrRef>"]
)
def test_equal_payments_in_a_file_have_different_keys(more):
    content = notice(entry(more=more), entry(more=more), entry("200", detail(), detail()))
    keys = [one.key for one in read_camt(content).payments]
    assert len(set(keys)) == 4
    assert keys == [one.key for one in read_camt(content).payments]


def test_the_day_may_have_a_time_or_be_the_value_day():
    content = notice(entry())
    timed = content.replace(b"<Dt>2026-01-05</Dt>", b"<DtTm>2026-01-05T10:00:00+01:00</DtTm>")
    assert read_camt(timed).payments[0].paid_on == date(2026, 1, 5)
    valued = content.replace(b"BookgDt", b"ValDt")
    assert read_camt(valued).payments[0].paid_on == date(2026, 1, 5)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "inte läsbar XML"),
        (b"<Document>", "Rad 1: filen är inte läsbar XML"),
        (b"<Document/>", "varken camt.053 eller camt.054"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>', "DOCTYPE"),
        (b'<!DOCTYPE a SYSTEM "http://localhost/"><Document/>', "DOCTYPE"),
        (notice(entry("1,50")), "Rad 1: 1,50 är inget belopp"),
        (notice(entry("1.505")), "1.505 är inget belopp"),
        (notice(entry("-1")), "-1 är inget belopp"),
        (notice(entry("")), "tomt är inget belopp"),
        (notice(entry(day="2026-13-01")), "2026-13-01 är inget datum"),
        (notice(entry().replace("BookgDt", "x")), "posten saknar datum"),
        (notice(entry().replace("Amt", "x")), "posten saknar belopp"),
        (notice(entry("100", detail("50"), detail("49"))), "delar tillsammans 9900"),
        (notice(entry("100", detail("50"), detail(""))), "en del av posten saknar belopp"),
    ],
)
def test_a_broken_or_hostile_file_says_why(content, why):
    with pytest.raises(BankFileError, match=why):
        read_camt(content)


def test_an_entity_bomb_is_refused_at_once():
    bomb = '<!DOCTYPE a [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY a{n} "&a{n - 1 if n else ""};&a{n - 1 if n else ""};">' for n in range(40)
    )
    content = f"{bomb}]><Document>&a39;</Document>".encode()
    with pytest.raises(BankFileError):
        read_camt(content)


def test_trailing_zeros_and_comments_do_no_harm():
    content = notice(entry("100.50000")).replace(b"<Ntfctn>", b"<!-- x --><Ntfctn><?y?>")
    assert read_camt(content).payments[0].amount_ore == 10_050


def test_a_huge_file_is_not_read(monkeypatch):
    monkeypatch.setattr("invoicing.bankfiles.camt.LARGEST_BYTES", 10)
    with pytest.raises(BankFileError, match="50 MB"):
        read_camt(notice())

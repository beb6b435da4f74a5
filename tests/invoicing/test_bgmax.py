from datetime import date

import pytest
from bgmax_examples import (
    EVERYTHING,
    deposit,
    end,
    file_of,
    payer,
    payment,
    section,
    simple,
    start,
    text,
)
from hypothesis import given
from hypothesis import strategies as st

from invoicing.bankfiles import BankFileError, Reference, read_bank_file, read_bgmax


def test_everything_that_breaks_naive_readers_is_read():
    file = read_bgmax(EVERYTHING)
    assert file.format == "BgMax"
    assert not file.is_test
    first, deduction, several, empty, empty_too, euro = file.payments
    assert first.amount_ore == 100_000
    assert first.references == (Reference(text="261001796"),)
    assert first.account == "50501055"
    assert first.paid_on == date(2026, 1, 5)
    assert first.payer.name == "Finspångs Gran AB"
    assert first.payer.address == "Storgatan 3"
    assert first.payer.postal_code == "61231"
    assert first.payer.city == "Finspång"
    assert first.payer.organisation_number == "2120000142"
    assert first.payer.account == "3783511"
    assert deduction.amount_ore == -50_000
    assert deduction.is_deduction
    assert several.references == (
        Reference(text="657866"),
        Reference(text="658765", amount_ore=90_000),
        Reference(text="657965", amount_ore=-10_000),
    )
    assert several.message == "Betalning av 657965 och tack"
    assert several.numbers_in_message == ["657965"]
    assert several.payer.name == "Kalles Plåt AB"
    assert empty.references == empty_too.references == ()
    assert euro.currency == "EUR"
    assert [one.text for one in euro.references] == ["801266", "801365"]


def test_deposits_add_up():
    deposits = read_bgmax(EVERYTHING).deposits
    assert [(one.currency, one.amount_ore, one.serial) for one in deposits] == [
        ("SEK", 250_000, "00056"),
        ("EUR", 300_000, "00057"),
    ]


def test_every_payment_has_a_key_of_its_own_that_never_changes():
    keys = [one.key for one in read_bgmax(EVERYTHING).payments]
    assert len(set(keys)) == len(keys)
    assert keys == [one.key for one in read_bgmax(EVERYTHING).payments]


def test_the_same_payment_in_another_file_has_the_same_key():
    alone = read_bgmax(simple((100, "1")))
    again = read_bgmax(
        file_of(
            start("T"),
            section(),
            payment(100, "1", serial=1),
            deposit(100, 1),
            section("EUR"),
            payment(5, serial=1),
            deposit(5, 1, currency="EUR", serial=57),
            end(payments=2, deposits=2),
        )
    )
    assert again.is_test
    assert again.sha256 != alone.sha256
    assert again.payments[0].key == alone.payments[0].key


@pytest.mark.parametrize(
    "changes", [{"new_line": "\n"}, {"encoding": "utf-8"}, {"encoding": "utf-8-sig"}]
)
def test_line_ends_and_encoding_do_not_matter(changes):
    lines = [
        start(),
        section(),
        payment(100, "1", serial=1),
        payer(name="Plåt & Färg"),
        deposit(100, 1),
        end(payments=1, deposits=1),
    ]
    plain, changed = read_bgmax(file_of(*lines)), read_bgmax(file_of(*lines, **changes))
    assert plain.payments == changed.payments


@given(st.lists(st.tuples(st.integers(1, 10**12), st.sampled_from(["", "261001796"])), max_size=20))
def test_no_ore_is_lost_or_invented(drawn):
    file = read_bgmax(simple(*drawn))
    assert [one.amount_ore for one in file.payments] == [amount for amount, _ in drawn]
    assert sum(one.amount_ore for one in file.payments) == sum(
        one.amount_ore for one in file.deposits
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_never_a_crash(content):
    with pytest.raises(BankFileError):
        read_bank_file(content)


@given(st.data())
def test_a_file_broken_anywhere_is_read_or_refused_whole(data):
    content = bytearray(EVERYTHING)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        file = read_bgmax(bytes(content))
    except BankFileError:
        return
    assert sum(one.amount_ore for one in file.payments) == sum(
        one.amount_ore for one in file.deposits
    )


@given(st.integers(0, len(EVERYTHING.rstrip()) - 30))
def test_a_file_cut_off_anywhere_is_refused(length):
    with pytest.raises(BankFileError):
        read_bgmax(EVERYTHING[:length])


PAY = payment(100, "1", serial=1)
END = end(payments=1, deposits=1)


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([], "den är tom"),
        (["hello"], "Rad 1: filen är inte en BgMax-fil"),
        ([start(), start()], "Rad 2: startposten finns två gånger"),
        ([start(), PAY], "Rad 2: posten står utanför ett avsnitt"),
        ([start(), section(), text("x")], "Rad 3: posten hör inte till någon betalning"),
        ([start(), section(""), PAY], "Rad 2: avsnittet saknar valuta"),
        ([start(), section(), section()], "Rad 3: ett avsnitt börjar"),
        ([start(), section(), PAY.replace("100", "1O0")], "Rad 3: beloppet är inte ett tal"),
        ([start(), section(), PAY[:40]], "Rad 3: beloppet är inte ett tal"),
        ([start(), section(), PAY + "x"], "Rad 3: raden är längre än 80 tecken"),
        ([start(), section(), "20\t"], "Rad 3: raden har tecken"),
        ([start(), section(), PAY, deposit(101, 1)], "101 öre men betalningarna 100 öre"),
        ([start(), section(), PAY, deposit(100, 2)], "ett annat antal betalningar"),
        ([start(), section(), PAY, deposit(100, 1, currency="EUR")], "annan valuta"),
        ([start(), section(), PAY, deposit(100, 1, day="20261301")], "inget datum"),
        ([start(), section(), PAY, deposit(100, 1, day="2026 1 1")], "inget datum"),
        ([start(), section(), PAY, END], "inte fått sin insättning"),
        ([start(), section(), PAY, deposit(100, 1), end(payments=2, deposits=1)], "slutposten"),
        ([start(), section(), PAY, deposit(100, 1)], "slutposten .70. saknas"),
        ([start(), section(), PAY, deposit(100, 1), END, PAY], "mer efter slutposten"),
    ],
)
def test_a_broken_file_says_which_line_and_why(lines, why):
    with pytest.raises(BankFileError, match=why):
        read_bgmax(file_of(*lines))


def test_a_huge_file_is_not_read(monkeypatch):
    monkeypatch.setattr("invoicing.bankfiles.bgmax.LARGEST_BYTES", 10)
    with pytest.raises(BankFileError, match="50 MB"):
        read_bgmax(EVERYTHING)


def test_the_kind_of_file_is_told_by_its_beginning():
    assert read_bank_file(EVERYTHING).format == "BgMax"
    with pytest.raises(BankFileError, match="varken BgMax eller camt"):
        read_bank_file(b"PK\x03\x04")
    with pytest.raises(BankFileError, match="varken camt"):
        read_bank_file(b"<a/>")

"""The page where bank files are handed in: looked at, taken in, decided on."""

import io

from marketplace.services import payments
from tests.make_payments import bgmax_to, camt_of

PAYMENTS = "Betalningar i filen"


def file_of(content):
    """A file as a browser sends it."""
    return {"file": (io.BytesIO(content), "bg.txt")}


def hand_in(browser, content, expect=200):
    """Send a file by the form of the page."""
    browser.get("/cooperatives/bank-files")
    return browser.submit("Visa vad filen gör", tampered=file_of(content), expect=expect)


def test_a_file_is_looked_at_taken_in_and_what_asks_is_decided(invoice, coach_of):
    coach = coach_of(invoice)
    told = [(invoice.payable_ore - 50_000, invoice.ocr), (50_000, "")]
    page = hand_in(coach, bgmax_to(invoice.cooperative, *told))
    assert "Bokförs av sig själva" in page.text
    assert [row["Vad som händer"] for row in page.table(PAYMENTS)] == ["Väntar på ert beslut"] * 2
    assert coach.click("Belopp").table(PAYMENTS)[0]["Belopp"] == "500 kr"
    assert payments.of_invoice(invoice) == []
    page = coach.submit("Läs in filen")
    assert "inläst" in page.notices[0]
    assert [row["Läge"] for row in page.table(PAYMENTS)] == ["Väntar på er"] * 2
    page = coach.click("Bestäm om dem som väntar (2)")
    [partly] = [row for row in page.table("Betalningar") if "mindre" in row["Varför"]]
    coach.click(partly["Dag"])
    page = coach.submit("Bokför så")
    assert "bokförd" in page.notices[0]
    assert payments.settlement(invoice).open_ore == 50_000
    coach.get(_first(page))
    page = coach.submit("Bokför", number_0=invoice.label, kronor_0="499", expect=400)
    assert "lika mycket" in page.text
    assert page.value("number_0") == invoice.label
    coach.submit("Bokför", number_0=invoice.label, kronor_0="500")
    assert payments.settlement(invoice).state == "paid"
    page = coach.get("/cooperatives/received?status=settled")
    assert len(page.table("Betalningar")) == 2


def _first(page):
    return next(url for url in page.links.values() if "/cooperatives/received/" in url)


def test_what_concerns_no_invoice_is_set_aside_and_can_be_taken_back(invoice, coach_of):
    coach = coach_of(invoice)
    hand_in(coach, bgmax_to(invoice.cooperative, (50_000, "")))
    coach.submit("Läs in filen")
    coach.get(_first(coach.get("/cooperatives/received")))
    coach.submit("Lägg åt sidan", ground="", expect=400)
    coach.submit("Lägg åt sidan", ground="Insats från en medlem")
    page = coach.get(_first(coach.get("/cooperatives/received?status=set_aside")))
    assert "Insats från en medlem" in page.text
    page = coach.submit("Ångra: låt den vänta igen")
    assert "väntar igen" in page.notices[0]


def test_a_broken_file_is_told_in_words_and_nothing_is_kept(invoice, coach_of):
    page = hand_in(coach_of(invoice), b"inte en bankfil", expect=400)
    assert "varken BgMax eller camt" in page.errors[0]
    bomb = b'<!DOCTYPE a [<!ENTITY b "c">]><Document>&b;</Document>'
    assert "DOCTYPE" in hand_in(coach_of(invoice), bomb, expect=400).errors[0]
    assert "Ingen fil" in coach_of(invoice).get("/cooperatives/bank-files").text


def test_a_file_that_is_too_large_is_refused_before_it_is_read(invoice, coach_of):
    coach = coach_of(invoice)
    coach.get("/cooperatives/bank-files")
    page = coach.fetch(
        "POST",
        "/cooperatives/bank-files",
        input_stream=io.BytesIO(b"--x\r\n"),
        environ_overrides={"CONTENT_LENGTH": "100000000"},
        content_type="multipart/form-data; boundary=x",
    )
    assert page.status == 413
    assert "mindre fil" in page.text


def test_a_file_is_discarded_before_it_is_taken_in(invoice, coach_of):
    coach = coach_of(invoice)
    hand_in(coach, bgmax_to(invoice.cooperative, (50_000, "")))
    page = coach.submit("Kasta filen")
    assert "borta" in page.notices[0]
    assert "Ingen fil" in page.text


def test_a_new_account_is_asked_for_and_what_was_shown_stays(invoice, coach_of):
    coach = coach_of(invoice)
    page = hand_in(coach, camt_of((invoice.payable_ore, invoice.ocr)))
    assert "SE4550000000058398257466 förut. Är det ert?" in page.text
    page = coach.submit("Läs in filen", expect=400)
    assert "Kryssa i" in page.errors[0]
    assert [row["Vad som händer"] for row in page.table(PAYMENTS)] == ["Bokförs av sig själva"]
    file = coach.fetch("GET", page.links["Hämta som CSV"])
    assert "Bokförs av sig själva" in file.html
    coach.click("Belopp")
    page = coach.submit("Läs in filen", knows_account="y")
    assert "inläst" in page.notices[0]
    assert payments.settlement(invoice).state == "paid"

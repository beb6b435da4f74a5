"""Writes BgMax lines, so that tests can say what is in a file and break it in one place."""


def start(mark="P"):
    return f"01BGMAX               0120260105173035010331{mark}".ljust(80)


def section(currency="SEK", bankgiro="50501055"):
    return f"05{bankgiro:0>10}{'':10}{currency}".ljust(80)


def payment(amount_ore, reference="", *, code="20", serial=18, bankgiro=""):
    sender = f"{bankgiro:0>10}"
    return f"{code}{sender}{reference:>25}{amount_ore:018d}20{serial:012d}0".ljust(80)


def text(words):
    return f"25{words}".ljust(80)


def payer(name="Finspångs Gran AB", more="", organisation_number="2120000142"):
    return [
        f"26{name:<35}{more:<35}".ljust(80),
        f"27{'Storgatan 3':<35}61231".ljust(80),
        f"28{'Finspång':<35}".ljust(80),
        f"29{organisation_number:0>12}".ljust(80),
    ]


def deposit(amount_ore, count, *, currency="SEK", serial=56, day="20260105"):
    account = f"{'58410000010098232':0>35}"
    return f"15{account}{day}{serial:05d}{amount_ore:018d}{currency}{count:08d} ".ljust(80)


def end(payments=0, deductions=0, references=0, deposits=0):
    return f"70{payments:08d}{deductions:08d}{references:08d}{deposits:08d}".ljust(80)


def file_of(*lines, new_line="\r\n", encoding="latin-1"):
    flat = [one for line in lines for one in ([line] if isinstance(line, str) else line)]
    return (new_line.join(flat) + new_line).encode(encoding)


def simple(*payments, **changes):
    """One section of plain payments given as (amount, reference), with right sums and counts."""
    lines = [
        payment(amount_ore, reference, serial=serial)
        for serial, (amount_ore, reference) in enumerate(payments, start=1)
    ]
    total = sum(amount_ore for amount_ore, _ in payments)
    return file_of(
        start(),
        section(),
        lines,
        deposit(total, len(payments)),
        end(payments=len(payments), deposits=1),
        **changes,
    )


EVERYTHING = file_of(
    start(),
    section(),
    payment(100_000, "261001796", serial=10, bankgiro="3783511"),
    payer(),
    payment(50_000, "89853", code="21", serial=11),
    payment(140_000, "657866 658765", serial=14),
    payment(0, "657866", code="22", serial=14),
    payment(90_000, "658765", code="22", serial=14),
    payment(10_000, "657965", code="23", serial=14),
    text("Betalning av 657965"),
    text("och tack"),
    payer(name="Kalles Plåt", more="AB", organisation_number="5500001234"),
    "99 en post som ingen känner".ljust(80),
    payment(20_000, serial=30),
    payment(40_000, serial=30),
    deposit(250_000, 5),
    section("EUR"),
    payment(300_000, "801266,801365", serial=18),
    deposit(300_000, 1, currency="EUR", serial=57),
    end(payments=5, deductions=1, references=3, deposits=2),
)

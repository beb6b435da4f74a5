import io
import json
import runpy
import subprocess
import sys

import pypdf
import pytest
from bgmax_examples import EVERYTHING
from invoice_examples import GRANT, make_buyer, make_draft, make_invoice, make_line
from test_camt import entry, notice
from test_sie_files import YEAR_END, write

import invoicing.__main__
from invoicing import BuyerSector, Kind, Stream, document_from_json, document_to_json
from invoicing.__main__ import main
from invoicing.peppol import to_ubl
from invoicing.snapshot import draft_to_json


@pytest.fixture
def run(tmp_path, capsys):
    def run_command(*arguments, **files):
        paths = []
        for name, content in files.items():
            path = tmp_path / name
            path.write_bytes(content)
            paths.append(str(path))
        code = main([arguments[0], *paths, *arguments[1:]])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_command


def requisition():
    line = make_line(vat=GRANT, stream=Stream.PUBLIC_COMPENSATION, buyer_sector=BuyerSector.PUBLIC)
    return make_invoice(line, kind=Kind.REQUISITION)


def test_an_ocr_number_is_made_and_checked(run):
    assert run("ocr", "1001") == (0, "100164\n", "")
    assert run("ocr", "1001", "--without-length") == (0, "10017\n", "")
    assert run("ocr", "--check", "100164") == (0, "100164\n", "")
    code, _, error = run("ocr", "--check", "100165")
    assert code == 1
    assert "kontrollsiffra" in error


def test_a_draft_is_issued(run, tmp_path):
    draft = make_draft()
    code, out, _ = run(
        "issue", "--number", "17", "--date", "2026-12-18", draft=draft_to_json(draft)
    )
    assert code == 0
    assert document_from_json(out) == make_invoice()
    out_path = tmp_path / "issued.json"
    run(
        "issue",
        "--number",
        "17",
        "--date",
        "2026-12-18",
        "--out",
        str(out_path),
        draft=draft_to_json(draft),
    )
    assert out_path.read_bytes() == document_to_json(make_invoice())


def test_a_draft_that_cannot_be_issued_says_why(run):
    content = draft_to_json(make_draft(buyer=make_buyer(reference="")))
    code, out, error = run("issue", "--number", "1", "--date", "2026-12-18", draft=content)
    assert (code, out) == (1, "")
    assert "buyer.reference: Köparens referens (Er referens) saknas." in error


@pytest.mark.parametrize(
    "content",
    [
        to_ubl(make_invoice()),
        document_to_json(make_invoice()),
        document_to_json(requisition()),
        draft_to_json(make_draft()),
        write(),
        YEAR_END,
        EVERYTHING,
        notice(entry()),
    ],
)
def test_check_knows_every_kind_of_file(run, content):
    assert run("check", file=content) == (0, "Rätt.\n", "")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (to_ubl(make_invoice()).replace(b"Anna Lind", b""), "PEPPOL-EN16931-R008"),
        (document_to_json(make_invoice()).replace(b'"net_ore":228000', b'"net_ore":1'), "net_ore"),
        (draft_to_json(make_draft(buyer=make_buyer(name=""))), "buyer.name"),
        (write().replace(b"#FLAGGA 0", b"#KSUMMA"), "#KSUMMA"),
        (EVERYTHING[:500], "avklippt"),
        (b"{}", "formatet"),
        (b"", "XML"),
        (b"\x00\xff", "XML"),
    ],
)
def test_check_says_what_is_wrong(run, content, why):
    code, out, error = run("check", file=content)
    assert (code, out) == (1, "")
    assert why in error


def test_an_e_invoice_is_written(run, tmp_path):
    code, out, _ = run("ubl", document=document_to_json(make_invoice()))
    assert (code, out.strip().encode()) == (0, to_ubl(make_invoice()))
    path = tmp_path / "out.xml"
    assert run("ubl", "--out", str(path), document=document_to_json(make_invoice()))[0] == 0
    assert path.read_bytes() == to_ubl(make_invoice())


def test_an_e_invoice_that_breaks_a_rule_is_not_written(run, tmp_path):
    path = tmp_path / "out.xml"
    content = document_to_json(make_invoice()).replace(b"261001796", b"261001797")
    code, _, error = run("ubl", "--out", str(path), document=content)
    assert code == 1
    assert error.startswith("OCR: ")
    assert not path.exists()
    assert run("ubl", document=document_to_json(requisition()))[0] == 1


def test_a_pdf_is_printed_with_its_e_invoice_inside(run, tmp_path):
    path = tmp_path / "out.pdf"
    assert run("pdf", "--out", str(path), document=document_to_json(make_invoice()))[0] == 0
    attachments = pypdf.PdfReader(io.BytesIO(path.read_bytes())).attachments
    assert attachments == {"F2026-00017.xml": [to_ubl(make_invoice())]}
    assert run("pdf", "--out", str(path), document=document_to_json(requisition()))[0] == 0
    assert pypdf.PdfReader(io.BytesIO(path.read_bytes())).attachments == {}


def test_a_sie_file_is_summed_up(run):
    code, out, _ = run("sie", file=YEAR_END)
    assert code == 0
    assert "Karins, 556036-0793" in out
    assert "Överskott: 500,00\u00a0kr" in out
    code, out, _ = run("sie", file=write())
    assert code == 0
    assert "3 verifikationer" in out
    assert "Överskott" not in out


def test_payments_are_listed(run):
    code, out, _ = run("bgmax", file=EVERYTHING)
    assert code == 0
    assert out.splitlines()[0].split() == [
        "2026-01-05",
        "1",
        "000,00",
        "SEK",
        "261001796",
        "Finspångs",
        "Gran",
        "AB",
    ]
    assert "\u2212500,00 SEK" in out
    _, out, _ = run("bgmax", file=notice(entry(status="PDNG")))
    assert out == "Utelämnad: Rad 1: posten är inte bokförd (PDNG).\n"


def test_a_missing_file_is_misuse(run, tmp_path):
    code, _, error = run("check", str(tmp_path / "none"))
    assert code == 2
    assert "Filen går inte att öppna" in error


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["issue", "x"], ["pdf", "x"]])
def test_a_wrong_command_is_misuse(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


HOSTILE = {
    "negative": {"number": -1},
    "huge": {"number": 10**30},
    "letters": {"letters": "\u202e"},
    "series": [],
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_documents_are_told_and_never_a_traceback(run, tmp_path, change):
    data = json.loads(document_to_json(make_invoice()))
    if isinstance(change, dict):
        target = data["document"] if "number" in change else data["document"]["series"]
        target.update(change)
    else:
        data["document"]["series"] = change
    out = str(tmp_path / "x.pdf")
    code, _, error = run("pdf", "--out", out, document=json.dumps(data).encode())
    assert code == 1
    assert error


@pytest.mark.parametrize("text", ["\ud800", "\u0000", "x" * 1_001])
def test_unprintable_text_in_a_document_is_told(run, text):
    data = json.loads(document_to_json(make_invoice()))
    data["document"]["buyer"]["name"] = text
    code, _, error = run("ubl", document=json.dumps(data).encode())
    assert code == 1
    assert "document.buyer.name" in error


def test_a_peppol_id_without_scheme_is_a_finding(run):
    data = json.loads(document_to_json(make_invoice()))
    data["document"]["buyer"]["peppol_id"] = "nonsense"
    code, _, error = run("ubl", document=json.dumps(data).encode())
    assert code == 1
    assert "PEPPOL-EN16931-R010: Köparens elektroniska adress saknas." in error


def test_the_command_runs_from_a_shell_that_only_knows_ascii():
    finished = subprocess.run(
        [sys.executable, "-m", "invoicing", "ocr", "--check", "x"],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": "."},
        check=False,
    )
    assert finished.returncode == 1
    assert b"f\\xe5r bara inneh\\xe5lla siffror" in finished.stderr


def test_the_exit_code_is_the_programs(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["invoicing", "ocr", "1001"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(invoicing.__main__.__file__, run_name="__main__")
    assert caught.value.code == 0
    assert capsys.readouterr().out == "100164\n"

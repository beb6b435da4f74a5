"""The examples in docs/invoicing.md and in the package's own README are run as they stand."""

import re
from pathlib import Path

from bgmax_examples import simple

CHECKOUT = Path(__file__).parents[2]
PAGE = CHECKOUT / "docs" / "invoicing.md"
README = CHECKOUT / "invoicing" / "README.md"
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


def test_the_example_in_the_documentation_works(tmp_path, monkeypatch):
    (tmp_path / "inbetalningar.txt").write_bytes(simple((285_000, "261001796")))
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        exec(compile(block, PAGE.name, "exec"), names)
    assert names["invoice"].number_text == "F2026-00017"
    assert names["invoice"].ocr == "261001796"
    assert names["invoice"].totals.payable_ore == 285_000
    assert names["pdf"].startswith(b"%PDF")
    assert names["sie"].startswith(b"#FLAGGA 0")
    assert names["voucher"].source == names["decision"].payment.key


def test_the_example_of_the_readme_works():
    [block] = BLOCK.findall(README.read_text(encoding="utf-8"))
    names = {}
    exec(compile(block, README.name, "exec"), names)
    assert names["pdf"].startswith(b"%PDF")

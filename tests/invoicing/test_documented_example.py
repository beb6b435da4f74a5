"""The example in docs/invoicing.md is run as it stands."""

import re
from pathlib import Path

from bgmax_examples import simple

PAGE = Path(__file__).parents[2] / "docs" / "invoicing.md"
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

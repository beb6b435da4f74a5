"""What the documents about security promise can be looked up: every test they name is there."""

import re
from pathlib import Path

import pytest

from marketplace.catalogue.retention import Kept

CHECKOUT = Path(__file__).parents[2]
DOCUMENTS = ("SECURITY.md", "docs/threats.md", "docs/sign-in.md", "docs/operate.md")
NAMED = re.compile(r"`((?:tests|marketplace|services)/[^`\s]+)`")
LINKED = re.compile(r"\]\((?!http)([^)#]+)")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_named_is_there(document):
    named = NAMED.findall((CHECKOUT / document).read_text())
    assert named
    roots = (CHECKOUT, CHECKOUT / "marketplace")
    missing = [name for name in named if not any((root / name).exists() for root in roots)]
    assert missing == []


@pytest.mark.parametrize("document", [*DOCUMENTS, "docs/privacy/register.md"])
def test_every_link_leads_somewhere(document):
    path = CHECKOUT / document
    missing = [to for to in LINKED.findall(path.read_text()) if not (path.parent / to).exists()]
    assert missing == []


def test_each_threat_names_its_test_and_fits_on_a_page():
    lines = (CHECKOUT / "docs/threats.md").read_text().splitlines()
    threats = [line for line in lines if re.match(r"\| \d+ \|", line)]
    assert len(threats) > 15
    assert [line for line in threats if "`tests/" not in line] == []
    assert len(lines) < 45


def test_the_register_names_every_rule_of_erasure():
    register = (CHECKOUT / "docs/privacy/register.md").read_text()
    assert {f"`{kept.value}`" for kept in Kept} <= set(re.findall(r"`\w+`", register))

"""docs/rules.md says what the rules say."""

from __future__ import annotations

import re
from pathlib import Path

from audit.checks import all_checks
from audit.rules_page import render

ROOT = Path(__file__).resolve().parents[2]


def test_page_in_docs_is_fresh():
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert written == render(), "docs/rules.md is not what the rules say: run .venv/bin/invoke docs"


def test_every_rule_has_its_anchor_title_and_documentation():
    page = render()
    for check in all_checks():
        section = re.search(rf"^### {check.rule.id}\n(.*?)(?=^##|\Z)", page, re.S | re.M)
        assert section, check.rule.id
        assert f"**{check.rule.title}**" in section[1]
        assert check.documentation.strip().splitlines()[0] in section[1]
        for heading in ("What it checks", "Why it matters", "Applies to", "Passed example"):
            assert f"**{heading}:**" in section[1], f"{check.rule.id} has no paragraph “{heading}:”"
        assert "**Failed example:**" in section[1] or "**Cannot tell example:**" in section[1], check.rule.id

"""The generated microsite: the same every time, built by us without a word, and as plain texts for the peers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from audit.__main__ import main as audit
from bench.markdown_site import SITE, largest, make, texts
from bench.plain_sites import make_hugo, make_pelican, plain
from plugins.build import build


def _bytes(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


def test_same_number_of_pages_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make(tmp_path / name, 40)
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    assert sum(1 for _ in (tmp_path / "one/content" / SITE).rglob("*.md")) == 40


@pytest.mark.parametrize("pages", [20, 100, 1000, largest()])
def test_titles_and_addresses_are_given_once_within_three_levels(pages: int) -> None:
    made = list(texts(pages))
    assert len(made) == pages - 4
    assert len({page.path for page in made}) == len({page.title for page in made}) == len(made)
    assert max(page.path.count("/") for page in made) <= 2


def test_our_build_and_audit_find_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, 40)
    built = build(SITE, tmp_path)
    assert (built.problems, built.fault) == ((), "")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        audit([SITE, "--no-browser", "--format", "json"])
    assert ended.value.code == 0
    report = json.loads((tmp_path / "reports" / SITE / "report.json").read_text(encoding="utf-8"))
    assert {finding["rule"] for finding in report["findings"]} == {"sign-language-items"}  # accepted
    assert max(page["clicks"] or 0 for page in report["pages"]) <= 3


def test_peers_get_texts_without_our_notations(tmp_path: Path) -> None:
    for page in texts(60):
        text = plain(page)
        assert not re.search(r"\[\[|\{: |^!!!|\.md[)#]", text, flags=re.M), text
    make_hugo(tmp_path / "hugo", 60)
    make_pelican(tmp_path / "pelican", 60)
    for name in ("hugo", "pelican"):
        files = sorted((tmp_path / name / "content").rglob("*.md"))
        assert len(files) == 57  # the generated ones, and a home page
        addresses = {
            f"/{file.relative_to(tmp_path / name / 'content').with_suffix('')}/".replace(
                "/_index/", "/"
            ).replace("/index/", "/")
            for file in files
        }
        links = {
            link
            for file in files
            for link in re.findall(r"\]\((/[^)#]*/)[)#]", file.read_text(encoding="utf-8"))
        }
        assert links <= addresses

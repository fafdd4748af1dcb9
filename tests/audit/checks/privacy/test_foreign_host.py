from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.mini_site import findings_for, outcome_of

RULE = "foreign-host"


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/a.png" alt=""><script src="https://mini.example/a.js"></script>',
        '<img src="data:image/png;base64,AA" alt="">',
        '<a href="https://video.example/">Film</a><link rel="canonical" href="https://kanon.example/">',
        '<img src="http://[" alt="">',
    ],
)
def test_passes_when_nothing_foreign_is_loaded(html: str) -> None:
    assert outcome_of(RULE, {"pages": {"/": html}}) is Outcome.PASSED


@pytest.mark.parametrize(
    "html",
    [
        '<script src="//cdn.example/a.js"></script>',
        '<link rel="stylesheet" href="https://cdn.example/a.css">',
        '<link rel="preconnect" href="https://cdn.example">',
        '<iframe src="https://cdn.example/karte"></iframe>',
        '<img srcset="/a.png 1x, https://cdn.example/b.png 2x" alt="">',
        "<style>@import 'https://cdn.example/a.css';</style>",
        '<div style="background:url(https://cdn.example/a.png)">x</div>',
    ],
)
def test_fails_when_the_markup_names_another_host(html: str) -> None:
    (finding,) = findings_for(RULE, {"pages": {"/": html}})
    assert (finding.outcome, finding.target) == (Outcome.FAILED, "cdn.example")
    assert finding.where and finding.where.literal in html


def test_fails_when_the_browser_asked_another_host() -> None:
    requests = [
        "http://127.0.0.1:8123/",
        "http://127.0.0.1:8123/a.css",
        "https://zaehler.example/p?id=4711",
        "blob:x",
    ]
    (finding,) = findings_for(RULE, {"pages": {"/": ""}, "requests": {"/": requests}})
    assert (finding.target, finding.evidence) == ("zaehler.example", "https://zaehler.example/p")


def test_fails_once_for_each_host() -> None:
    html = '<img src="https://a.example/1" alt=""><img src="https://a.example/2" alt=""><img src="https://b.example/" alt="">'
    found = findings_for(RULE, {"pages": {"/": html}, "requests": {"/": ["https://a.example/3"]}})
    assert [finding.target for finding in found] == ["a.example", "b.example"]


def test_a_page_on_its_own_is_compared_with_its_own_host() -> None:
    html = '<img src="/a.png" alt=""><img src="https://bilder.stadt.example/b.png" alt="">'
    found = findings_for(RULE, {"base": "", "pages": {"https://stadt.example/a/": html}})
    assert [finding.target for finding in found] == ["bilder.stadt.example"]


def test_inapplicable_without_pages() -> None:
    assert outcome_of(RULE, {"pages": {}}) is Outcome.INAPPLICABLE

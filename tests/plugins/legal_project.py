"""The mini project with a legal profile and the hand-kept part of an accessibility statement."""

from __future__ import annotations

from plugins.build import CODE_DIR
from plugins.content_model import SiteContent
from plugins.problems import ContentError, Problem
from plugins.site_content import load_site
from tests.plugins.mini_project import SITE, Project, page

HAND_KEPT = """\
created_on: 2026-03-01
reviewed_on: 2026-11-16
method: self
contact: zentrale
owner: redaktion
hand_tests:
  "1.1": {on: 2026-11-12, result: passed}
  "1.2": {on: 2026-11-12, result: passed}
  "1.3": {on: 2026-11-12, result: passed}
  "1.4": {on: 2026-11-12, result: passed}
  "2.1": {on: 2026-11-12, result: passed}
  "2.2": {on: 2026-11-12, result: passed}
  "2.3": {on: 2026-11-12, result: passed}
  "2.4": {on: 2026-11-12, result: passed}
  "2.5": {on: 2026-11-12, result: passed}
  "3.1": {on: 2026-11-12, result: passed}
  "3.2": {on: 2026-11-12, result: passed}
  "3.3": {on: 2026-11-12, result: passed}
  "4.1": {on: 2026-11-12, result: passed}
"""
LIMITATION = """\
limitations:
  - what: Die Filme in Gebärdensprache fehlen noch.
    kind: nonconformity
    reason: Sie werden vorbereitet.
    alternative: Alles steht auch als Text da.
    rules: [sign-language-items]
"""
AUDIT_PART = """\
audited_on: 2026-11-20
tools: {dreiklick: 0.1.0, axe-core: 4.14.1, chromium: "156"}
pages_known: 9
pages_audited: 9
barriers: []
"""
BARRIER = """\
barriers:
- rule: axe/color-contrast
  title: Elemente müssen ausreichend Kontrast haben
  outcome: failed
  criteria: [1.4.3]
  pages: [/, /kontakt/]
"""
PROFILE = (CODE_DIR / "content/gemeinsam/legal/bw.yaml").read_text(encoding="utf-8")


def add_legal_pack(project: Project, hand_kept: str = HAND_KEPT, audit_part: str = AUDIT_PART) -> None:
    """Make the site one of a public body in Baden-Württemberg; an empty ``audit_part`` means there is none."""
    project.write("gemeinsam/legal/bw.yaml", PROFILE)
    project.write("gemeinsam/seiten/barriere-melden.md", page("Barriere melden"))
    project.write("muster/site.yaml", f"{SITE}clock: 2026-11-22\nlegal_profile: bw\n")
    project.write("muster/barrierefreiheit.yaml", hand_kept)
    if audit_part:
        project.write("muster/barrierefreiheit-befunde.yaml", audit_part)


def load(project: Project) -> SiteContent:
    """The mini site as it is read before Pelican starts."""
    content = project.root / "content"
    return load_site(content / "muster", content / "gemeinsam", project.root)


def problems_of(project: Project) -> tuple[Problem, ...]:
    """What is wrong with it."""
    try:
        load(project)
    except ContentError as error:
        return error.problems
    return ()

"""The mini project with a legal profile and the hand-kept part of an accessibility statement."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.build import CODE_DIR
from plugins.content_model import SiteContent
from plugins.problems import ContentError, Problem
from plugins.site_content import load_site
from plugins.statement.norm import criteria
from plugins.statement.schema import GUIDELINES
from tests.plugins.mini_project import SITE, Project, page

HAND_KEPT = """\
created_on: 2026-03-01
reviewed_on: 2026-11-16
method: self
contact: zentrale
owner: redaktion
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
PASSED = "outcome: passed, on: 2026-11-12, who: Online-Redaktion, pages: []"
PROFILE = (CODE_DIR / "content/gemeinsam/legal/bw.yaml").read_text(encoding="utf-8")


def hand_tested(guidelines: Iterable[str] = GUIDELINES, **changed: str) -> str:
    """handpruefung.yaml after all criteria of the guidelines were tested; ``changed`` maps ``sc_3_1_1`` to its fields."""
    lines = ["tests:"]
    for number, criterion in criteria().items():
        fields = changed.get(f"sc_{number.replace('.', '_')}", PASSED)
        if criterion.guideline in guidelines and criterion.is_binding and criterion.needs_person:
            lines.append(f'  "{number}": {{{fields}}}')
    return "\n".join(lines) + "\n"


def add_legal_pack(
    project: Project, hand_kept: str = HAND_KEPT, audit_part: str = AUDIT_PART, hand_tests: str | None = None
) -> None:
    """Make the site one of a public body in Baden-Württemberg; an empty ``audit_part`` means there is none."""
    project.write("gemeinsam/legal/bw.yaml", PROFILE)
    project.write("gemeinsam/seiten/barriere-melden.md", page("Barriere melden"))
    project.write("muster/site.yaml", f"{SITE}clock: 2026-11-22\nlegal_profile: bw\n")
    project.write("muster/barrierefreiheit.yaml", hand_kept)
    project.write("muster/handpruefung.yaml", hand_tested() if hand_tests is None else hand_tests)
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

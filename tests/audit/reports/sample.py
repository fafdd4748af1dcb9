"""Hand-made reports for the tests of all formats: one of everything, an empty, a hostile and a large one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from audit.model import (
    Accepted,
    Criterion,
    Finding,
    HandTest,
    Impact,
    Light,
    Location,
    Outcome,
    PageCoverage,
    PageOutcome,
    PageStatus,
    Report,
    Rule,
    RuleResult,
    SamplePage,
    Where,
)

TODAY = date(2026, 11, 22)

CONTRAST = Rule(
    id="axe/color-contrast",
    family="accessibility",
    title="Text hebt sich genügend vom Hintergrund ab",
    remedy="Textfarbe oder Hintergrund ändern, bis das Verhältnis mindestens 4,5 zu 1 ist.",
    impact=Impact.SERIOUS,
    criteria=(Criterion("1.4.3", "AA"),),
    needs=frozenset({"browser"}),
    help_url="https://dequeuniversity.com/rules/axe/4.14/color-contrast?lang=de",
)
LABEL = Rule(
    id="axe/label",
    family="accessibility",
    title="Formularfelder haben eine Beschriftung",
    remedy="Jedem Feld ein sichtbares label geben.",
    impact=Impact.CRITICAL,
    criteria=(Criterion("1.3.1", "A"), Criterion("4.1.2", "A")),
)
ALT = Rule(
    id="image-alt-meaning",
    family="accessibility",
    title="Der Alternativtext sagt, was das Bild zeigt",
    remedy="Bild ansehen und den Alternativtext so schreiben, wie man das Bild am Telefon beschreiben würde.",
    impact=Impact.MODERATE,
    criteria=(Criterion("1.1.1", "A"),),
)
TARGET_SIZE = Rule(
    id="target-size",
    family="accessibility",
    title="Bedienelemente sind groß genug",
    remedy="Mindestens 24 mal 24 Pixel Fläche oder entsprechend Abstand lassen.",
    impact=Impact.MINOR,
    criteria=(Criterion("2.5.8", "AA"),),
)
THREE_CLICKS = Rule(
    id="three-clicks",
    family="findability",
    title="Inhalt ist in höchstens drei Klicks erreichbar",
    remedy="Von einer Übersichtsseite auf diese Seite verweisen.",
    impact=Impact.MODERATE,
)
BROKEN_LINK = Rule(
    id="broken-link",
    family="integrity",
    title="Verweise führen zu einem Ziel",
    remedy="Adresse berichtigen oder den Verweis entfernen.",
    impact=Impact.SERIOUS,
)
STALE_CONTACT = Rule(
    id="stale-contact",
    family="currency",
    title="Kontaktangaben sind überprüft",
    remedy="Dort anrufen, Angaben vergleichen und das Prüfdatum in contacts.yaml eintragen.",
    impact=Impact.MODERATE,
)
EXTERNAL = Rule(
    id="external-link",
    family="integrity",
    title="Verweise auf andere Websites führen zu einem Ziel",
    remedy="Adresse berichtigen oder den Verweis entfernen.",
    impact=Impact.MODERATE,
)
IMPRINT = Rule(
    id="legal-notice",
    family="legal",
    title="Das Impressum ist vollständig",
    remedy="Fehlende Angabe im Rechtsprofil ergänzen.",
    impact=Impact.SERIOUS,
)


def _group(received: int, target: int, limit: int, late: int, overdue: int) -> dict[str, int | None]:
    return {
        "received": received,
        "within_target": target,
        "within_limit": limit,
        "late": late,
        "open_in_time": received - limit - late - overdue,
        "open_overdue": overdue,
        "excluded": 0,
        "median_days": 1,
        "p90_days": 4,
    }


SITE = "content/pflegestuetzpunkt"
PAGES = (
    ("/", "Pflegestützpunkt Musterstadt", "Amt für Soziales", "index.md"),
    ("/beratung/", "Beratung zur Pflege", "Amt für Soziales", "beratung.md"),
    ("/beratung/hausbesuch/", "Wir kommen zu Ihnen", "Amt für Soziales", "hausbesuch.md"),
    ("/geld/", "Pflegegeld und Zuschüsse", "Sozialversicherung, Frau Öztürk", "geld.md"),
    ("/geld/pflegegrad/", "Pflegegrad beantragen", "Sozialversicherung, Frau Öztürk", "pflegegrad.md"),
    ("/wohnen/", "Zu Hause wohnen bleiben", "Wohnberatung", "wohnen.md"),
    ("/wohnen/umbau/", "Wohnung umbauen", "Wohnberatung", "umbau.md"),
    ("/kontakt/", "Kontakt und Anfahrt", "Amt für Soziales", "kontakt.md"),
    ("/leichte-sprache/", "Leichte Sprache", "", "leichte-sprache.md"),
)

HAND_TESTS = (
    HandTest("1.1.1", Outcome.PASSED, date(2026, 11, 12), "Online-Redaktion"),
    HandTest("1.2.1", Outcome.INAPPLICABLE, date(2026, 11, 12), "Online-Redaktion"),
    HandTest("2.1.1", Outcome.PASSED, date(2025, 6, 2), "Fachstelle Barrierefreiheit"),
    HandTest(
        "3.3.1",
        Outcome.FAILED,
        date(2026, 11, 12),
        "Fachstelle Barrierefreiheit",
        ("/beratung/", "/geld/"),
        "Die Meldung sagt nicht, welches Feld gemeint ist.",
    ),
)

INQUIRIES = {
    "schema": 1,
    "today": "2026-11-22",
    "total": _group(40, 33, 36, 2, 1),
    "areas": {"pflegestuetzpunkt-mitte": _group(25, 22, 24, 0, 0), "wohnberatung": _group(15, 11, 12, 2, 1)},
    "channels": {"telefon": _group(28, 27, 28, 0, 0), "mail": _group(12, 6, 8, 2, 1)},
}


def sample_report() -> Report:
    """One of everything: all outcomes, a template fault on all pages, accepted, undecided, no page, incomplete."""
    findings = (
        *(
            _contrast(page)
            for page, *_ in PAGES
            if page not in ("/geld/pflegegrad/", "/kontakt/", "/leichte-sprache/")
        ),
        Finding(
            LABEL,
            Outcome.FAILED,
            "/beratung/",
            "#rueckruf > input",
            "Das Feld für die Telefonnummer hat keine Beschriftung.",
            evidence='<input type="tel" name="telefon">',
            impact=Impact.CRITICAL,
            remedy="Über das Feld „Ihre Telefonnummer“ schreiben und beides mit label verbinden.",
            location=Location(f"{SITE}/beratung.md", 41),
        ),
        _broken("/geld/", "geld.md", 18, "/formulare/antrag-2023.pdf"),
        _broken("/wohnen/umbau/", "umbau.md", 7, "/formulare/zuschuss umbau.pdf"),
        Finding(
            STALE_CONTACT,
            Outcome.FAILED,
            "",
            "contact:wohnberatung",
            "Die Angaben der Wohnberatung wurden zuletzt am 02.09.2025 überprüft.",
            impact=Impact.MODERATE,
            location=Location("content/gemeinsam/contacts.yaml", 112),
        ),
        Finding(
            TARGET_SIZE,
            Outcome.FAILED,
            "/wohnen/",
            "main li:nth-of-type(3) > a",
            "Das Bedienelement ist nur 18 mal 18 Pixel groß.",
            evidence="18 × 18 px",
            impact=Impact.MINOR,
            location=Location(f"{SITE}/wohnen.md"),
        ),
        Finding(
            ALT,
            Outcome.CANT_TELL,
            "/beratung/hausbesuch/",
            "img.hero",
            "Passt der Alternativtext „Bild 3“ zum Bild?",
            evidence='alt="Bild 3"',
            location=Location(f"{SITE}/hausbesuch.md", 9),
        ),
        Finding(
            THREE_CLICKS,
            Outcome.FAILED,
            "/geld/pflegegrad/",
            "",
            "4 Klicks ab der Startseite bei 320 Pixel Breite.",
            location=Location(f"{SITE}/pflegegrad.md", 3),
            accepted=Accepted("Die Übersichtsseite wird im Januar umgebaut.", date(2027, 1, 31)),
        ),
    )
    return Report(
        subject="pflegestuetzpunkt",
        title="Pflegestützpunkt Musterstadt",
        started=datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
        today=TODAY,
        sample_clock=True,
        tool={"dreiklick": "0.1.0", "axe-core": "4.14.1", "Chromium": "142.0.7444.59"},
        pages_known=9,
        coverage=(
            *(PageCoverage(page, PageOutcome.AUDITED) for page, *_ in PAGES[:8]),
            PageCoverage(
                "/leichte-sprache/", PageOutcome.FAILED, "der Browser hat nach 30 Sekunden nicht geantwortet"
            ),
        ),
        rules=(
            RuleResult(CONTRAST, {Outcome.PASSED: 2, Outcome.FAILED: 6}),
            RuleResult(LABEL, {Outcome.PASSED: 1, Outcome.FAILED: 1, Outcome.INAPPLICABLE: 6}),
            RuleResult(ALT, {Outcome.PASSED: 4, Outcome.CANT_TELL: 1, Outcome.INAPPLICABLE: 3}),
            RuleResult(TARGET_SIZE, {Outcome.PASSED: 7, Outcome.FAILED: 1}),
            RuleResult(THREE_CLICKS, {Outcome.PASSED: 7, Outcome.FAILED: 1}),
            RuleResult(BROKEN_LINK, {Outcome.PASSED: 6, Outcome.FAILED: 2}),
            RuleResult(EXTERNAL, {Outcome.UNTESTED: 1}, "ohne --external wird keine andere Website gefragt"),
            RuleResult(STALE_CONTACT, {Outcome.PASSED: 5, Outcome.FAILED: 1}),
            RuleResult(IMPRINT, {Outcome.PASSED: 1}),
        ),
        findings=findings,
        pages=_statuses(),
        inquiries=INQUIRIES,
        notes=("Verweise auf andere Websites wurden nicht geprüft. Dafür --external angeben.",),
        incomplete=True,
        url="https://pflegestuetzpunkt.musterstadt.example",
        hand_tests=HAND_TESTS,
        sample=(
            SamplePage("/", "Startseite"),
            SamplePage("/beratung/", "hat ein Formular, Art von Seiten: Seite (de)"),
            SamplePage("/wohnen/umbau/", "zufällig gewählt", at_random=True),
        ),
    )


def clean_report() -> Report:
    """Every page audited, nothing found."""
    report = sample_report()
    return replace(
        report,
        sample_clock=False,
        coverage=tuple(PageCoverage(page, PageOutcome.AUDITED) for page, *_ in PAGES),
        rules=tuple(RuleResult(result.rule, {Outcome.PASSED: 9}) for result in report.rules),
        findings=(),
        pages=tuple(
            replace(page, light=Light.GREEN, due_on=date(2027, 5, 1), open_findings=0)
            for page in report.pages
        ),
        notes=(),
        incomplete=False,
    )


def empty_report() -> Report:
    """Nothing known, nothing run: the least a report can be."""
    return Report("leer", "Leer", datetime(2026, 11, 22, tzinfo=UTC), TODAY, False, {}, 0, (), (), ())


HOSTILE = (
    "</title></style></script><script>document.title='gekapert'</script><img src=x onerror=\"document.title='gekapert'\">"
    "\x1b[31mrot\x1b[0m \u202egnp.exe\u202c \x00\x08\x9b ]]> {{ 7*7 }} {% raw %} [hier](javascript:alert) \ud800 \u2066x"
)
"""Everything that has ever broken a report in one text."""


def hostile_report() -> Report:
    """The sample with the hostile text in every field that comes from outside."""
    report = sample_report()
    rule = replace(
        LABEL,
        id=f"bad/{HOSTILE}",
        family=HOSTILE,
        title=HOSTILE,
        remedy=HOSTILE,
        help_url="javascript:alert(1)//",
    )
    finding = Finding(
        rule,
        Outcome.FAILED,
        f"javascript:alert(1)//{HOSTILE}",
        HOSTILE,
        f"=cmd|' /C calc'!A0 {HOSTILE}",
        evidence=HOSTILE,
        impact=Impact.CRITICAL,
        remedy=HOSTILE,
        location=Location(HOSTILE, 1),
    )
    link = replace(finding, page='https://example.org/" onmouseover="alert(1)', location=None, where=Where())
    accepted = replace(finding, accepted=Accepted(HOSTILE, TODAY))
    return replace(
        report,
        title=HOSTILE,
        subject=f"../{HOSTILE}",
        tool={HOSTILE: HOSTILE},
        coverage=(PageCoverage(HOSTILE, PageOutcome.FAILED, HOSTILE),),
        rules=(RuleResult(rule, {Outcome.FAILED: 1, Outcome.UNTESTED: 1}, HOSTILE), *report.rules),
        findings=(finding, replace(finding, outcome=Outcome.CANT_TELL), accepted, link),
        pages=(
            PageStatus(finding.page, HOSTILE, HOSTILE, HOSTILE, Light.RED, TODAY, None, None, 1),
            *report.pages,
        ),
        notes=(HOSTILE,),
        hand_tests=(HandTest("1.1.1", Outcome.FAILED, TODAY, HOSTILE, (HOSTILE,), HOSTILE),),
        sample=(SamplePage(HOSTILE, HOSTILE),),
    )


def large_report(pages: int = 1000, shared: int = 2, distinct: int = 3) -> Report:
    """A site of so many pages with ``shared`` template faults and ``distinct`` faults of its own on each page."""
    report = sample_report()
    addresses = [f"/bereich-{number % 20}/seite-{number:04}/" for number in range(pages)]
    findings = [
        Finding(
            CONTRAST,
            Outcome.FAILED,
            page,
            f"footer a.stufe-{fault}",
            f"Das Verhältnis ist 3,{fault} zu 1.",
            evidence=f"#767676 auf #eee, Verweis {fault}",
            impact=Impact.SERIOUS,
            location=Location("theme/templates/components/footer/macro.html", 10 + fault),
        )
        for fault in range(shared)
        for page in addresses
    ]
    findings += [
        _broken(
            page, f"bereich/seite-{number:04}.md", 10 + fault, f"/formulare/antrag-{number:04}-{fault}.pdf"
        )
        for fault in range(distinct)
        for number, page in enumerate(addresses)
    ]
    statuses = tuple(
        PageStatus(page, f"Seite {page} mit einer üblichen Überschrift", f"Amt {number % 20}", f"{SITE}/x.md",
                   Light.RED, TODAY, 2, 3, shared + distinct)
        for number, page in enumerate(addresses)
    )  # fmt: skip
    return replace(
        report,
        pages_known=pages,
        coverage=tuple(PageCoverage(page, PageOutcome.AUDITED) for page in addresses),
        findings=tuple(findings),
        pages=statuses,
        incomplete=False,
    )


def _contrast(page: str) -> Finding:
    return Finding(
        CONTRAST,
        Outcome.FAILED,
        page,
        "footer > .hinweis",
        "Das Verhältnis von Text zu Hintergrund ist 3,1 zu 1, verlangt sind 4,5 zu 1.",
        evidence="#8a8a8a auf #f4f4f4",
        impact=Impact.SERIOUS,
        location=Location("theme/static/css/components/footer.css", 23),
    )


def _broken(page: str, file: str, line: int, address: str) -> Finding:
    return Finding(
        BROKEN_LINK,
        Outcome.FAILED,
        page,
        address,
        f"Verweis führt ins Leere: {address}",
        evidence=address,
        impact=Impact.SERIOUS,
        location=Location(f"{SITE}/{file}", line),
    )


def _statuses() -> tuple[PageStatus, ...]:
    lights = (Light.RED,) * 4 + (Light.YELLOW, Light.RED, Light.RED, Light.GREEN, Light.GREY)
    due = (date(2027, 5, 1), date(2027, 5, 1), date(2027, 4, 1), date(2026, 10, 3), date(2026, 12, 1), None)
    found = (1, 2, 1, 2, 0, 2, 2, 0, 0)
    return tuple(
        PageStatus(
            page=page,
            title=title,
            owner=owner,
            source=f"{SITE}/{file}",
            light=lights[number],
            due_on=due[number] if number < len(due) else date(2027, 3, 1),
            clicks=page.count("/") - 1 if number < 8 else None,
            clicks_narrow=page.count("/") if number < 8 else None,
            open_findings=found[number],
        )
        for number, (page, title, owner, file) in enumerate(PAGES)
    )

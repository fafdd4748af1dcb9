"""The daily commands. ``.venv/bin/invoke --list`` shows them, ``invoke --help NAME`` explains one.

Each task calls a program with this environment's Python and passes its exit code through; what has logic lives in
``plugins`` and ``audit``. Options after ``--`` go to the program: ``invoke audit --site senioren -- --no-browser``.
"""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

from invoke import Context, Exit, task

PROJECT_DIR = Path(__file__).parent.resolve()
LOCK_OPTIONS = [
    "--quiet",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--no-emit-options",
    "--strip-extras",
    "--allow-unsafe",
    "--no-header",
]
MADE_BY_TASKS = ["output", "build", "reports", ".cache", ".pytest_cache", ".ruff_cache", ".hypothesis"]


def _call(*command: str) -> None:
    """Run a command in the project folder, with this terminal; Exit with its code unless that is 0."""
    with subprocess.Popen(command, cwd=PROJECT_DIR) as process:
        while process.returncode is None:
            try:
                process.wait()
            except KeyboardInterrupt:
                continue  # the command was interrupted too and ends in its own way
    if process.returncode:
        raise Exit(code=process.returncode)


def _python(module: str, *arguments: str) -> None:
    _call(sys.executable, "-m", module, *arguments)


@task(help={"site": "one microsite instead of all"})
def build(context: Context, site: str = "") -> None:
    """Build the microsites from content/ into output/."""
    _python("plugins.build", *filter(None, [site]))


@task(help={"site": "one microsite instead of all"})
def audit(context: Context, site: str = "") -> None:
    """Audit what was built, in a real browser."""
    _python("audit", *filter(None, [site]), *shlex.split(context.remainder))


@task(help={"port": "port on this machine"})
def preview(context: Context, port: int = 8000) -> None:
    """Serve http://localhost:8000/, judged on every save."""
    _python("preview", "--port", str(port))


@task(
    help={
        "site": "name of the microsite",
        "path": "file below the site's folder, e.g. pflegegrad/neu.md",
        "title": "heading of the page",
    }
)
def new(context: Context, site: str = "", path: str = "", title: str = "") -> None:
    """Start a page that builds and passes; asks for the rest."""
    from plugins.new_page import create
    from plugins.problems import ContentError

    site = site or _ask("Name der Microsite (Ordner in content)", "--site")
    path = path or _ask("Datei, zum Beispiel pflegegrad/neu.md", "--path")
    title = title or _ask("Überschrift der Seite", "--title")
    try:
        created = create(PROJECT_DIR, site, path, title, date.today())
    except ContentError as error:
        raise Exit(f"Nicht angelegt. {error}", code=2) from error
    print(f"✓ {created.file} ist angelegt. Bitte summary und Text ausfüllen, dann: make preview")
    if created.site_file:
        print(
            f"  Die Startseite zeigt sie: {created.site_file}, situations. Steht sie besser woanders, dort löschen."
        )
    elif not created.is_listed:
        print("  Noch führt kein Weg dorthin: auf einer anderen Seite verlinken oder in site.yaml eintragen.")


@task(
    help={
        "site": "name of the microsite",
        "page": "Markdown file below the site's folder, e.g. heim/heim-auswaehlen.md",
        "file": "name of the PDF in dokumente/",
    }
)
def pdf(context: Context, site: str, page: str, file: str) -> None:
    """Print a built page as a tagged PDF into dokumente/."""
    _python("plugins.pdf_copy", site, page, file)


@task
def gallery(context: Context) -> None:
    """Show all components: build/gallery/index.html."""
    _python("plugins.gallery")


def _ask(question: str, option: str) -> str:
    try:
        answer = input(f"{question}: ").strip()
    except EOFError:
        answer = ""
    if not answer:
        raise Exit(f"Ohne diese Angabe geht es nicht weiter. Bitte mit {option} nennen.", code=2)
    return answer


@task(
    positional=["page"],
    help={
        "page": "Markdown file, address or kontakt:ID; further ones after --",
        "by": "role that reviewed, never a person",
        "on": "day of the review instead of today",
    },
)
def reviewed(context: Context, page: str, by: str, on: str = "") -> None:
    """Note that a page or contact was reviewed."""
    _noted(page, by, on, *shlex.split(context.remainder))


@task(
    positional=["page"],
    help={
        "page": "Markdown file or address; further ones after --",
        "by": "role that approves, another than the one that reviewed",
        "on": "day of the approval instead of today",
    },
)
def approved(context: Context, page: str, by: str, on: str = "") -> None:
    """Note that a reviewed page was approved by somebody else."""
    _noted(page, by, on, *shlex.split(context.remainder), "--approve")


def _noted(page: str, by: str, on: str, *further: str) -> None:
    _python("plugins.reviewed", page, *further, "--by", by, *(["--on", on] if on else []))


@task(
    positional=["what"],
    help={"what": "fix: show what has moved as a diff", "site": "one microsite", "apply": "write the diff"},
)
def links(
    context: Context,
    what: str | None = None if "fix" in sys.argv else "",
    site: str = "",
    apply: bool = False,
) -> None:
    """Check links to other websites; links fix: follow moves."""
    words = [word for word in (what, site) if word]
    _python("audit", "links", *words, *(["--apply"] if apply else []), *shlex.split(context.remainder))


@task(help={"site": "one microsite instead of all"})
def statement(context: Context, site: str = "") -> None:
    """Put the audit's findings into the statements."""
    _python("audit", "statement", *filter(None, [site]))


@task(help={"site": "one microsite instead of all", "send": "send the mails instead of showing them"})
def reminders(context: Context, site: str = "", send: bool = False) -> None:
    """Show or send who has to look at what again."""
    _python("audit", "reminders", *filter(None, [site]), *(["--send"] if send else []))


@task(help={"site": "one microsite instead of all"})
def hand_test(context: Context, site: str = "") -> None:
    """List what people still have to test."""
    _python("audit", "hand-test", *filter(None, [site]))


@task(
    help={
        "site": "microsite with the directory, if there are several",
        "export": "write all entries to this CSV file",
        "import_": "take over this CSV file",
        "dry_run": "show only what an import would change",
    }
)
def entries(
    context: Context, site: str = "", export: str = "", import_: str = "", dry_run: bool = False
) -> None:
    """Export or import the directory as a table."""
    named = (("--site", site), ("--export", export), ("--import", import_))
    options = [part for name, value in named if value for part in (name, value)]
    _python("plugins.directory.table", *options, *(["--dry-run"] if dry_run else []))


@task(
    positional=["what", "file"],
    help={
        "what": "compare, export or import",
        "file": "compare: CSV or LDIF of the staff; export, import: .csv, .vcf or .xml",
        "dry_run": "import: show only what would change",
        "json": "compare: write the result to this file",
        "show_values": "compare: show what the staff's file says, too",
        "missing": "compare: name lines that are no contact",
        "ldap": "compare: ask this LDAP server instead of a file",
        "base": "compare: below this DN",
        "bind": "compare: log in as this DN",
    },
)
def contacts(
    context: Context,
    what: str,
    # Invoke has no positional argument that may be left out
    file: str | None = "" if "--ldap" in " ".join(sys.argv) else None,
    dry_run: bool = False,
    json: str = "",
    show_values: bool = False,
    missing: bool = False,
    ldap: str = "",
    base: str = "",
    bind: str = "",
) -> None:
    """Compare contacts with the staff directory, export, import."""
    flags = (("--dry-run", dry_run), ("--show-values", show_values), ("--missing", missing))
    named = (("--json", json), ("--ldap", ldap), ("--base", base), ("--bind", bind))
    options = [part for name, value in named if value for part in (name, value)]
    options += [name for name, is_on in flags if is_on]
    _python("plugins.registry", what, *filter(None, [file]), *options)


@task(
    positional=["file"],
    help={
        "file": "CSV file, mbox file, Maildir folder, imaps address or Zammad export",
        "today": "day to judge as of",
        "json": "output",
        "own_domain": "mail domain of the town, for mailboxes",
    },
)
def sla(context: Context, file: str, today: str = "", json: str = "", own_domain: str = "") -> None:
    """Show how fast inquiries were answered."""
    named = (("--today", today), ("--json", json), ("--own-domain", own_domain))
    options = [part for name, value in named if value for part in (name, value)]
    _python("audit", "sla", file, *options)


def _follows_file(arguments: list[str]) -> bool:
    """Whether ``bench search FILE`` or the like was typed: Invoke has no positional argument that may be left out."""
    pairs = pairwise(arguments)
    return any(
        word in ("search", "act", "gds", "contacts") and not following.startswith("-")
        for word, following in pairs
    )


@task(
    positional=["what", "file"],
    help={
        "what": "what to measure: audit, build, verdict, pages, links, search, act, gds, contacts",
        "file": "search: lines of query, tab, expected address; act, gds: folder of the cases; contacts: JSON lines",
        "site": "search: microsite that addresses without a host mean",
        "json": "write the figures to this file",
        "rounds": "audit, build, pages, links: turns each",
        "pages": "audit, build, verdict, links: number of pages; verdict: may be given several times",
        "docs": "audit, build, verdict, links: write the table to docs/benchmarks.md",
    },
    iterable=["pages"],
)
def bench(
    context: Context,
    what: str,
    file: str | None = None if _follows_file(sys.argv) else "",
    site: str = "",
    json: str = "",
    rounds: int = 0,
    pages: list[str] | None = None,
    docs: bool = False,
) -> None:
    """Measure: audit, build, verdict, links, pages and more."""
    named = (
        ("--site", site),
        ("--json", json),
        ("--rounds", str(rounds or "")),
        *(("--pages", number) for number in pages or ()),
    )
    options = [part for name, value in named if value for part in (name, value)]
    _python(
        "bench",
        what,
        *filter(None, [file]),
        *options,
        *(["--docs"] if docs else []),
        *shlex.split(context.remainder),
    )


@task(help={"site": "one microsite instead of all"})
def validate(context: Context, site: str = "") -> None:
    """Check the built pages with the Nu HTML checker."""
    _python("plugins.nu_checker", *filter(None, [site]))


@task
def placeholder_film(context: Context) -> None:
    """Make the stand-in for sign language films."""
    _python("plugins.films.placeholder")


@task
def test(context: Context) -> None:
    """Run all tests, those in a real browser included."""
    _python("pytest", "--quiet", "--numprocesses=2", "--dist=loadgroup", *shlex.split(context.remainder))


@task
def check(context: Context) -> None:
    """Check style, imports, generated docs."""
    _python("ruff", "check", "--output-format=concise", ".")
    _python("ruff", "format", "--check", "--output-format=concise", ".")
    _python("pytest", "--quiet", "tests/test_imports.py", "tests/audit/test_rules_page.py")


@task
def docs(context: Context) -> None:
    """Write docs/rules.md from the documentation in the rules."""
    from audit import rules_page

    (PROJECT_DIR / "docs" / "rules.md").write_text(rules_page.render(), encoding="utf-8")


@task
def lock(context: Context) -> None:
    """Lock all packages after a change of *.in or package.json."""
    for name in ("requirements", "requirements-dev"):
        _python("piptools", "compile", *LOCK_OPTIONS, f"--output-file={name}.txt", f"{name}.in")
    _call("npm", "install", "--package-lock-only")


@task
def clean(context: Context) -> None:
    """Remove built sites, reports and caches; content stays."""
    for name in MADE_BY_TASKS:
        shutil.rmtree(PROJECT_DIR / name, ignore_errors=True)

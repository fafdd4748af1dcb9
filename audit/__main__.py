"""The command line: reads options, runs audits, writes reports, sets the exit code. No logic of its own."""

from __future__ import annotations

import gc
import os
import signal
import sys
import traceback
from collections.abc import Iterator
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from audit import __version__, config, run, targets
from audit.clock import now
from audit.errors import AuditError, ProbeError, UsageError
from audit.gather import Options
from audit.model import FAMILIES, Report
from audit.processes import in_processes
from audit.progress import progress_bar
from audit.reports import FORMATS, summary
from audit.selection import Selection
from audit.targets import Target

EXIT_CODES = """\b
Rückgabewerte:
  0  sauber
  1  offene Befunde ab der eingestellten Schwere (Voreinstellung: moderate)
  2  falscher Aufruf oder falsche Einstellung
  3  Prüfung unvollständig: eine Seite oder ein Messgerät fiel aus
  4  Fehler im Programm
"""

EXAMPLES = """\b
Beispiele:
  dreiklick                                   alle gebauten Microsites
  dreiklick pflegestuetzpunkt --no-browser    schnell, ohne Barrierefreiheit
  dreiklick output/senioren --family integrity
  dreiklick https://www.example.org/ --only axe/image-alt,broken-link
  dreiklick --urls seiten.txt --family accessibility --format json
  dreiklick check content/senioren/geld.md    nur was eine Datei betrifft, für Editoren und Hooks
  dreiklick sla anfragen.csv                  nur Antwortzeiten, auch aus Postfächern: dreiklick sla --help
  dreiklick history senioren                  alle Läufe: was neu entstand, was erledigt ist
  dreiklick links                             Verweise auf andere Websites prüfen
  dreiklick reminders                         wer was nachsehen muss, als Mail (--send)
  dreiklick statement senioren                Befunde in die Erklärung zur Barrierefreiheit übernehmen
  dreiklick hand-test senioren                Liste schreiben, was Menschen noch prüfen sollen
"""


def _words(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Options that may be repeated or take several names separated by commas."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


#: From so many findings and dates on, the formats of a report are written side by side.
_LARGE = 2000


@click.command(epilog=f"{EXAMPLES}\n{EXIT_CODES}", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("target", nargs=-1)
@click.option(
    "--urls",
    type=click.Path(path_type=Path),
    help="Datei mit einzelnen Adressen, je Zeile eine; jede steht für sich.",
)
@click.option(
    "--site", help="Microsite, deren Kontakte und Einstellungen für einen Ordner oder eine Adresse gelten."
)
@click.option(
    "--family", multiple=True, callback=_words, help=f"Nur diese Regelfamilien: {', '.join(FAMILIES)}."
)
@click.option("--only", multiple=True, callback=_words, metavar="RULE", help="Nur diese Regeln.")
@click.option(
    "--ignore",
    multiple=True,
    callback=_words,
    metavar="RULE",
    help="Diese Regeln auslassen (steht im Bericht).",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    callback=_words,
    help=f"Berichte: {', '.join(FORMATS)} (Voreinstellung: alle).",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("reports"),
    show_default=True,
    help="Ordner für die Berichte.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=os.cpu_count() or 1,
    show_default="Kerne",
    help="Browser und rechnende Prozesse nebeneinander.",
)
@click.option("--no-browser", is_flag=True, help="Ohne Browser: Regeln, die ihn brauchen, bleiben ungeprüft.")
@click.option(
    "--external",
    is_flag=True,
    help="Auch fremde Adressen prüfen (langsam; allein: dreiklick links). Sonst gilt, was gemerkt ist.",
)
@click.option("--no-cache", is_flag=True, help="Alles neu messen.")
@click.option("--print-config", is_flag=True, help="Die geltenden Einstellungen zeigen und aufhören.")
@click.version_option(__version__, "-V", "--version", prog_name="dreiklick")
def audit(
    target: tuple[str, ...],
    urls: Path | None,
    site: str | None,
    family: tuple[str, ...],
    only: tuple[str, ...],
    ignore: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path,
    jobs: int,
    no_browser: bool,
    external: bool,
    no_cache: bool,
    print_config: bool,
) -> int:
    """Prüft Microsites: Barrierefreiheit im Browser, drei Klicks, Kontakte, Verweise, Aktualität, Antwortzeiten.

    TARGET ist der Name einer Microsite, ein Ordner mit HTML-Seiten, eine Adresse oder eine Sitemap (.xml).
    Ohne TARGET werden alle Microsites geprüft. Jeder Befund nennt Datei und Zeile, wo das möglich ist.
    """
    project_dir = Path.cwd()
    settings = config.load(project_dir)
    if print_config:
        click.echo(config.as_text(settings), nl=False)
        return 0
    ignored = {**(settings.ignore or {}), **dict.fromkeys(ignore, "auf der Kommandozeile ausgelassen")}
    selection = Selection(frozenset(family), frozenset(only), ignored, browser=not no_browser)
    chosen = _formats(formats)
    todo = list(_targets(target, urls, site, project_dir, settings.max_pages))
    cache_file = None if no_cache else project_dir / ".cache" / "audit.sqlite"
    reports = []
    with progress_bar() as tell:
        for item in todo:
            options = Options(project_dir, cache_file, jobs, tell, external)
            report = run.audit(item, selection, settings, now(), options)
            reports.append(_remembered(report, item, options, settings, bool(family or only or no_browser)))
    for report in reports:
        _write(report, chosen, out, jobs)
        click.echo(summary.render(report))
    if "html" in chosen:
        from audit.reports import overview

        (out / "index.html").write_text(overview.render(reports), encoding="utf-8")
        click.echo(f"Bericht ansehen: {(out / 'index.html').resolve().as_uri()}")
    return run.exit_code(reports, settings.threshold)


def _remembered(
    report: Report, target: Target, options: Options, settings: config.Settings, is_partial: bool
) -> Report:
    """The report with what changed since the last one of this microsite; of other targets nothing is kept."""
    if not (target.manifest and settings.history):
        return report
    from audit.history.recording import with_history

    file = options.project_dir / settings.history
    return with_history(report, file, partial=is_partial, whole=target.offline)


def _targets(
    words: tuple[str, ...], urls: Path | None, site: str | None, project_dir: Path, max_pages: int
) -> Iterator[Target]:
    if urls:
        yield targets.from_list(urls, project_dir, site)
    names = words or (() if urls else tuple(targets.microsites(project_dir)))
    if not names and not urls:
        raise UsageError("Hier ist keine Microsite (content/<name>/site.yaml). Bitte TARGET angeben.")
    for word in names:
        yield targets.resolve(word, project_dir, site, max_pages)


def _formats(names: tuple[str, ...]) -> tuple[str, ...]:
    unknown = set(names) - set(FORMATS)
    if unknown:
        raise UsageError(f"Das Format „{min(unknown)}“ gibt es nicht. Möglich: {', '.join(FORMATS)}.")
    return names or tuple(FORMATS)


def _write(report: Report, formats: tuple[str, ...], out: Path, jobs: int) -> None:
    folder = out / report.subject
    folder.mkdir(parents=True, exist_ok=True)
    write = partial(_write_format, report, folder)
    is_large = len(report.findings) + len(report.reviews) >= _LARGE
    longest_first = sorted(formats, key=lambda name: not FORMATS[name].by_owner)
    for _ in in_processes(write, longest_first, jobs) if is_large and jobs > 1 else map(write, formats):
        pass


def _write_format(report: Report, folder: Path, name: str) -> None:
    form = FORMATS[name]
    texts = {form.file_name: form.render(report), **form.more(report)}
    stem, _, ending = form.file_name.partition(".")
    for old in folder.glob(f"{stem}-*.{ending}") if form.by_owner else ():
        if old.name not in texts:  # of somebody who owns nothing any more
            old.unlink()
    for written, text in texts.items():
        (folder / written).write_text(text, encoding="utf-8", newline="")


#: What the first word can be instead of a target, and where it is; read when asked for, since each brings its libraries.
COMMANDS = {
    "check": ("audit.commands.check", "check"),
    "sla": ("audit.commands.sla", "sla"),
    "links": ("audit.commands.links", "links"),
    "history": ("audit.commands.history", "history"),
    "statement": ("audit.commands.statement", "statement"),
    "hand-test": ("audit.commands.hand_test", "hand_test"),
    "reminders": ("audit.commands.reminders", "reminders_command"),
}


def main(arguments: list[str] | None = None) -> None:
    """Entry point of ``dreiklick`` and ``python -m audit``; never returns, sets the exit code."""
    arguments = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(
        100_000
    )  # a large audit makes many objects that stay: looking for cycles among them seldom pays
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # whoever ends a job in CI ends its browsers too
    if arguments and arguments[0] in COMMANDS:
        module, name = COMMANDS[arguments[0]]
        sys.exit(_run(getattr(import_module(module), name), arguments[1:]))
    sys.exit(_run(audit, arguments))


def _run(command: click.Command, arguments: list[str]) -> int:
    try:
        result: int | None = command.main(arguments, prog_name="dreiklick", standalone_mode=False)
        gc.freeze()  # what is left goes with the process, so nobody need look through it
        return result or 0
    except click.exceptions.Exit as exit_request:
        return exit_request.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except ProbeError as error:
        click.echo(f"Prüfung unvollständig: {error}", err=True)
        return 3
    except AuditError as error:
        click.echo(f"Fehler: {error}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Abgebrochen.", err=True)
        return 130
    except Exception:  # noqa: BLE001  the last net: a bug is told as one, with all we know
        traceback.print_exc()
        click.echo(
            "Das ist ein Fehler im Programm, nicht auf der Website. Bitte mit der Meldung oben berichten.",
            err=True,
        )
        return 4


if __name__ == "__main__":
    main()

"""The command ``links``: ask foreign servers whether their addresses still lead somewhere; note what people looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from audit import config, looked, targets
from audit.commands.links_fix import fix
from audit.config import Settings
from audit.errors import UsageError
from audit.external_links import ExternalAddress, ExternalLinks, Verdict, locate, places
from audit.probes.links import gather
from audit.probes.links.check import Limits
from audit.probes.moments import BERLIN
from audit.sources import Sources
from audit.targets import Target

HELP = """Prüft die Verweise auf andere Websites und merkt sich das Ergebnis.

TARGET ist der Name einer Microsite, ein Ordner, eine Adresse oder eine Sitemap; ohne TARGET sind es alle Microsites.
Jede fremde Adresse wird einmal gefragt, je Server höchstens zweimal in der Sekunde und nur, wenn dessen robots.txt
es erlaubt. Gute Ergebnisse gelten sieben Tage, alle anderen werden jedes Mal neu geprüft.
Die Berichte von „dreiklick“ zeigen, was gemerkt ist, mit dem Tag der Prüfung.

\b
Ergebnisse:
  führt ins Leere      404, 410, Server unbekannt, Zertifikat abgelaufen: ein Befund
  umgezogen            neue Adresse bekannt; „dreiklick links fix“ ändert sie in den Texten
  gesperrt             der Server weist Programme ab: bitte selbst öffnen und mit --looked eintragen
  nicht erreichbar     Störung oder keine Antwort; wird ab dem zweiten Mal gemeldet
  verdächtig           Fehlerseite, geparkte Domain, nur noch Startseite: bitte selbst öffnen
  nicht geprüft        verboten (robots.txt), im eigenen Netz oder ein Beispielname

\b
Beispiele:
  dreiklick links                             alle Microsites
  dreiklick links senioren --all              auch das, was vor wenigen Tagen in Ordnung war
  dreiklick links --looked https://amt.example/   „selbst geöffnet, führt zum Ziel“
  dreiklick links fix                         Umzüge als Änderung zeigen
  dreiklick links fix --apply                 … und in die Texte schreiben

\b
Rückgabewert: 0 nichts führt ins Leere, 1 etwas führt ins Leere, 2 falscher Aufruf, 3 kein Netz oder nicht fertig.
"""


class _ChecksByDefault(click.Group):
    """``links`` is ``links check``, so that targets can follow at once."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else ""
        named = first in self.commands or first in ("-h", "--help")
        return super().parse_args(context, args if named else ["check", *args])


@click.group(cls=_ChecksByDefault, help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
def links() -> None:
    """The group; its help is ``HELP``."""


@links.command(help=HELP)
@click.argument("target", nargs=-1)
@click.option("--all", "everything", is_flag=True, help="Auch fragen, was vor weniger als 7 Tagen gut war.")
@click.option(
    "--looked", "looked_at", multiple=True, metavar="ADRESSE", help="Eintragen: heute selbst geöffnet, gut."
)
@click.pass_context
def check(
    context: click.Context, target: tuple[str, ...], everything: bool, looked_at: tuple[str, ...]
) -> None:
    project_dir = Path.cwd()
    today = datetime.now(BERLIN).date()
    if looked_at:
        _note(project_dir, looked_at, today)
        return
    settings = config.load(project_dir)
    names = target or tuple(targets.microsites(project_dir))
    if not names:
        raise UsageError("Hier ist keine Microsite (content/<name>/site.yaml). Bitte TARGET angeben.")
    todo = [targets.resolve(name, project_dir, None, settings.max_pages) for name in names]
    found = [_check(item, project_dir, settings, today, everything) for item in todo]
    if any(left for _, left in found):
        context.exit(3)
    context.exit(1 if any(True for item, _ in found for _ in item.with_verdict(Verdict.BROKEN)) else 0)


links.add_command(fix)


def _note(project_dir: Path, addresses: tuple[str, ...], today: date) -> None:
    for address in addresses:
        if not address.startswith(("http://", "https://")):
            raise UsageError(f"„{address}“ ist keine Adresse, die mit http:// oder https:// beginnt.")
    looked.write(project_dir, addresses, today)
    click.echo(f"✓ {looked.FILE}: {len(addresses)} angesehen am {today:%d.%m.%Y}")


def _check(
    target: Target, project_dir: Path, settings: Settings, today: date, everything: bool
) -> tuple[ExternalLinks, int]:
    """What is known of the target's foreign addresses now, and how many were not reached in time."""
    console = Console(stderr=True)
    pages = target.pages(lambda done: None)
    contact = settings.external_contact or pages.site.base
    with console.status(f"{target.name} …") as status:
        order = gather.Order(
            gather.network(contact),
            fresh=not everything,
            limits=Limits(settings.external_seconds),
            progress=lambda done, total: status.update(f"{target.name}: {done} von {total} Adressen"),
        )
        found = gather.external_links(pages.site, project_dir, today, order)
    sources = Sources(project_dir, target.manifest, pages.folder)
    known = locate(found.links, pages.site, sources.at)
    _show(target, known, found, settings.archive)
    return known, found.left


def _show(target: Target, known: ExternalLinks, found: gather.Found, archive: str) -> None:
    console = Console(highlight=False)
    for note in found.notes:
        console.print(Text(note))
    counts = Counter(item.verdict for item in known.addresses.values())
    table = Table(
        title=f"{target.title}: {len(known.addresses)} fremde Adressen, {found.asked} gefragt",
        title_justify="left",
        box=None,
        show_header=False,
    )
    for verdict in Verdict:
        if counts[verdict]:
            table.add_row(str(counts[verdict]), verdict.label)
    console.print(table)
    for line in _lines(known.addresses.values(), archive):
        console.print(Text(line), soft_wrap=True)
    if found.left:
        console.print(
            f"{found.left} Adressen wurden in der eingestellten Zeit nicht erreicht (external_seconds)."
        )


def _lines(addresses: Iterable[ExternalAddress], archive: str) -> Iterable[str]:
    """What somebody has to look at, the worst first."""
    order = list(Verdict)
    for item in sorted(addresses, key=lambda item: (order.index(item.verdict), item.url)):
        if item.is_listed and item.verdict is not Verdict.UNCHECKED:
            why = item.judged.reason or f"ohne die Stelle #{', #'.join(item.missing_fragments)}"
            yield f"{item.verdict.label}: {item.url}"
            yield f"    {why}; {places(item.uses)}"
            if archive and item.verdict is Verdict.BROKEN:
                yield f"    Kopie im Archiv suchen: {archive}{item.url}"

"""The command ``reminders``: what must be looked at again, as a mail to each owner, printed or sent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from audit import clock, config, targets
from audit.commands import mailer
from audit.commands.reminder_text import Reminder, SiteReviews, reminders
from audit.commands.statement import sites_of
from audit.config import Settings
from audit.errors import ProbeError, UsageError
from audit.facts import Facts
from audit.reviews import reviews_of

HELP = f"""Schreibt jeder zuständigen Stelle, was sie auf der Website nachsehen muss.

SITE ist der Name einer Microsite; ohne SITE sind es alle, mit einem Brief je Adresse. Genannt werden Seiten und
Kontakte, die überfällig sind oder in den nächsten Tagen fällig werden (AUDIT: review_warning_days). Wer nichts
nachsehen muss, bekommt keine Mail. Vorher: invoke build.

\b
Beispiele:
  dreiklick reminders                    alle Briefe zeigen, nichts senden
  dreiklick reminders senioren --send    senden
  dreiklick reminders --send --dry-run   zeigen, wer welche Mail bekäme

\b
Zum Senden gehören:
  content/SITE/site.yaml   owner_addresses: {{sozialamt: sozialamt@stadt.example}}
  pelicanconf.py, AUDIT    smtp_host, smtp_from; nach Bedarf smtp_port (587), smtp_starttls (True), smtp_user
  Umgebungsvariable        {mailer.PASSWORD}: das Passwort zu smtp_user

\b
Rückgabewerte: 0 gut, 2 falscher Aufruf oder falsche Einstellung, 3 nicht alles ließ sich senden.
"""


@click.command("reminders", help=HELP)
@click.argument("site", nargs=-1)
@click.option("--send", is_flag=True, help="Die Mails senden, statt sie zu zeigen.")
@click.option("--dry-run", is_flag=True, help="Nichts senden, nur sagen, wer welche Mail bekäme.")
def reminders_command(site: tuple[str, ...], send: bool, dry_run: bool) -> None:
    project_dir, now = Path.cwd(), clock.now()
    settings = config.load(project_dir)
    found = reminders(sites_to_review(sites_of(site, project_dir), project_dir, settings, now))
    if not found:
        click.echo("Nichts zu tun: Alles ist geprüft und in den nächsten Tagen nichts fällig.")
    elif dry_run:
        for reminder in found:
            click.echo(f"{_to(reminder)}: {reminder.subject}")
    elif send:
        _send(found, settings, now)
    else:
        for reminder in found:
            click.echo(f"An: {_to(reminder)}\nBetreff: {reminder.subject}\n\n{reminder.text}")


def sites_to_review(
    names: tuple[str, ...], project_dir: Path, settings: Settings, now: datetime
) -> Iterator[SiteReviews]:
    """What the built sites have to be looked at; DataError if one is not built."""
    for name in names:
        target = targets.resolve(name, project_dir, None, settings.max_pages)
        manifest = target.manifest
        assert manifest, "a microsite has a manifest"
        pages = target.pages(lambda done: None)
        facts = Facts(settings, manifest.clock or now.date(), pages.site, manifest)
        yield SiteReviews(name, manifest.title, manifest.url, reviews_of(facts), manifest.owner_addresses)


def _send(found: tuple[Reminder, ...], settings: Settings, now: datetime) -> None:
    """Send what has an address; ProbeError, after all others were sent, if the server refused one."""
    if not settings.smtp_host or not settings.smtp_from:
        raise UsageError(
            "Zum Senden fehlen Angaben. Bitte in pelicanconf.py unter AUDIT smtp_host und smtp_from setzen."
        )
    server = mailer.Server(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_starttls,
        settings.smtp_user,
        os.environ.get(mailer.PASSWORD, ""),
    )
    if server.user and not server.password:
        raise UsageError(
            f"Zu smtp_user fehlt das Passwort. Bitte in der Umgebungsvariable {mailer.PASSWORD} übergeben."
        )
    mails = [
        mailer.message(settings.smtp_from, reminder.address, reminder.subject, reminder.text, now)
        for reminder in found
        if reminder.address
    ]
    refused = []
    for mail, why in mailer.send(mails, server) if mails else ():
        if why:
            refused.append(f"{mail['To']} ({why})")
        else:
            click.echo(f"✓ {mail['To']}: {mail['Subject']}")
    for reminder in found:
        if not reminder.address:
            click.echo(f"– {_to(reminder)}: {reminder.subject}", err=True)
    if refused:
        raise ProbeError(f"Der Mailserver nahm nicht alles an: {', '.join(refused)}.")


def _to(reminder: Reminder) -> str:
    names = ", ".join(reminder.names)
    return (
        f"{reminder.address} ({names})"
        if reminder.address
        else f"{names} (ohne Adresse: owner_addresses in site.yaml)"
    )

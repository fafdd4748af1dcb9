"""Links that write a mail or dial a number work when somebody uses them.

What it checks: a ``mailto:`` link has an address that mail programs accept, and no line break that smuggles in further
recipients; a ``tel:`` link has a number that telephones can dial, without the „(0)“ behind +49 that is dialled too.
Whether number and address are the right ones is told by ``loose-contact``.
Why it matters: nobody sees on the page that the link does not work; the call just never comes.
Applies to: pages with such links.

Passed example:

    pages:
      /: <a href="tel:+49-30-23125110">Anruf</a> <a href="mailto:pflege@musterstadt.example?subject=Antrag">Mail</a>

Failed example:

    pages:
      /: <p>Rufen Sie an, <a href="tel:+49(0)3023125110">030 23125 110</a></p>

References: RFC 6068 (mailto), RFC 3966 (tel)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote

from email_validator import EmailSyntaxError, validate_email

from audit.checks import failed
from audit.facts import Facts
from audit.model import Finding, Impact, Rule, Scope, Where
from audit.page import Link, Page
from audit.texts.contact_text import contacts_of_link

RULE = Rule(
    id="contact-link-syntax",
    family="integrity",
    title="Verweise zum Anrufen und Schreiben funktionieren",
    remedy="So schreiben: tel:+493023125110 und mailto:name@stadt.de, am einfachsten über das Kontaktverzeichnis.",
    impact=Impact.SERIOUS,
    scope=Scope.PAGE_TODAY,
)
_SEPARATORS = re.compile(r"[\s().\-/\u00a0\u202f]")
_PARAMETERS = re.compile(r";.*", re.S)
_DIALLED_ZERO = re.compile(r"(?:\+|00)\d{1,3}[\s.\-/]*\(0\)")


def applies_to(facts: Facts) -> Iterator[Page]:
    return (page for page in facts.site.pages.values() if any(_scheme(link) for link in page.links))


def check(page: Page, facts: Facts) -> Iterator[Finding]:
    for link in page.links:
        scheme, _, rest = link.href.strip().partition(":")
        fault = {"tel": _of_number, "mailto": _of_mail}[scheme.lower()](rest) if _scheme(link) else ""
        # what the registry has wrong is told there, once: stale-contact
        if fault and not facts.registered.issuperset(contacts_of_link(link.href) or {fault}):
            place = page.place_of_link(link)
            yield failed(
                RULE,
                page=page.url,
                target=place.target,
                message=f"Der Verweis „{link.text}“ ({link.href[:80]}) funktioniert nicht: {fault}.",
                evidence=link.href,
                where=Where(literal=link.href, text=place.text, component=place.component),
            )


def _scheme(link: Link) -> bool:
    return link.href.strip().lower().startswith(("tel:", "mailto:"))


def _of_number(written: str) -> str:
    number = unquote(_PARAMETERS.sub("", written))
    if _DIALLED_ZERO.search(number):
        return "die „(0)“ wird mitgewählt"
    digits = _SEPARATORS.sub("", number)
    if not re.fullmatch(r"\+?[0-9*#]{2,}", digits):
        return "das ist keine Nummer, die ein Telefon wählen kann"
    return ""


def _of_mail(written: str) -> str:
    to, _, query = written.partition("?")
    headers = parse_qsl(query, keep_blank_values=True)
    if any(
        re.search(r"[\r\n]", text) for text in (unquote(to), *(v for k, v in headers if k.lower() != "body"))
    ):
        return "ein Zeilenumbruch darin könnte weitere Empfänger einschmuggeln"
    further = [value for name, value in headers if name.lower() in ("to", "cc", "bcc")]
    addresses = [part.strip() for text in (unquote(to), *further) for part in text.split(",") if part.strip()]
    if not addresses:
        return "es fehlt die E-Mail-Adresse"
    for address in addresses:
        try:
            validate_email(address, check_deliverability=False, test_environment=True)
        except EmailSyntaxError:
            return f"„{address[:80]}“ ist keine E-Mail-Adresse"
    return ""

"""From the trail of an address to its verdict. ``broken`` only where it is certain that people meet nothing there."""

from __future__ import annotations

import re
from itertools import takewhile
from urllib.parse import urlsplit

from audit.external_links import Judged, Verdict
from audit.probes.links.trail import Problem, Trail

MOST_HOPS = 10
_GONE = {404: "der Server antwortet: nicht gefunden (404)", 410: "der Server antwortet: entfernt (410)"}
_CLOSED = (401, 403, 407, 429, 451, 999)
_FOR_GOOD = (301, 308)
_NOT_FOUND = re.compile(
    r"\b(?:nicht gefunden|nicht verfügbar|existiert nicht|not found|error 404|fehler 404|404)\b", re.I
)
_PARKED = re.compile(
    r"domain (?:steht zum verkauf|ist zu verkaufen|geparkt|is for sale|parking)|buy this domain"
    r"|parked (?:domain|free)|hier entsteht eine neue (?:internetpräsenz|website|homepage)",
    re.I,
)
_PARKING_HOSTS = re.compile(
    r"(?:^|\.)(?:sedo|sedoparking|parkingcrew|bodis|afternic|hugedomains|dan)\.(?:com|net)$"
)
_START = re.compile(r"/?(?:(?:de|en|home|start|startseite|index)(?:\.\w+)?/?)?", re.I)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|odt|ods|zip|mp3|mp4|jpe?g|png|ics)$", re.I)

#: Problems of the way there: (verdict, reason).
_PROBLEMS = {
    Problem.MALFORMED: (Verdict.BROKEN, "sie ist keine gültige Adresse"),
    Problem.REFUSED: (Verdict.UNCHECKED, "sie wird nicht abgefragt"),
    Problem.NO_SUCH_NAME: (Verdict.BROKEN, "den Namen des Servers gibt es nicht"),
    Problem.NAMES: (Verdict.TEMPORARY, "der Namensdienst des Servers hat eine Störung"),
    Problem.OFFLINE: (Verdict.TEMPORARY, "kein Namensdienst erreichbar"),
    Problem.CONNECTION: (Verdict.TEMPORARY, "der Server ist nicht zu erreichen"),
    Problem.GARBAGE: (Verdict.TEMPORARY, "der Server antwortet unverständlich"),
    Problem.TIMEOUT: (Verdict.TEMPORARY, "der Server antwortet nicht rechtzeitig"),
    Problem.HOST_DOWN: (Verdict.TEMPORARY, "der Server antwortete auf andere Adressen nicht"),
    Problem.EXPIRED: (Verdict.BROKEN, "das Zertifikat des Servers ist abgelaufen, Browser warnen davor"),
    Problem.CERTIFICATE: (Verdict.SUSPICIOUS, "das Zertifikat des Servers passt nicht, Browser warnen davor"),
    Problem.ROBOTS: (
        Verdict.UNCHECKED,
        "der Betreiber möchte nicht, dass Programme sie abfragen (robots.txt)",
    ),
    Problem.ROBOTS_FAILED: (Verdict.TEMPORARY, "der Server hat eine Störung"),
    Problem.NOT_UNDERSTOOD: (Verdict.UNCHECKED, "das Prüfprogramm versteht diese Schreibweise nicht"),
    Problem.DIED: (Verdict.TEMPORARY, "das Prüfprogramm brach an ihr zweimal ab"),
}


def judge(trail: Trail) -> Judged:
    """The verdict on one address."""
    anchors = frozenset(trail.page.anchors) if trail.page and trail.status == 200 else None
    verdict, reason, moved_to = _verdict(trail)
    return Judged(verdict, reason, trail.status, moved_to, anchors)


def _verdict(trail: Trail) -> tuple[Verdict, str, str]:
    if trail.problem:
        return (*_of_problem(trail), "")
    status = trail.status
    if status in _GONE:
        return Verdict.BROKEN, _GONE[status], ""
    if trail.wall or status in _CLOSED:
        return Verdict.BLOCKED, f"der Server weist Programme ab ({status})", ""
    if status >= 500:
        return Verdict.TEMPORARY, f"der Server hat eine Störung ({status})", ""
    if status >= 400:
        return Verdict.SUSPICIOUS, f"der Server antwortet mit dem Fehler {status}", ""
    if 300 <= status != 304 and status < 400:
        return Verdict.SUSPICIOUS, _endless(trail), ""
    if why := _doubt(trail):
        return Verdict.SUSPICIOUS, why, ""
    moved_to = _moved_to(trail)
    return (Verdict.MOVED, f"sie ist jetzt {moved_to}", moved_to) if moved_to else (Verdict.FINE, "", "")


def _of_problem(trail: Trail) -> tuple[Verdict, str]:
    assert trail.problem is not None
    verdict, reason = _PROBLEMS[trail.problem]
    if trail.problem in (Problem.REFUSED, Problem.MALFORMED) and trail.hops:
        goal = trail.hops[-1].location
        return (
            Verdict.SUSPICIOUS,
            f"sie leitet weiter, aber {trail.detail or 'wohin, ist unklar'} ({goal[:100]})",
        )
    return verdict, trail.detail or reason


def _endless(trail: Trail) -> str:
    if trail.hops[-1].location:
        return f"sie leitet im Kreis oder mehr als {MOST_HOPS}-mal weiter"
    return f"der Server leitet weiter, sagt aber nicht wohin ({trail.status})"


def _doubt(trail: Trail) -> str:
    """Why an address that answers may still not be what was meant; "" if nothing speaks for that."""
    asked, final = urlsplit(trail.address), urlsplit(trail.final)
    page = trail.page
    text = f"{page.title} {' '.join(page.words)}" if page else ""
    if _PARKING_HOSTS.search(final.hostname or "") or (page and _PARKED.search(page.title)):
        return "die Domain ist geparkt oder steht zum Verkauf"
    if page and len(page.words) < 40 and {"domain", "verkauf"} <= set(page.words):
        return "die Domain ist geparkt oder steht zum Verkauf"
    if page and _NOT_FOUND.search(page.title):
        return f"die Seite heißt „{page.title[:80]}“"
    if trail.soft_404:
        return "der Server zeigt für erfundene Adressen dieselbe Seite"
    if len(trail.hops) > 1 and not _START.fullmatch(asked.path) and _is_start(final.path, final.query):
        return "sie führt nur noch auf eine Startseite"
    if text and _FILE.search(asked.path):
        return "statt der Datei kommt eine Webseite"
    return ""


def _is_start(path: str, query: str) -> bool:
    return not query and bool(_START.fullmatch(path))


def _moved_to(trail: Trail) -> str:
    """Where permanent redirects lead, up to the first that is not permanent (RFC 9110, 15.4.2 and 15.4.9)."""
    permanent = list(takewhile(lambda hop: hop.status in _FOR_GOOD and hop.location, trail.hops))
    return permanent[-1].location if permanent else ""

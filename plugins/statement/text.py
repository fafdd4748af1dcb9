"""The statement on accessibility in words: Markdown with the headings, the order and the sentences of the state's model.

The headings' ids are the same for every state, so that other pages can link to them: ``barrierefreiheit.md#schlichtung``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugins.german_text import german_date
from plugins.statement.model import Statement
from plugins.statement.schema import GUIDELINES, AuditPart, Barrier, Limitation

#: Puts the site's values into a sentence of the profile.
Say = Callable[[str], str]


def body(statement: Statement, town: str, host: str, how_to_report: str = "") -> str:
    """The statement of the site at ``host``, whose public body is ``town``.

    ``how_to_report`` is the path of the page that explains how to report a barrier, "" where there is none.
    """
    values = {
        "town": town,
        "host": host,
        "created_on": german_date(statement.meta.created_on),
        "reviewed_on": german_date(statement.meta.reviewed_on),
        "evaluator": statement.meta.evaluator,
    }
    return "\n\n".join(_blocks(statement, lambda sentence: sentence.format_map(values), how_to_report)) + "\n"


def _blocks(statement: Statement, say: Say, how_to_report: str) -> Iterator[str]:
    profile, headings = statement.profile, statement.profile.headings
    yield from map(say, profile.scope)
    yield f"## {headings.status} {_id('stand')}"
    yield say(getattr(profile.status, statement.status.value))
    yield say(profile.standard)
    yield from _limitations(statement, say)
    yield f"## {headings.preparation} {_id('erstellung')}"
    yield from _preparation(statement, say)
    yield f"## {headings.feedback} {_id('rueckmeldung')}"
    yield say(profile.feedback)
    if how_to_report:
        yield f"Wie es geht und was danach geschieht, steht unter [Barriere melden]({how_to_report})."
    yield f"[[kontakt:{statement.meta.contact}]]"
    yield f"## {headings.conciliation} {_id('schlichtung')}"
    office = profile.conciliation
    yield from map(say, office.text)
    yield "  \n".join([f"**{office.name}**", office.address, f"[{office.link}]({office.url})"])
    yield f"## {headings.monitoring} {_id('ueberwachung')}"
    yield f"{say(profile.monitoring.text)} [{profile.monitoring.name}]({profile.monitoring.url})."


def _limitations(statement: Statement, say: Say) -> Iterator[str]:
    profile, headings = statement.profile, statement.profile.headings
    explained = {rule for item in statement.meta.limitations for rule in item.rules}
    barriers = [
        barrier
        for barrier in (statement.audit.barriers if statement.audit else ())
        if barrier.rule not in explained
    ]
    found = [*map(_barrier, barriers), *_failed_by_hand(statement)]
    by_kind = {
        kind: [_limitation(item) for item in statement.meta.limitations if item.kind == kind]
        for kind in ("nonconformity", "burden", "outside_law")
    }
    yield f"## {headings.limitations} {_id('inhalte')}"
    if statement.gaps or found:
        yield say(profile.limitations)
    groups = (
        (headings.nonconformity, by_kind["nonconformity"] + found, profile.no_nonconformity),
        (headings.burden, by_kind["burden"], profile.no_burden),
        (headings.outside_law, by_kind["outside_law"], profile.no_outside_law),
    )
    for heading, items, nothing in groups:
        yield f"### {heading}"
        yield "\n".join(items) or say(nothing)


def _limitation(item: Limitation) -> str:
    parts = [f"**{item.what}**", item.reason]
    if item.alternative:
        parts.append(f"So geht es trotzdem: {item.alternative}")
    if item.until:
        parts.append(f"Wir wollen das bis zum {german_date(item.until)} ändern.")
    return f"- {' '.join(parts)}"


def _barrier(barrier: Barrier) -> str:
    """What the audit found, for readers: the requirement, where it comes from, on how many pages it is not met."""
    source = f" (WCAG {', '.join(barrier.criteria)})" if barrier.criteria else ""
    pages = "einer Seite" if len(barrier.pages) == 1 else f"{len(barrier.pages)} Seiten"
    state = (
        f"Auf {pages} ist das noch nicht erfüllt."
        if barrier.outcome == "failed"
        else f"Auf {pages} ist noch zu beurteilen, ob das erfüllt ist."
    )
    parts = [f"**{barrier.title}**{source}.", state]
    if barrier.reason:
        parts.append(barrier.reason.rstrip(".") + ".")
    if barrier.until:
        parts.append(f"Wir wollen das bis zum {german_date(barrier.until)} ändern.")
    return f"- {' '.join(parts)}"


def _failed_by_hand(statement: Statement) -> Iterator[str]:
    """What a person found, where no limitation of ours tells of that guideline already."""
    told = {guideline for item in statement.gaps for guideline in item.guidelines}
    for criterion in statement.failed_by_hand:
        if criterion.guideline not in told:
            note = statement.hand_tests[criterion.number].note.rstrip(".")
            yield f"- **{criterion.name}** (WCAG {criterion.number}). {note}."


def _preparation(statement: Statement, say: Say) -> Iterator[str]:
    profile = statement.profile
    yield f"{say(profile.preparation)} {say(getattr(profile.method, statement.meta.method))}"
    if statement.audit:
        yield _audited(statement.audit)
    yield _tested(statement)
    yield say(profile.reviewed)


def _audited(audit: AuditPart) -> str:
    pages = (
        f"alle {audit.pages_known} Seiten"
        if audit.is_complete
        else f"{audit.pages_audited} von {audit.pages_known} Seiten"
    )
    tools = ", ".join(f"{name} {version}" for name, version in audit.tools.items())
    day = german_date(audit.audited_on)
    return f"Ein Programm hat am {day} {pages} in einem Browser geprüft ({tools}). Programme finden nur einen Teil der Barrieren."


def _tested(statement: Statement) -> str:
    """Which guidelines people tested in full; what they did not test is said as well."""
    tested = statement.tested
    if not tested:
        return "Von Hand geprüft haben wir diese Website im letzten Jahr noch nicht."
    last = german_date(max(test.on for test in statement.hand_tests.values() if test.on))
    text = f"Von Hand geprüft haben wir {len(tested)} der {len(GUIDELINES)} Richtlinien der WCAG, zuletzt am {last}."
    missing = [f"{name} ({number})" for number, name in GUIDELINES.items() if number not in tested]
    return f"{text} Noch nicht geprüft: {', '.join(missing)}." if missing else text


def _id(name: str) -> str:
    return f"{{: #{name} }}"

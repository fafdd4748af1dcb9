"""Running text is easy enough for most people.

What it checks: two formulas for German, Amstad's reading ease and the first Wiener Sachtextformel, both beyond lower
secondary school (Amstad below 50 „schwer“, Wiener above year 10); or the style of offices („erfolgt“, „zur Verfügung
gestellt“, chains of nouns) in a quarter of the sentences. One case a page, with its ten hardest sentences.
Formulas count words and syllables and know no meaning, so this never fails and never blocks: a person decides.
Why it matters: every second adult in Germany reads no better than a pupil at the end of lower secondary school, and
people in need read worse than on good days.
Applies to: pages in German with at least 100 words in five sentences; no legal pages, lists of links, tables, quotations.

Passed example:

    pages:
      /: |
        <p>Sie pflegen Ihre Mutter? Dann können Sie Geld bekommen. Rufen Sie uns an. Wir helfen Ihnen beim Antrag.
        Das Gespräch kostet nichts. Wir kommen auch zu Ihnen nach Hause. Bringen Sie bitte den Brief der Kasse mit.
        Haben Sie keinen Brief? Dann fragen wir für Sie nach. Nach zwei Wochen haben Sie eine Antwort. Sind Sie mit
        der Antwort nicht zufrieden, dann schreiben wir zusammen einen Brief. Danach prüft die Kasse den Antrag noch
        einmal. Viele Menschen haben damit Erfolg. Sie können auch eine Freundin mitbringen. Wir sprechen Deutsch,
        Türkisch und Russisch. Das Büro liegt am Markt, der Bus hält vor der Tür.</p>

Cannot tell example:

    pages:
      /: |
        <p>Die Gewährung der Leistungen erfolgt ausschließlich nach erfolgter Antragstellung unter Vorlage der für die
        Feststellung der Anspruchsberechtigung erforderlichen Unterlagen. Hinsichtlich der Berücksichtigung des
        Einkommens bedarf es der Beibringung entsprechender Nachweise seitens der antragstellenden Person. Im Rahmen
        der Antragsbearbeitung wird die Bedürftigkeit durch die Sachbearbeitung überprüft und festgestellt. Für die
        Beantragung der Kostenübernahme werden gesonderte Antragsformulare zur Verfügung gestellt. Die Inanspruchnahme
        von Beratungsleistungen ist nach vorheriger Terminvereinbarung während der Öffnungszeiten der Verwaltung
        gewährleistet. Änderungen der wirtschaftlichen Verhältnisse sind der Bewilligungsbehörde unverzüglich
        mitzuteilen. Zuwiderhandlungen können die Rückforderung der Leistungen sowie die Einleitung eines
        Ordnungswidrigkeitenverfahrens zur Folge haben. Gegen die Entscheidung kann innerhalb eines Monats nach
        Bekanntgabe Widerspruch bei der zuständigen Behörde schriftlich oder zur Niederschrift erhoben werden.</p>

References: Amstad 1978; Bamberger and Vanecek 1984; WCAG 2.2 SC 3.1.5 Reading Level (AAA); DIN 8581-1 Einfache Sprache
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from audit.checks import cant_tell
from audit.facts import Facts
from audit.model import Finding, Impact, Rule
from audit.page import Page
from audit.texts.german_sentences import words
from audit.texts.german_style import office_style, passive
from audit.texts.plain_text import Paragraph, is_german, paragraphs
from audit.texts.readability import Readability, readability

RULE = Rule(
    id="readability",
    family="currency",
    title="Texte sind leicht genug für die meisten Menschen",
    remedy="Lange Sätze teilen, Hauptwörter in Tätigkeiten verwandeln, sagen, wer etwas tut: „Sie stellen einen Antrag“.",
    impact=Impact.MINOR,
)

#: Both must say so: below „schwer“ on Amstad's scale, beyond the last year of lower secondary school.
HARD_AMSTAD, HARD_WIENER = 50, 10
#: Share of sentences in the style of offices from which a page has it.
HARD_STYLE = 1 / 4
_LEAST_WORDS, _LEAST_SENTENCES = 100, 5
#: How far a text must be from the limit to be called easy without the dictionary of syllables.
_MARGIN = 5
_WORST = 10
#: Shorter sentences make formulas jump and are never the trouble.
_SHORT = 8

Sentence = tuple[Paragraph, str]


def applies_to(facts: Facts) -> Iterator[list[Sentence]]:
    for page in facts.content_pages:
        found = list(_sentences(page)) if is_german(page) else []
        if _is_long_enough([text for _, text in found]):
            yield found


def check(found: list[Sentence], facts: Facts) -> Iterator[Finding]:
    texts = [text for _, text in found]
    in_office_style = [item for item in found if office_style(item[1])]
    has_style = len(in_office_style) >= HARD_STYLE * len(found)
    value = _hard_value(texts)
    if value is None and not has_style:
        return
    candidates = found if value else in_office_style
    message = _message(value or readability(texts), texts)
    for paragraph, sentence in _worst(candidates):
        yield cant_tell(RULE, message=message, evidence=sentence, **paragraph.parts(sentence))


def _sentences(page: Page) -> Iterator[Sentence]:
    for paragraph in paragraphs(page):
        if not paragraph.is_entry:
            yield from ((paragraph, sentence) for sentence in paragraph.sentences)


def _is_long_enough(texts: Sequence[str]) -> bool:
    return len(texts) >= _LEAST_SENTENCES and sum(len(words(text)) for text in texts) >= _LEAST_WORDS


def _hard_value(texts: Sequence[str]) -> Readability | None:
    """The values of a text that is too hard by both formulas. Most texts are easy enough by far: that is seen faster."""
    estimated = readability(texts, exact=False)
    if estimated.amstad > HARD_AMSTAD + _MARGIN or estimated.wiener < HARD_WIENER - _MARGIN / 10:
        return None
    exact = readability(texts)
    return exact if exact.amstad < HARD_AMSTAD and exact.wiener > HARD_WIENER else None


def _worst(found: Sequence[Sentence]) -> list[Sentence]:
    """The hardest sentences in the order of the page, each once."""
    once = {text: (paragraph, text) for paragraph, text in reversed(found) if len(words(text)) >= _SHORT}
    hardest = sorted(once.values(), key=lambda item: (-readability([item[1]]).wiener, item[1]))[:_WORST]
    return [item for item in once.values() if item in hardest][::-1]


def _message(value: Readability, texts: Sequence[str]) -> str:
    """German sentences on the page as a whole; the same for each of its sentences, so that reports show one case."""
    length = sum(len(words(text)) for text in texts) / len(texts)
    parts = [
        f"Der Text ist schwer zu lesen: Amstad {value.amstad:.0f} (gut ab 60), Wiener Sachtextformel Schuljahr "
        f"{value.wiener:.0f} (gut bis 8), im Mittel {length:.0f} Wörter je Satz."
        if value.amstad < HARD_AMSTAD
        else "Der Text klingt nach Amt."
    ]
    phrases = list(dict.fromkeys(phrase for text in texts for phrase in office_style(text)))[:3]
    passives = [form for form in map(passive, texts) if form]
    if phrases:
        parts.append(f"Amtssprache: {', '.join(f'„{phrase}“' for phrase in phrases)}.")
    if passives:
        parts.append(f"Passiv in {len(passives)} von {len(texts)} Sätzen, zum Beispiel „{passives[0]}“.")
    return " ".join([*parts, "Geht es einfacher? Die schwersten Sätze:"])

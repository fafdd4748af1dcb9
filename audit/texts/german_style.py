"""Marks of style that make German hard: passive voice, the phrases of offices, chains of nouns.

Read from word forms alone, so only forms are named that are hardly ever anything else; what is not named may still be one.
"""

from __future__ import annotations

import re

from audit.texts.german_sentences import words

_AUXILIARY = frozenset(["wird", "werden", "wurde", "wurden", "worden"])
#: Infinitives and other words that look like participles: „werden … gehen“ is a future.
_LIKE_PARTICIPLES = """
gehen geben gelten gehören gelangen genügen gelingen gefallen geschehen gebrauchen genießen gewinnen gewähren gestalten
gestatten gestehen gedenken gebieten gehorchen genesen geraten gewöhnen gesund gesunden gesamt gerecht gern gemeint geeignet geehrt
gebeten gespannt getrennt geschickt gewohnt gewillt gegen geringen genannten gesamten gewissen gleichen gemeinsam
besonderen bestimmt bestimmten bekannt berechtigt betagt begeistert bereit verwandt verwandten verdammt zerstreut
verschieden verschiedenen entfernt erfahren erhalten vergessen entlassen verlassen behalten bekommen besprechen
verstehen entstehen vergehen erleben verlieren vergeben versprechen
"""
_NO_PARTICIPLE = frozenset(_LIKE_PARTICIPLES.split())
_PARTICIPLE = re.compile(
    r"(?:\w{2,5})?ge\w{2,}(?:t|en)|(?:be|er|ver|ent|zer|über|unter|miss)\w{2,}t|\w{3,}iert|"
    r"\w{2,6}(?:schrieben|schlossen|hoben|boten|worfen|nommen|schieden|wiesen|trieben|zogen|bunden)"
)
_CLAUSE = re.compile(r"[,;:–()]| und | oder ")
#: Phrases of offices, and what people say instead is always shorter.
_OFFICE = re.compile(
    r"\b(?:zur Verfügung (?:ge)?stell\w*|zur Anwendung (?:komm\w*|bring\w*|gelang\w*)|in Anspruch (?:zu )?(?:ge)?nehm\w*|in Anspruch genommen|"
    r"in Kenntnis (?:ge)?setz\w*|Sorge (?:zu )?tragen|Folge (?:zu )?leisten|in Abzug (?:zu )?(?:ge)?br[ai]\w+|zum Abschluss (?:zu )?(?:ge)?br[ai]\w+|"
    r"erfolgt(?:e|en)?|bedarf (?:es|eine[rs]?|der)|obliegt|zwecks|mittels|seitens|hinsichtlich|bezüglich|anlässlich|"
    r"unbeschadet|ungeachtet|vorbehaltlich|gemäß|nebst|diesbezüglich\w*|nachstehend\w*|vorgenannt\w*|vorstehend\w*|unverzüglich|"
    r"zeitnah|hiermit|hierzu|hierfür|alsbald|nach Maßgabe|im Rahmen (?:der|des|von|eine[rs])|unter Vorlage|auf Grundlage|"
    r"(?:Durchführung|Inanspruchnahme|Beantragung|Gewährung|Bewilligung|Feststellung|Geltendmachung|Bereitstellung) (?:der|des|von|eine[rs]))\b",
    re.I,
)
_NOMINAL = re.compile(r"[A-ZÄÖÜ]\w{3,}(?:ung|ungen|heit|heiten|keit|keiten|ierung|nahme|ation|tät)s?")
#: As many of these nouns between two commas are a chain; an enumeration is none.
_CHAIN = 3


def passive(sentence: str) -> str:
    """Auxiliary and participle of the first passive („wird … beantragt“); "" where there is certainly none or one cannot say."""
    for clause in _CLAUSE.split(sentence):
        found = words(clause)
        auxiliary = next((word for word in found if word.lower() in _AUXILIARY), "")
        participle = auxiliary and next((word for word in reversed(found) if _is_participle(word)), "")
        if participle:
            return f"{auxiliary} … {participle}"
    return ""


def office_style(sentence: str) -> tuple[str, ...]:
    """Phrases of offices and chains of nouns on -ung, -heit, -keit, as they stand there."""
    phrases = [match[0] for match in _OFFICE.finditer(sentence)]
    chains = ([word for word in words(part) if _NOMINAL.fullmatch(word)] for part in _CLAUSE.split(sentence))
    return (*phrases, *(", ".join(nouns) for nouns in chains if len(nouns) >= _CHAIN))


def _is_participle(word: str) -> bool:
    return word[0].islower() and word not in _NO_PARTICIPLE and _PARTICIPLE.fullmatch(word) is not None

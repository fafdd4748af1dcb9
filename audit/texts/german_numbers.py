"""Digits in German texts that are no telephone numbers: dates, amounts, paragraphs, bank accounts, file numbers."""

from __future__ import annotations

import re

#: What a word before „-nummer“ or „-Nr.“ begins with where the number can be called.
_CALLED = (
    r"tele|tel|ruf|fon|phone|fax|mobil|handy|funk|not|service|hotline|kontakt|durchwahl|festnetz|sammel|zentral|krisen|hilfe|info"
    r"|whatsapp|sms|beratung|büro|dienst|bürger|behörden|privat|bereitschaft|kurz|amts|zusatz|ersatz|haupt"
)
#: Words that say what the digits after them are, if not a telephone number.
_LABELS = (
    rf"\b(?!{_CALLED}|(?:haus|zimmer|raum)-?n)"
    r"(?!\w{0,40}(?:(?<!auf)ruf|tel|telefon|fax|handy|mobil|hotline|service)-?(?:nummer|nr))"
    rf"[\wäöüß]{{1,40}}-?(?:nummer|nr)\b|\b(?!{_CALLED})(?-i:[A-ZÄÖÜ])[\wäöüß.-]{{1,40}}[\s-]Nr"
    r"|\b\w{0,40}(?:zeichen|schlüssel|kennung|kennziffer|konto|zweck|referenz|register|barcode|code)"
    r"|\bIdNr|\b(?:\w+-)?ID|\bIK|\bAz|\bGz|\bKto|\bBLZ|\bPZN|\bHR[AB]|\bVR|\bGnR|\bAGS|\bARS|\bEAN|\bGTIN|\bGLN|\bISBN(?:-1[03])?|\bISSN"
    r"|\bRef|\bDrs|\bDrucksache|\bModell|\bTyp|\bPosition|\bPos|\bFormular|\bVordruck|\bFlurstück|\bUTM|\bPIN|\bTAN|\bPasswort"
)
_PAPERS = (
    r"\b(?:Rechnung|Lieferschein|Auftrag|Bestellung|Vertrag|Akte|Charge|Buchung|Ticket|Mandat|Police|Antrag|Vorgang|Inventar"
    r"|Formblatt|Artikel|Beleg|Quittung|Gutschein|Ausweis|Urkunde)"
)
_OTHER = re.compile(
    r"(?<![\d.])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?:\s?\d{4}(?!\d)|\d{2}(?!\d))?"  # 01.02.2025
    r"|(?<!\d)\d{1,2}[.:]\d{2}\s?(?:(?:[–-]|bis)\s?\d{1,2}[.:]\d{2}|Uhr)"  # 08.00-18.00
    r"|(?<=\s)\d{1,2}\s?(?:(?:[–-]|bis)\s?\d{1,2}\s?)?Uhr\b"  # 8-12 Uhr
    r"|(?<![\d.,+])[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?(?!\d)"  # 1.497,00
    r"|\d+,(?!0\d{3})\d+"  # 0,50
    r"|(?<!\d)\d+\s?(?:Euro|EUR|€|%|Prozent)"
    r"|§§?\s?[1-9]\d{0,3}[a-z]?(?:\s?(?:Absatz|Abs\.|Satz|Nummer|Nr\.|bis|und|,|[–-])?\s?[1-9]\d{0,3}[a-z]?)*"
    r"|\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){3,}(?:\s?[A-Z\d]{1,4})?\b"  # IBAN
    r"|\b(?:https?://|www\.)\S+"
    r"|\b(?:(?:Raum|Zimmer|Haus)(?:-?(?:Nr\.?|nummer))?|Hausnr\.?|Zi\.|Büro|Ebene)\s\d\S*"
    r"|(?<!\d)(?:0[1-9]|[12]\d|3[01])[-/](?:0[1-9]|1[0-2])[-/](?:19|20)\d{2}(?!\d)"  # 03-09-2026
    r"|(?<!\d)(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<![\d.+])0?\d(?:\.\d+)+"  # 0.07, 01.4070.6550
    r"|\s\d{1,2}\.(?=\s\(?[+0])"  # numbers a list entry that begins with a telephone number
    r"|(?<!\s)\.\s"  # ends a sentence or an ordinal
)
_PART = r"(?=[\w./–-]{0,30}\d)[\w./–-]+"  # of a file number, with letters: „50.21-WG 0302312/26“
_LABELLED = re.compile(
    r"\b\w{0,40}(?:zeichen|\bAz|\bGz|\bRef)[.:\s]{1,3}"
    rf"(?:(?-i:[A-Z]{{1,4}})[\t ])?{_PART}(?:[\t ](?:{_PART}|(?-i:[A-Z]{{1,2}})\b))*"
    rf"|{_PAPERS}\s\d[\d\t /.–-]*\d"  # with a colon between it may be the name of a counter
    rf"|(?:{_LABELS})[.:\s#]{{1,3}}(?:[A-Z]{{1,3}}\s)?(?:\d{{1,2}}\s[A-Z]\s)?[\d\t /.–-]*\d(?:\s[A-Z]\s\d+)?",
    re.I,
)


def without_other_numbers(text: str) -> str:
    """``text`` in the same length, with everything blanked out that looks like telephone numbers and is none.

    >>> without_other_numbers("Bis 01.02.2025, Az. 030 123456: 030 23125-110")
    'Bis ;;;;;;;;;;, ;;;;;;;;;;;;;;: 030 23125-110'
    """
    for pattern in (_LABELLED, _OTHER):
        text = pattern.sub(lambda match: ";" * len(match[0]), text)
    return text

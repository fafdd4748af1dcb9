"""Link texts that say nothing about where the link leads, in the languages that German towns publish in."""

from __future__ import annotations

from audit.markup import words

_TEXTS = """
hier; hier klicken; klicken sie hier; klick hier; bitte hier klicken; hier entlang; mehr; mehr dazu; mehr infos;
mehr informationen; mehr erfahren; mehr lesen; mehr anzeigen; weiter; weiterlesen; weiter lesen; weitere informationen;
weitere infos; lesen sie mehr; infos; info; details; link; dieser link; diesem link; zum link; seite; diese seite;
dieser seite; webseite; website; zur website; zur webseite; zur seite; download; herunterladen; datei; pdf; anzeigen;
öffnen; ansehen; siehe hier; siehe; folgen sie diesem link; dort; ja; jetzt; zum artikel; zum angebot;
here; click here; click; click this; click this link; please click here; more; more info; more information; read more;
read on; learn more; find out more; see more; view more; show more; continue; continue reading; details; this; this link;
this page; page; web page; website; web site; link; go; info; file; view; open; see here; there; article;
ici; cliquez ici; cliquer ici; en savoir plus; plus; plus d infos; lire la suite; suite; voir plus; ce lien; cette page;
qui; clicca qui; di più; leggi tutto; leggi di più; continua; scopri di più; questo link; questa pagina; pagina;
aquí; haz clic aquí; haga clic aquí; más; leer más; más información; seguir leyendo; ver más; este enlace; página;
buraya; buraya tıklayın; tıklayın; burada; devamı; devamını oku; daha fazla; daha fazla bilgi; bu sayfa; sayfa;
tutaj; kliknij tutaj; więcej; czytaj więcej; dowiedz się więcej; strona; ta strona; szczegóły;
здесь; тут; нажмите здесь; подробнее; далее; читать далее; ещё; больше; страница; ссылка;
тут; натисніть тут; детальніше; докладніше; далі; читати далі; більше; сторінка; посилання;
هنا; اضغط هنا; انقر هنا; المزيد; اقرأ المزيد; التفاصيل; رابط; صفحة
"""

VAGUE = frozenset(words(text) for text in _TEXTS.replace("\n", " ").split(";"))


def is_vague(name: str) -> bool:
    """Whether an accessible name leaves open where the link leads."""
    return words(name) in VAGUE

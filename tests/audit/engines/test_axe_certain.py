"""What is not asked of axe because it is certain (instruments/certain.js) changes nothing in what axe finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from audit.engines import axe
from audit.model import Level
from audit.probes import isolated_world
from audit.probes.browser_session import Session
from audit.probes.local_server import LocalServer
from audit.probes.states import states_for

pytestmark = pytest.mark.browser

SECONDS = 60.0
LIGHT = states_for(Level.AA)[0]
_PLAIN = "<p>Beratung <a href=/a>zur Pflege</a> ohne Termin</p><a href=/b style='display:block;padding:1em'>Kontakt</a>"
_TEXT = "Sprechzeiten nach Vereinbarung"
_LINKS = "".join(f"<li><a href=/{name}>{name}</a>" for name in ("Anfahrt", "Kontakt", "Termine", "Formulare"))
_CELLS = "".join(
    f"<td>{word}" for word in ("Pflegegrad", "Kurzzeitpflege", "Verhinderungspflege", "Tagespflege")
)


def _rolled(style: str = "", cells: str = _CELLS, inside: str = "", beside: str = "") -> str:
    """A table wider than the box that scrolls it; all but the first of its cells are out of view."""
    table = f"<table style='width:900px'><tr>{cells}</table>{inside}"
    return f"<div tabindex=0 style='overflow-x:auto;width:240px;{style}'>{table}</div>{beside}"


_WEAK_CELL = "<td>Eins<td style='width:600px'>Zwei<td style='color:#aaa'>Drei<td style='background:#222'>Vier"
CASES = {
    "nothing": "",
    "rolled": _rolled(),
    "rolled, weak out of view": _rolled(cells=_WEAK_CELL),
    "rolled, ground around": f"<div style='background:#222;color:#fff'>{_rolled()}</div>",
    "rolled, half transparent ground": _rolled("background:#0008"),
    "rolled, picture behind": f"<div style='background:url(/a.png)'>{_rolled()}</div>",
    "rolled, sticky column": "<style>td:first-child{position:sticky;left:0;background:#000}</style>"
    + _rolled(),
    "rolled, sign upon it": _rolled(
        "position:relative", inside="<b style='position:absolute;left:99px;top:9px'>Neu</b>"
    ),
    "rolled, covered in part": _rolled(beside="<p style='width:99px;margin-top:-1.4em;background:#000'>Ja"),
    "rolled, next to it": f"<div style='display:flex'>{_rolled()}{_rolled()}<p style='color:#aaa'>{_TEXT}</div>",
    "rolled and scrolled down": _rolled("height:9px;overflow-y:auto"),
    "rolled in a rolled box": f"<div tabindex=0 style='overflow:auto;width:99px'>{_rolled()}</div>",
    "rolled, cut off around": f"<div style='overflow:hidden;width:99px'>{_rolled()}</div>",
    "rolled, cell wider than the box": _rolled(cells=f"<td style='white-space:nowrap'>{_TEXT * 20}<td>Zwei"),
    "rolled from right to left": f"<div dir=rtl>{_rolled(cells=_WEAK_CELL)}</div>",
    "rolled text": f"<div tabindex=0 style='overflow-x:auto;width:99px;white-space:nowrap'>{_TEXT} <b style='color:#ccc'>Ja</b></div>",
    "plain": _PLAIN,
    "weak": f"<p style='color:#888'>{_TEXT}",
    "weak in dark": f"<div style='background:#222'><p style='color:#555'>{_TEXT}",
    "opaque between": f"<div style='background:#222'><p style='color:#555;background:#fff'>{_TEXT}",
    "half transparent ground": f"<div style='background:#000'><p style='color:#777;background:#fff8'>{_TEXT}",
    "half transparent text": f"<p style='color:#0005'>{_TEXT}",
    "mixed colour": f"<p style='color:color-mix(in srgb, #777 90%, #fff)'>{_TEXT}",
    "wide colour": f"<p style='color:color(display-p3 .5 .5 .5)'>{_TEXT}<p style='color:oklch(.6 .1 20)'>{_TEXT}",
    "opacity": f"<div style='opacity:.5'><p>{_TEXT}</div>",
    "invisible by opacity": f"<div style='opacity:0'><p style='color:#eee'>{_TEXT}<button>Ja</button></div>",
    "gradient": f"<div style='background:linear-gradient(#fff,#888)'><p>{_TEXT}<p style='background:#fff'>{_TEXT}",
    "picture around": f"<div style='background:url(/a.png)'><div style='background:#fff'><p>{_TEXT}",
    "image behind": f"<img src=/a.png width=400 height=80><p style='margin-top:-60px'>{_TEXT}",
    "blend": f"<div style='mix-blend-mode:difference;background:#fff'><p>{_TEXT}",
    "shadow of text": f"<p style='text-shadow:0 0 3px #000'>{_TEXT}<p style='text-shadow:1px 1px #fff'>{_TEXT}",
    "stroke": f"<p style='-webkit-text-stroke:2px #eee'>{_TEXT}<p style='-webkit-text-fill-color:#eee'>{_TEXT}",
    "pseudo over all": "<style>p{position:relative}p::before{content:'';position:absolute;inset:0;background:#000}</style>"
    f"<p>{_TEXT}",
    "small pseudo": "<style>p{position:relative}p::after{content:'';position:absolute;width:9px;height:9px;background:red}</style>"
    f"<p>{_TEXT}",
    "pseudo around": "<style>div::before{content:'';position:absolute;width:50%;height:9em;background:red}</style>"
    f"<div><p>{_TEXT}</div>",
    "overlap": f"<p>{_TEXT}<p style='margin-top:-2.2em'>{_TEXT}",
    "covered": f"<p>{_TEXT}<div style='position:absolute;top:0;left:0;width:300px;height:90px;background:#fff'></div>",
    "covered unseen": f"<p>{_TEXT}<div style='position:absolute;inset:0;visibility:hidden'></div>",
    "behind by z-index": f"<div style='position:relative;background:#fff'><p style='position:relative;z-index:-1'>{_TEXT}</div>",
    "in front by z-index": f"<div style='position:relative;z-index:4;background:#fff'><p style='position:relative;z-index:2'>{_TEXT}",
    "float in positioned": "<div style='position:relative;background:#fff'>"
    f"<p style='position:relative;float:left'>{_TEXT}</p><a href=/a style='float:left;transform:scale(1.1)'>Mehr</a></div>",
    "transform": f"<p style='transform:rotate(8deg)'>{_TEXT}<a href=/a style='display:block;transform:scale(.4)'>Mehr</a>",
    "fixed": f"<p style='position:fixed;top:0'>{_TEXT}<p style='position:sticky;top:0'>{_TEXT}",
    "cut off": f"<div style='overflow:hidden;width:90px;height:9px'><p style='width:400px'>{_TEXT} {_TEXT}</div>",
    "cut to nothing": f"<p style='position:absolute;clip:rect(0 0 0 0)'>{_TEXT}<p style='clip-path:inset(50%)'>{_TEXT}",
    "cut half": f"<p style='clip-path:inset(20%)'>{_TEXT}<p style='clip-path:circle(9px)'>{_TEXT}",
    "scrolled box": f"<div tabindex=0 style='overflow:auto;height:60px;width:90px;background:#eee'><p>{_TEXT} {_TEXT}<a href=/a>Mehr</a></div>",
    "outside the window": "<a href=/a style='position:absolute;top:-99px;color:#eee'>Zum Inhalt</a>"
    f"<p style='position:absolute;left:-999px;color:#eee'>{_TEXT}<p style='margin-top:-99px;color:#eee'>{_TEXT}",
    "out of its box": f"<div style='background:#fff;height:5px;width:40px'><p style='white-space:nowrap'>{_TEXT}</div>",
    "lines in different boxes": f"<div style='height:2em;background:#fff'><p style='width:90px'>{_TEXT} {_TEXT}</div>",
    "inline over lines": f"<p style='width:120px'>Vor <span style='background:#222;color:#444'>{_TEXT} <b>{_TEXT}</b></span> nach",
    "tiny": f"<p style='font-size:3px'>{_TEXT}<p style='font-size:0'>{_TEXT}<p style='font-size:1px'>Ja",
    "large": f"<p style='font-size:24px;color:#888'>{_TEXT}<p style='font:bold 19px serif;color:#888'>{_TEXT}",
    "signs": "<p style='color:#eee'>🙂<p>🙂<p style='color:#eee'>…<p style='color:#eee'>①<p style='color:#eee'>A<p style='color:#eee'>→ ›<p>✔",
    "disabled": "<button disabled style='color:#eee'>Nein</button><label style='color:#eee'>Name <input disabled></label>"
    f"<p inert style='color:#eee'>{_TEXT}",
    "only disabled": "<button disabled>Nein</button>",
    "fields": "<label>Name <input value=Amt style='color:#aaa'></label><label>Ort <select><option>A<option>B</select></label>"
    "<label>Text <textarea>Ja</textarea></label><label>Leer <input style='color:#eee'></label><input type=checkbox aria-label=A>",
    "listbox": "<label>Ort <select size=3><option>A<option>B<option>C</select></label>",
    "closed details": f"<details><summary>Mehr</summary><p style='color:#eee'>{_TEXT}<a href=/a>Ja</a></details>",
    "hidden": f"<p hidden>{_TEXT}<p style='visibility:hidden;color:#eee'>{_TEXT}<b style='visibility:visible;color:#ddd'>Ja</b>",
    "drawing": "<svg width=90 height=40><title>Bild</title><text y=20 fill=#eee>Wort</text></svg><p><svg width=9 height=9></svg> Wort",
    "shadow root": "<div id=a></div><script>a.attachShadow({mode:'open'}).innerHTML='<p style=color:#eee>Wort<button>Ja</button>'</script>",
    "frame": f"<iframe title=Rahmen srcdoc=\"<p style='color:#eee'>{_TEXT}<button>Ja</button>\"></iframe><p>{_TEXT}",
    "contents": f"<div style='display:contents;color:#eee'>{_TEXT}</div>",
    "list of small links": f"<ul style='line-height:1.1'>{_LINKS}</ul>",
    "list of far links": f"<ul style='line-height:2.6'>{_LINKS}</ul>",
    "small far controls": "<button style='width:9px;height:9px;padding:0'>A</button><p style='margin:4em'>Text",
    "small near controls": "<button style='width:9px;height:9px;padding:0'>A</button><button style='width:9px;height:9px;padding:0'>B</button>",
    "small beside large": "<button style='width:9px;height:9px;padding:0;margin-left:8px'>A</button><button style='height:90px'>Beide</button>",
    "control in control": "<div role=button tabindex=0 style='padding:9px'>Zeile <button>Nein</button></div>",
    "control upon control": "<button style='width:90px;height:40px'>Ja</button><a href=/a style='margin-left:-70px'>Nein</a>",
    "control covered": "<div style='position:relative'><button style='height:40px'>Ja</button><div style='position:absolute;inset:0'></div></div>",
    "control with more than fits": "<a href=/a style='display:block;width:30px;height:30px'><span style='white-space:nowrap'>Ein langes Wort</span></a>"
    "<a href=/b>Nah</a>",
    "links in text": f"<style>a{{text-decoration:none;color:#333}}</style><p>{_TEXT} <a href=/a>hier</a> und <a href=/b style='font-weight:bold'>da</a>",
    "rtl": f"<div dir=rtl><p>{_TEXT}<p style='margin-right:-99px'>{_TEXT}</div>",
    "page in colour": f"<style>html{{background:#222}}body{{background:#fff;margin:3em;width:90px}}</style><p style='white-space:nowrap'>{_TEXT}",
    "body in colour": f"<style>body{{background:#222;color:#fff;height:3px}}</style><p>{_TEXT}<p>{_TEXT}",
    "page that scrolls in itself": f"<style>html,body{{height:100%;overflow:auto}}</style><p>{_TEXT}<p style='margin-top:300vh'>{_TEXT}",
}


@pytest.fixture(scope="module")
def look(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], int]]:
    folder: Path = tmp_path_factory.mktemp("pages")
    session = Session(offline=True, seconds=SECONDS, states=(LIGHT,))
    with LocalServer(folder) as server:

        def opened(body: str) -> tuple[Session, int]:
            page = f"<!doctype html><html lang=de><title>Seite</title><body>{body}</body></html>"
            name = f"{len(list(folder.iterdir()))}.html"  # a new address: the browser keeps what it has seen
            (folder / name).write_text(page, encoding="utf-8")
            session._show(LIGHT)
            session._line.open(server.url_of(f"/{name}"))
            return session, isolated_world.enter(session._line, session._line.window)

        yield opened
    session.stop()


def _facts(session: Session, context: int) -> dict[str, Any]:
    found = session._axe.run(context, axe.full(Level.AA))["axe"]
    return {**found, "passes": sorted(found["passes"]), "inapplicable": sorted(found["inapplicable"])}


def _do(session: Session, context: int, function: str) -> Any:
    return isolated_world.call(session._line, context, function, None, SECONDS)


@pytest.mark.parametrize("body", CASES.values(), ids=CASES.keys())
def test_axe_finds_the_same_where_it_is_asked_everything(look: Any, body: str) -> None:
    session, context = look(body)
    spared = _facts(session, context)
    _do(session, context, "() => { globalThis.dreiklick.certain = () => null; }")
    assert spared == _facts(session, context)


@pytest.mark.parametrize("body", CASES.values(), ids=CASES.keys())
def test_axe_finds_nothing_where_all_colours_are_certain(look: Any, body: str) -> None:
    session, context = look(body)
    spared = session._axe.run(context, axe.colours(Level.AA))["axe"]
    _do(session, context, "() => { globalThis.dreiklick.certain = () => null; }")
    asked = session._axe.run(context, axe.colours(Level.AA))["axe"]
    assert (asked["violations"], asked["incomplete"]) == (
        ([], []) if spared is None else (spared["violations"], spared["incomplete"])
    )


def test_axe_is_not_asked_of_colours_that_are_certain(look: Any) -> None:
    assert [_colours_of(look, body) for body in (_PLAIN, CASES["weak"], CASES["links in text"])] == [
        None,
        ["color-contrast"],
        ["link-in-text-block"],
    ]


def test_signs_in_the_colours_of_text_are_judged_as_text(look: Any) -> None:
    session, context = look("<p>Heute <b aria-hidden=true>✓</b> und <i>→ ›</i> und <q>\ue001</q>")
    spared = _facts(session, context)
    _do(session, context, "() => { globalThis.dreiklick.certain = () => null; }")
    asked = _facts(session, context)
    assert [_undecided(found) for found in (spared, asked)] == [["q"], ["b", "q"]]


def _undecided(found: dict[str, Any]) -> list[str]:
    """Tags of the elements whose contrast is left to a person."""
    rules = [rule for rule in found["incomplete"] if rule["id"] == "color-contrast"]
    return [node["html"][1] for rule in rules for node in rule["nodes"]]


def _colours_of(look: Any, body: str) -> list[str] | None:
    """Ids of the rules broken; None where axe was not asked."""
    session, context = look(body)
    result = session._axe.run(context, axe.colours(Level.AA))["axe"]
    return None if result is None else [rule["id"] for rule in result["violations"]]


def test_nothing_is_left_of_a_plain_page(look: Any) -> None:
    session, context = look(_PLAIN)
    told = """() => {
      const { text, targets } = globalThis.dreiklick.certain();
      const target = targets();
      return [...document.body.querySelectorAll("*")].map((element) => [text(element) ?? null, target(element) ?? null]);
    }"""
    assert _do(session, context, told) == [[True, None], [True, True], [True, True]]


def test_nothing_is_left_of_a_table_that_scrolls_sideways(look: Any) -> None:
    session, context = look(_rolled())
    left = """() => {
      const { text } = globalThis.dreiklick.certain();
      return [...document.querySelectorAll("td")].map(text);
    }"""
    assert _do(session, context, left) == [True] * 4


def test_everything_is_left_of_a_page_with_shadow_roots(look: Any) -> None:
    session, context = look(CASES["shadow root"])
    assert _do(session, context, "() => globalThis.dreiklick.certain()") is None

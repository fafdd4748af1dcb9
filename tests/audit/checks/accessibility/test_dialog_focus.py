"""dialog-focus: where the focus goes when a dialog opens and closes."""

from __future__ import annotations

import pytest

from audit.model import Outcome
from tests.audit.checks.conftest import Judge
from tests.audit.checks.mini_site import outcome_of

#: {open}: what the button does; {layer}: attributes of the layer; {keys}: what Esc does.
PAGE = """<style>#d{{position:fixed;top:20%;left:30%;width:40%;height:40%;background:#fff}} #d[hidden]{{display:none}}</style>
<button id=b>Hilfe</button><a href="/mehr">Mehr</a>
<div id=d hidden {layer}><p>Rufen Sie uns an.</p><a href="/tel">Nummer</a> <button id=c>Schließen</button></div>
<script>
c.onclick = () => {{ d.hidden = true; {back} }};
b.onclick = () => {{ d.hidden = false; {open} }};
d.onkeydown = (event) => {{ {keys} }};
document.onkeydown = (event) => {{ if (event.key === "Escape" && {escape}) c.onclick(); }};
</script>"""
TRAP = """if (event.key !== "Tab") return;
if (event.target === c && !event.shiftKey) { event.preventDefault(); d.querySelector("a").focus(); }"""
GOOD = {
    "layer": "role=dialog aria-modal=true aria-label=Hilfe",
    "open": "c.focus();",
    "back": "b.focus();",
    "keys": TRAP,
    "escape": "true",
}
NATIVE = "<button onclick='d.showModal()'>Hilfe</button><dialog id=d><p>Text</p><button onclick='d.close()'>Zu</button></dialog>"


def test_inapplicable_where_nothing_opens() -> None:
    assert outcome_of("dialog-focus", {"pages": {"/": "<p>Text</p>"}}) is Outcome.INAPPLICABLE


@pytest.mark.browser
@pytest.mark.parametrize(
    "html",
    [
        NATIVE,
        PAGE.format(**GOOD),
        PAGE.format(**GOOD | {"layer": ""}),
        "<button onclick='m.hidden = !m.hidden' aria-expanded=false>Menü</button><ul id=m hidden><li><a href='/a'>A</a></ul>",
        "<button onclick='m.hidden = false'>Merken</button><p id=m hidden role=status style='position:fixed'>Gemerkt</p>",
        "<a href='#a'>Absatz</a><p id=a>Text</p>",
        "<form action='/weg'><button>Senden</button></form>",
        "<button onclick='location = \"/weg\"'>Weg</button>",
    ],
)
def test_well_behaved_or_no_dialog(judge: Judge, html: str) -> None:
    assert judge("dialog-focus", html) == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("changes", "outcome", "fault"),
    [
        ({"open": "", "layer": "role=dialog", "keys": ""}, Outcome.FAILED, "der Fokus kommt nicht hinein"),
        ({"open": "", "layer": "", "keys": ""}, Outcome.CANT_TELL, "der Fokus kommt nicht hinein"),
        ({"open": "b.after(d);", "keys": TRAP}, Outcome.CANT_TELL, "der Fokus kommt nicht gleich hinein"),
        ({"keys": ""}, Outcome.CANT_TELL, "mit der Tabulatortaste gerät man dahinter"),
        ({"escape": "false"}, Outcome.CANT_TELL, "Esc schließt es nicht"),
        ({"back": ""}, Outcome.CANT_TELL, "nach dem Schließen ist der Fokus nicht mehr, wo er war"),
    ],
)
def test_faults(judge: Judge, changes: dict[str, str], outcome: Outcome, fault: str) -> None:
    page = PAGE.format(**GOOD | changes)
    (found,) = judge("dialog-focus", page + "<p><a href='/ende'>Ende</a></p>")
    assert (found.outcome, found.target, found.evidence) == (outcome, "#d", fault)

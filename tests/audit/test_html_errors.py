"""html_errors: what a browser repairs in silence, and what is no error at all."""

from __future__ import annotations

import pytest

from audit.html_errors import errors_of


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<!doctype html><title>a</b></title><p>Text",
        "<html><head></head><body><p>a<div>b</div></body></html>",
        "<ul><li>a<ul><li>b</ul><li>c</ul>",
        "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
        "<table><caption>c</caption><tr><th>a<td>b<tr><td>c</table>",
        "<table><thead><tr><th>a</thead><tbody><tr><td><p>b</tbody></table>",
        "<table><tr><td><table><tr><td>a</table><td>b</table>",
        "<select><optgroup><option>a<option>b<optgroup><option>c</select>",
        "<p>a<br/>b<img src=a.png alt='>'><input value=\"</p>\"></p>",
        "<svg><path d=a/><g><circle/></g><title>a</title></svg>",
        "<script>if (a < b) document.write('</b><p>')</script><style>a > b {}</style>",
        "<textarea></div></textarea><!-- </div> --><iframe src=a></p></iframe>",
        "<ruby>a<rp>(<rt>b<rp>)</ruby>",
        "<a href=x><div>a</div></a><a href=y>b</a>",
        "<my-part><slot></slot></my-part>",
        "<p title=it's>a</p>",
        "<?xml version='1.0'?><html><div/></html>",
        "<!doctype html><html xmlns='http://www.w3.org/1999/xhtml'><body><a id='x'/>Text</body></html>",
        "<p><b>a<p>c</b>",
        "<p>a < b und c",
        "<BODY><P>a</p></Body>",
        "<details><summary>a</summary><p>b</details>",
        '<div data-a="1" data-b="2" hidden></div>',
        "<table><tr><td>a</td><template><td>b</td></template></tr></table>",
    ],
)
def test_what_is_right_or_not_certain(html: str) -> None:
    assert errors_of(html) == ()


@pytest.mark.parametrize(
    ("html", "messages"),
    [
        ("<p>a</p></div>", ["</div> schließt nichts"]),
        ("<div>\n<p>a", ["<div> wird nie geschlossen"]),
        ("<p><b>a<i>b</b>c</i></p>", ["</b> kommt, bevor <i> geschlossen ist"]),
        (
            "<div><span>a</div></span>",
            ["</div> kommt, bevor <span> geschlossen ist", "</span> schließt nichts"],
        ),
        ("<p>a<div>b</div></p>", ["</p> schließt nichts"]),
        ('<img alt="a" src=b ALT="c">', ["<img> hat das Attribut alt zweimal"]),
        ("<a href=x>a<a href=y>b</a>", ["<a> steckt in einem anderen <a>", "<a> wird nie geschlossen"]),
        ("<table><tr><p>a</p></tr></table>", ["<p> steht in der Tabelle außerhalb der Zellen"]),
        ("<table><tr><td></div></td></tr></table>", ["</div> schließt nichts"]),
        ("a</br>b", ["</br> gibt es nicht"]),
        ("<ul><li><b>a</li><li>b</b></li></ul>", ["</li> kommt, bevor <b> geschlossen ist"]),
    ],
)
def test_what_is_wrong(html: str, messages: list[str]) -> None:
    assert [error.message for error in errors_of(html)] == messages


def test_says_the_line() -> None:
    assert [(error.tag, error.line) for error in errors_of("<p>\n\n</i>")] == [("</i>", 3)]


def test_stays_fast_on_hostile_input() -> None:
    errors_of("<a " * 20_000)
    errors_of("<p a=" + "'" * 20_001 + ">")
    errors_of("<b>" * 5_000 + "</i>" * 50)

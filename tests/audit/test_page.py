"""Pages as data: addresses, anchors, blocks, places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.outline import Resolver, resolve
from audit.page import Page

BASE = "https://stadt.example"


def page(html: str, url: str = "/a/b/") -> Page:
    return Page(url, BASE, html)


@pytest.mark.parametrize(
    ("href", "address", "fragment"),
    [
        ("/x", "/x", ""),
        ("/x/", "/x/", ""),
        ("/x/index.html", "/x/index.html", ""),
        ("x", "/a/b/x", ""),
        ("../x/", "/a/x/", ""),
        ("../../../../x/", "/x/", ""),
        ("", "/a/b/", ""),
        (".", "/a/b/", ""),
        ("#oben", "/a/b/", "oben"),
        ("?seite=2#f%C3%BCr-alle", "/a/b/", "für-alle"),
        ("  /x/\n", "/x/", ""),
        ("/m%C3%BCll%20plan.pdf", "/müll plan.pdf", ""),
        ("/müll/", "/müll/", ""),
        ("https://stadt.example", "/", ""),
        ("https://stadt.example/x/#y", "/x/", "y"),
        ("HTTPS://Stadt.Example/x/", "/x/", ""),
        ("//stadt.example/x/", "/x/", ""),
        ("https://stadt.example?x=1", "/", ""),
        ("https://stadt.example.evil.example/x/", "https://stadt.example.evil.example/x/", ""),
        ("http://stadt.example/x/", "http://stadt.example/x/", ""),
        ("https://andere.example/x?y=1#z", "https://andere.example/x?y=1", "z"),
        ("https://müller.example/x", "https://müller.example/x", ""),
        ("javascript:void(0)", "", ""),
        ("mailto:a@stadt.example", "", ""),
        ("tel:112", "", ""),
        ("data:text/plain,x", "", ""),
        ("http://[", "", ""),
        ("https://stadt.example:bad/", "https://stadt.example:bad/", ""),
    ],
)
def test_address_of_a_link(href: str, address: str, fragment: str) -> None:
    (link,) = page(f'<a href="{href}">x</a>').links
    assert (link.address, link.fragment) == (address, fragment)
    assert link.is_internal == address.startswith("/")


@pytest.mark.parametrize(
    ("base", "address"),
    [("/neu/", "/neu/x"), ("https://andere.example/", "https://andere.example/x"), ("http://[", "")],
)
def test_the_base_element_moves_relative_links(base: str, address: str) -> None:
    assert page(f'<base href="{base}"><a href="x">x</a>').links[0].address == address


def test_a_site_under_a_domain_with_umlauts() -> None:
    home = Page("/", "https://xn--mller-kva.example", '<a href="https://müller.example/x/">x</a>')
    assert home.links[0].address == "/x/"


def test_a_page_on_its_own_has_no_internal_links() -> None:
    alone = Page("https://stadt.example/a/", "", '<a href="../b/#c">b</a>')
    assert [(link.address, link.fragment, link.is_internal) for link in alone.links] == [
        ("https://stadt.example/b/", "c", False)
    ]


@given(st.text())
def test_any_href_can_be_read(href: str) -> None:
    escaped = href.replace("&", "&amp;").replace('"', "&quot;").replace("\0", "")
    assert len(page(f'<a href="{escaped}">x</a>').links) == 1


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/x/", "/x/"),
        ("0;URL='/x/'", "/x/"),
        ("0, url=x/", "/a/b/x/"),
        ("5; url=/x/", None),
        ("30", None),
    ],
)
def test_redirect(content: str, target: str | None) -> None:
    assert page(f'<meta http-equiv="Refresh" content="{content}">').redirect == target


def test_anchors_are_ids_and_names_and_the_top() -> None:
    anchors = page('<p id="a"><a name="b"></a><input name="c"><p id="Ü 1">').anchors
    assert anchors == {"", "top", "a", "b", "Ü 1"}


def test_blocks_are_innermost_and_of_the_content() -> None:
    html = (
        "<html><body><header><p>Kopf</p></header><main><div class='x dk-notice dk-notice--urgent'><ul><li>Eins<ul><li>Zwei</li></ul></li></ul>"
        "</div><p>A<br>B <b>C</b><script>x</script>&nbsp;D</p><p> </p><table><tr><th>T</th><td><p>U</p></td></tr></table></main></body></html>"
    )
    blocks = [(block.text, block.component) for block in page(html).blocks]
    assert blocks == [("Eins", "notice"), ("Zwei", "notice"), ("A B C D", ""), ("T", ""), ("U", "")]


def test_place_of_link_and_text() -> None:
    here = page('<main><p>Eins</p><ul class="dk-steps"><li>Zum <a href="/x/">Antrag</a></li></ul></main>')
    place = here.place_of_link(here.links[0])
    assert (place.target, place.text, place.component) == ("body > main > ul > li > a", "Zum Antrag", "steps")
    assert here.place_of_text("Zum Antrag").target == "body > main > ul > li"
    assert here.place_of_text("nirgends").target == "title"


def test_closed_details_around_a_link() -> None:
    html = "<details open><a href=1>1</a><details><summary><a href=2>2</a></summary><p><a href=3>3</a></details></details>"
    assert [link.closed for link in page(html).links] == [0, 0, 1]


_HREFS = st.lists(
    st.sampled_from(
        ["/", "a", "B.html", "index.html", ".", "..", "#", "-", "_", " ", "ä", "%41", "?", ";", ":", "//"]
    ),
    max_size=8,
).map("".join)


@given(_HREFS, st.sampled_from(["", "/x/", "https://elsewhere.example/", "https://www.example.org/y/"]))
def test_plain_addresses_are_resolved_as_all_others(href: str, base: str) -> None:
    head = f'<base href="{base}">' if base else ""
    page = Page("/tief/unten/", "https://www.example.org", head)
    site, here = "https://www.example.org", page._link_base
    assert Resolver(site, here).goal(href) == resolve(site, here, href)

"""Whole pages of every layout: head, landmarks, validity, and what only a browser can tell."""

import json
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.theme import samples

PAGES = samples.full_pages()
CONTENT_PAGES = samples.sample_pages()
TEXT_SPACING = """
const style = document.createElement("style");
style.textContent = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
                     p { margin-bottom: 2em !important; }`;
document.head.append(style);
"""
# Texts that stick out of a box that clips or of the window; the table's frame may, it scrolls.
CLIPPED = """
const hidden = element => element.closest(".table-scroll, .dk-visually-hidden, .dk-skip-link");
return [...document.querySelectorAll("body *")].filter(element => {
  if (hidden(element) || !element.getClientRects().length) return false;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const clips = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1
    || style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1;
  return clips || box.right > innerWidth + 1;
}).map(element => element.className || element.tagName);
"""
SMALL_TARGETS = """
return [...document.querySelectorAll("a, summary")].filter(element => {
  const inText = element.closest("p, li, dd, td") && element.closest(".dk-prose");
  if (inText || element.closest(".dk-skip-link") || !element.getClientRects().length) return false;
  const after = getComputedStyle(element, "::after");
  const box = element.getBoundingClientRect();
  return box.height < 43.9 && after.position !== "absolute";
}).map(element => element.className + ": " + element.getBoundingClientRect().height);
"""


def soup(name):
    return BeautifulSoup(PAGES[name], "html.parser")


def test_pages_are_valid_html(html_faults):
    assert html_faults(PAGES) == []


@pytest.mark.parametrize("name", PAGES)
def test_frame(name):
    page = soup(name)
    assert page.head.find().attrs == {"charset": "utf-8"}
    assert len(page.find_all("h1")) == 1
    assert page.body.find("a")["href"] == f"#{page.main['id']}"
    assert page.find("aside").find("h2")
    assert page.find("aside").find("a")["href"].startswith("tel:")
    assert not page.select('script:not([type="application/ld+json"], [type="module"][src^="/js/"])')
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_loaded_from_elsewhere(name):
    loaded = soup(name).select(
        "link[href]:not([rel=canonical], [rel=alternate]), [src], [srcset], iframe, object"
    )
    addresses = [element.get("href") or element.get("src", "") for element in loaded]
    assert [address for address in addresses if not address.startswith("/") or address.startswith("//")] == []


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_phone_of_the_contact_follows_the_title(name):
    page = soup(name)
    assert page.h1.find_next("a")["href"] == CONTENT_PAGES[name]["contact"]["phone_uri"]


@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_head_of_content_pages(name):
    page, context = soup(name), CONTENT_PAGES[name]
    home = context["layout"] == "home"
    expected = (
        f"{samples.SITE['title']} – {context['frame']['tagline']}"
        if home
        else f"{context['title']} – {samples.SITE['title']}"
    )
    assert page.title.text == expected
    assert page.find("meta", {"name": "description"})["content"] == context["summary"]
    assert page.find("link", rel="canonical")["href"] == samples.SITE["url"] + context["url"]
    scripts = [json.loads(script.string) for script in page.find_all("script", type="application/ld+json")]
    assert len(scripts) == bool(context["json_ld"])


def test_frame_of_a_translation_speaks_its_language():
    page = soup("foreign")
    assert page.html["lang"] == "en"
    assert page.select_one(".dk-skip-link").text == "Skip to content"
    assert page.select_one(".dk-site-header__title")["href"] == "/en/"
    german = page.select(
        ".dk-site-header__title, .dk-footer, .dk-contact-box__unit > span, .dk-review-note > span"
    )
    assert [element.get("lang") for element in german] == ["de"] * 4


def test_translations_know_each_other():
    links = {link["hreflang"]: link["href"] for link in soup("foreign").select('link[rel="alternate"]')}
    assert links == {
        "de": f"{samples.SITE['url']}/",
        "x-default": f"{samples.SITE['url']}/",
        "en": f"{samples.SITE['url']}/en/",
    }


def test_arabic_is_written_from_right_to_left():
    page = soup("right-to-left")
    assert page.html["dir"] == "rtl"
    assert page.select_one("footer")["dir"] == page.select_one(".dk-contact-box__unit > span")["dir"] == "ltr"
    assert page.select_one('.dk-language-menu__link[hreflang="ar"]')["dir"] == "rtl"
    assert not soup("page").html.get("dir")


def test_sitemap_and_robots():
    sitemap = ElementTree.fromstring(samples.render_direct("sitemap.xml"))
    places = [element.text for element in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    dates = {element.text for element in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod")}
    assert places == [samples.SITE["url"] + page["url"] for page in samples.PAGES]
    assert dates == {"2026-10-05"}
    assert f"Sitemap: {samples.SITE['url']}/sitemap.xml" in samples.render_direct("robots.txt")


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(name, browser):
    browser.open(PAGES[name])
    assert browser.violations_everywhere() == []


@pytest.mark.browser
@pytest.mark.parametrize("spacing", ["", TEXT_SPACING], ids=["plain", "spaced"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows(name, width, spacing, browser):
    browser.open(
        PAGES[name].replace('<details class="dk-menu__toggle">', '<details class="dk-menu__toggle" open>'),
        width,
    )
    browser.run(spacing)
    assert browser.run("return document.documentElement.scrollWidth") <= width
    assert browser.run(CLIPPED) == []


@pytest.mark.browser
def test_name_of_the_site_breaks_where_the_font_is_wide(browser):
    browser.open(PAGES["page"], 320)
    browser.run("document.querySelector('.dk-site-header__title').style.letterSpacing = '.4em'")
    assert browser.run("return document.documentElement.scrollWidth") <= 320


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_targets_are_large(name, width, browser):
    browser.open(PAGES[name], width)
    assert browser.run(SMALL_TARGETS) == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_text_is_large_and_lines_are_short(name, browser):
    browser.open(PAGES[name])
    sizes = browser.run(
        "const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), sizes = [];"
        "while (walk.nextNode()) if (walk.currentNode.textContent.trim())"
        "  sizes.push(parseFloat(getComputedStyle(walk.currentNode.parentElement).fontSize));"
        "return sizes"
    )
    assert min(sizes) >= 18
    # 0.5em is the mean width of a letter in German running text, so 70 letters are 35em.
    widths = browser.run(
        "return [...document.querySelectorAll('.dk-prose > p, .dk-page__lead')]"
        ".map(p => p.getBoundingClientRect().width / parseFloat(getComputedStyle(p).fontSize))"
    )
    assert max(widths) <= 35


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_always_visible(scheme, browser):
    browser.open(PAGES["page"])
    browser.media(scheme)
    browser.run(
        "window.seen = []; addEventListener('focusin', event => {"
        "  const style = getComputedStyle(event.target);"
        "  seen.push([event.target.className, style.outlineStyle, parseFloat(style.outlineWidth), style.boxShadow]) })"
    )
    ActionChains(browser.driver).send_keys(Keys.TAB * 40).perform()
    stops = browser.run("return seen")
    assert stops[0][0] == "dk-skip-link"
    assert len(stops) > 20
    assert [stop for stop in stops if stop[1] != "solid" or stop[2] < 3 or stop[3] == "none"] == []


@pytest.mark.browser
def test_menu_opens_by_keyboard_and_is_open_on_wide_screens(browser):
    listed = "return !!document.querySelector('.dk-menu__link').getClientRects().length"
    browser.open(PAGES["home"], 320)
    assert not browser.run(listed)
    browser.run("document.querySelector('.dk-menu__summary').focus()")
    ActionChains(browser.driver).send_keys(Keys.ENTER).perform()
    assert browser.run(listed)
    browser.open(PAGES["home"], 1280)
    assert browser.run(listed)
    assert not browser.run("return document.querySelector('.dk-menu__summary').getClientRects().length")


@pytest.mark.browser
@pytest.mark.parametrize("name", CONTENT_PAGES)
def test_print_carries_address_and_phone(name, browser):
    browser.open(PAGES[name])
    browser.media(kind="print")
    text = browser.run("return document.body.innerText")
    contact = CONTENT_PAGES[name]["contact"]
    assert contact["phone"] in text
    assert contact["address"].partition(",")[0] in text
    assert samples.SITE["url"] + CONTENT_PAGES[name]["url"] in text
    assert "Barriere melden" not in text


@pytest.mark.browser
def test_easy_language_is_never_hyphenated(browser):
    measure = "const s = getComputedStyle(document.querySelector('.dk-prose p')); return [s.hyphens, parseFloat(s.fontSize)]"
    browser.open(PAGES["page"])
    hyphens, size = browser.run(measure)
    browser.open(PAGES["easy"])
    easy_hyphens, easy_size = browser.run(measure)
    assert (hyphens, easy_hyphens) == ("auto", "none")
    assert easy_size > size


@pytest.mark.parametrize("name", PAGES)
def test_numbers_stay_on_one_line(name):
    links = soup(name).select(
        'body > header a[href^="tel:"], main .dk-call-line a, aside a[href^="tel:"], footer a[href^="tel:"]'
    )
    assert len(links) >= 4
    assert [link for link in links if not link.select_one(".dk-phone")] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["home", "page", "protected", "right-to-left"])
def test_title_is_in_sight_on_a_low_screen(name, browser):
    """Its first line at least, on the smallest telephone, with quick exit, crisis numbers and two rows of links above the title."""
    metrics = {"width": 320, "height": 568, "deviceScaleFactor": 1, "mobile": True}
    browser.open(samples.full_pages()[name])
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    bottom, small = browser.run(
        "const box = element => element.getBoundingClientRect();"
        "const title = document.createRange(); title.selectNodeContents(document.querySelector('h1'));"
        "const [line] = title.getClientRects();"
        "const above = [...document.querySelectorAll('header a, header summary, nav summary, section a')];"
        "const shown = above.filter(element => box(element).height && box(element).top < line.top);"
        "return [line.bottom, shown.filter(element => box(element).height < 44).map(element => element.outerHTML)]"
    )
    assert bottom <= 568
    assert small == []

"""The pages of a catalogue: an offer, and a list of offers."""

import pytest
from bs4 import BeautifulSoup

from tests.theme import samples


def context_of(component, example=0):
    return samples.examples(component)[example]["context"]


def offer_page():
    view = context_of("offer-facts") | context_of("registration-box")
    view |= {
        "details": [["Essen", "Mittagessen, immer vegetarisch"], ["Veranstalter", "Stadt Musterstadt"]],
        "bring": ["feste Schuhe", "Hausschuhe"],
        "calendar_url": "/angebote/winterwerkstatt/termin.ics",
        "calendar_size": "1 KB",
        "json_ld": '{"@context": "https://schema.org", "@type": "Event", "name": "Winterwerkstatt"}',
        "ways": [{"label": "Angebote im Stadtteil Nord", "url": "/stadtteile/nord/", "count": 7}],
    }
    page = samples.sample_page(title="Winterwerkstatt im Holzhaus", view=view, easy_language=None)
    return render("offer.html", page)


def list_page(groups=3):
    cards = context_of("offer-list")["offers"]
    view = {
        "groups": [{"label": f"Ferien {index}", "cards": cards} for index in range(groups)],
        "ways": context_of("facet-links")["groups"],
    }
    page = samples.sample_page("section", title="Alle Angebote", view=view, easy_language=None)
    return render("offer-list.html", page)


def render(template, page):
    return samples.environment().get_template(template).render(samples.global_context(page=page))


PAGES = {"offer": offer_page(), "list": list_page(), "empty-list": list_page(groups=0)}


def test_pages_are_valid_html(html_faults):
    assert html_faults(PAGES) == []


def test_facts_and_sign_up_come_before_the_text():
    main = BeautifulSoup(PAGES["offer"], "html.parser").main
    order = [node["class"][0] for node in main.select(".dk-offer-facts, .dk-registration-box, .dk-prose")]
    assert order[:3] == ["dk-offer-facts", "dk-registration-box", "dk-prose"]


def test_short_lists_have_no_contents():
    assert "Auf dieser Seite" in PAGES["list"]
    assert "Auf dieser Seite" not in list_page(groups=2)


def test_an_empty_list_says_so_and_leads_on():
    page = BeautifulSoup(PAGES["empty-list"], "html.parser")
    assert page.select_one(".dk-offer-list__empty")
    assert page.select(".dk-facet-links a")


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_page_is_accessible(name, browser):
    browser.open(PAGES[name])
    assert browser.violations_everywhere() == []


@pytest.mark.browser
@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_on_a_phone(name, browser):
    browser.open(PAGES[name], 320)
    assert browser.run("return document.documentElement.scrollWidth") <= 320

"""The sentence about today's opening hours, in a real browser at every kind of hour: right, or not there."""

import functools
import http.server
import shutil
import threading
from datetime import date

import pytest

from plugins.contacts import public_holidays
from plugins.opening_hours import is_closed_on_holidays, week
from tests.theme import samples

HOLIDAYS = public_holidays(date(2026, 11, 22), "BW")
USUAL = "Mo-Th 09:00-16:00; Fr 09:00-12:00; PH off"
TWO_SPANS = "Mo,Tu 08:30-12:00; Th 08:30-12:00,14:00-17:30; PH off"
SILENT_ON_HOLIDAYS = "Mo-Su 10:00-18:00"

#: opening hours, moment (with offset), what is said
MOMENTS = {
    "open": (USUAL, "2026-11-23T10:00:00+01:00", "Heute bis 16 Uhr geöffnet"),
    "the minute it opens": (USUAL, "2026-11-23T09:00:00+01:00", "Heute bis 16 Uhr geöffnet"),
    "the minute before it closes": (USUAL, "2026-11-23T15:59:59+01:00", "Heute bis 16 Uhr geöffnet"),
    "the minute it closes": (
        USUAL,
        "2026-11-23T16:00:00+01:00",
        "Für heute geschlossen – wieder morgen ab 9 Uhr",
    ),
    "at night before": (USUAL, "2026-11-23T03:00:00+01:00", "Heute geöffnet von 9 bis 16 Uhr"),
    "at night after": (USUAL, "2026-11-23T23:59:00+01:00", "Für heute geschlossen – wieder morgen ab 9 Uhr"),
    "midnight": (USUAL, "2026-11-24T00:00:00+01:00", "Heute geöffnet von 9 bis 16 Uhr"),
    "friday afternoon": (
        USUAL,
        "2026-11-27T13:00:00+01:00",
        "Für heute geschlossen – wieder am Montag ab 9 Uhr",
    ),
    "saturday": (USUAL, "2026-11-28T10:00:00+01:00", "Heute geschlossen – wieder am Montag ab 9 Uhr"),
    "sunday": (USUAL, "2026-11-29T10:00:00+01:00", "Heute geschlossen – wieder morgen ab 9 Uhr"),
    "morning of two spans": (
        TWO_SPANS,
        "2026-11-26T07:00:00+01:00",
        "Heute geöffnet von 8:30 bis 12 Uhr und von 14 bis 17:30 Uhr",
    ),
    "first of two spans": (
        TWO_SPANS,
        "2026-11-26T09:00:00+01:00",
        "Heute bis 12 Uhr geöffnet, dann wieder ab 14 Uhr",
    ),
    "between two spans": (TWO_SPANS, "2026-11-26T12:30:00+01:00", "Heute wieder ab 14 Uhr geöffnet"),
    "second of two spans": (TWO_SPANS, "2026-11-26T16:00:00+01:00", "Heute bis 17:30 Uhr geöffnet"),
    "holiday": (
        USUAL,
        "2026-12-25T10:00:00+01:00",
        "Heute ist Feiertag, geschlossen – wieder am Montag ab 9 Uhr",
    ),
    "the day before a holiday": (
        USUAL,
        "2026-12-24T17:00:00+01:00",
        "Für heute geschlossen – wieder am Montag ab 9 Uhr",
    ),
    "holiday of the state": (
        USUAL,
        "2027-01-06T10:00:00+01:00",
        "Heute ist Feiertag, geschlossen – wieder morgen ab 9 Uhr",
    ),
    "holiday the hours are silent about": (SILENT_ON_HOLIDAYS, "2026-12-25T10:00:00+01:00", ""),
    "next day the hours are silent about": (
        SILENT_ON_HOLIDAYS,
        "2026-12-24T19:00:00+01:00",
        "Für heute geschlossen",
    ),
    "the night clocks go forward": (
        USUAL,
        "2027-03-28T01:30:00Z",
        "Heute geschlossen – wieder am Dienstag ab 9 Uhr",
    ),
    "first working day of summer time": (USUAL, "2027-03-30T07:00:00Z", "Heute bis 16 Uhr geöffnet"),
    "an hour earlier": (USUAL, "2027-03-30T06:59:00Z", "Heute geöffnet von 9 bis 16 Uhr"),
    "the night clocks go back": (
        USUAL,
        "2027-10-31T00:30:00Z",
        "Heute geschlossen – wieder am Dienstag ab 9 Uhr",
    ),
    "more than a week away": (
        "We 10:00-16:00; PH off",
        "2026-12-30T16:30:00+01:00",
        "Für heute geschlossen – wieder am Mittwoch, 13. Januar, ab 10 Uhr",
    ),
    "before the data begin": (USUAL, "2026-10-30T10:00:00+01:00", ""),
    "after the data end": (USUAL, "2027-12-01T10:00:00+01:00", ""),
    "at the end of the data": (USUAL, "2027-11-30T17:00:00+01:00", "Für heute geschlossen"),
}
PAGE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Heute</title>
{script}</head>
<body>{html}</body></html>"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A page with one place for the sentence, on a server: modules are not loaded from files."""
    folder = tmp_path_factory.mktemp("today")
    shutil.copytree(samples.THEME / "static" / "js", folder / "js")
    env = samples.environment()
    env.globals["public_holidays"] = HOLIDAYS
    macros = env.get_template("components/opening-today/macro.html").module
    html = macros.opening_today({"week": ";".join(week(USUAL)), "closed_on_holidays": True})
    page = PAGE.format(script=macros.opening_today_script(), html=html)
    (folder / "index.html").write_text(page, encoding="utf-8")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def said(browser, hours, moment):
    data = {
        "week": week(hours),
        "holidays": HOLIDAYS.days.split(),
        "first": HOLIDAYS.first,
        "last": HOLIDAYS.last,
        "closedOnHolidays": is_closed_on_holidays(hours),
    }
    return browser.driver.execute_async_script(
        "const [hours, moment, done] = arguments;"
        "import('/js/today.js').then(today => done(today.openingToday(hours, new Date(moment))), done)",
        data,
        moment,
    )


@pytest.mark.browser
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Asia/Tokyo"])
def test_sentence(zone, address, browser):
    browser.driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})
    try:
        browser.driver.get(address)
        found = {name: said(browser, hours, moment) for name, (hours, moment, _) in MOMENTS.items()}
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": ""})
    assert found == {name: sentence for name, (_, _, sentence) in MOMENTS.items()}


@pytest.mark.browser
def test_page_says_it_without_a_request(address, browser):
    """With the clock of the page set: what is shown, what is stored, what was loaded."""
    clock = "Date = class extends Date { constructor(...a) { super(...(a.length ? a : ['2026-11-23T10:00:00+01:00'])) } }"
    script = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": clock})
    try:
        browser.driver.get(address)
        place = "document.querySelector('.dk-opening-today')"
        assert browser.run(f"return {place}.textContent") == "Heute bis 16 Uhr geöffnet"
        assert not browser.run(f"return {place}.hidden")
        loaded = browser.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
        assert loaded == [f"{address}js/today.js"]
        assert browser.run("return document.cookie + localStorage.length") == "0"
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


@pytest.mark.browser
def test_page_says_nothing_when_its_data_are_old(address, browser):
    clock = "Date = class extends Date { constructor(...a) { super(...(a.length ? a : ['2029-11-23T10:00:00+01:00'])) } }"
    script = browser.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": clock})
    try:
        browser.driver.get(address)
        place = "document.querySelector('.dk-opening-today')"
        assert browser.run(f"return [{place}.textContent, {place}.hidden]") == ["", True]
    finally:
        browser.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def test_holidays_reach_a_year_ahead():
    assert (HOLIDAYS.first, HOLIDAYS.last) == ("2026-11-01", "2027-11-30")
    assert {"2026-12-25", "2027-01-06", "2027-11-01"} <= set(HOLIDAYS.days.split())


@pytest.mark.parametrize("contact", [{}, {"week": ""}, {"week": "", "closed_on_holidays": True}])
def test_nothing_to_fill_for_contacts_without_days(contact):
    assert samples.render_component("opening-today", {"contact": contact}) == ""

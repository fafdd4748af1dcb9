"""The front matter of offers: bad input gets one German sentence, and the line of the field it is about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plugins.offers.schema import OfferMeta
from plugins.offers.settings import OfferSettings
from plugins.problems import Problem
from plugins.schema_messages import validated
from plugins.yaml_source import parse_yaml

OFFER = """\
title: Winterwerkstatt
summary: Sägen, hobeln, leimen, eine Woche lang im Holzhaus.
contact: zentrale
owner: redaktion
last_reviewed_on: 2026-11-09
review_in: 6 Monate
ages: {min: 6, max: 10}
starts: 2027-01-04
ends: 2027-01-08
times: 9:00-16:00
districts: [nord]
place: Holzhaus, Parkweg 3
organiser: Stadt Musterstadt
price: 45
step_free: ja
registration_link: https://anmeldung.musterstadt.example/winter
registration_opens_on: 2026-11-01
registration_deadline: 2026-12-18
"""
SETTINGS = """\
districts: {nord: Nord}
registration_systems: {anmeldung.musterstadt.example: Anmeldeportal}
age_groups:
  - {name: 6 bis 9 Jahre, min: 6, max: 9}
holidays:
  - {name: Weihnachtsferien, starts: 2026-12-23, ends: 2027-01-09}
  - {name: Osterferien, starts: 2027-03-30, ends: 2027-04-03}
"""


def read(text: str) -> OfferMeta:
    problems: list[Problem] = []
    offer = validated(OfferMeta, parse_yaml(text, "winter.md", 2), problems)
    assert offer is not None, problems
    return offer


def problem_of(text: str, model: type = OfferMeta) -> str:
    problems: list[Problem] = []
    assert validated(model, parse_yaml(text, "winter.md", 2), problems) is None
    (problem,) = problems
    return str(problem)


def test_a_complete_offer() -> None:
    offer = read(OFFER)
    assert [moment.hour for moment in offer.clock] == [9, 16]
    assert offer.last_day == offer.gone_after == offer.ends
    assert offer.template == "offer"


def test_an_offer_of_one_day_needs_no_end() -> None:
    offer = read(OFFER.replace("ends: 2027-01-08\n", ""))
    assert offer.last_day == offer.starts


@pytest.mark.parametrize(
    ("written", "price"), [("0", "0"), ("12,50", "12.5"), ("12.50", "12.5"), ('"8"', "8")]
)
def test_prices(written: str, price: str) -> None:
    assert read(OFFER.replace("price: 45", f"price: {written}")).price == Decimal(price)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ends: 2027-01-08", "ends: 2027-01-03", "Zeile 10, Feld „ends“: Das Ende (03.01.2027) liegt vor dem Beginn (04.01.2027)."),
        ("ends: 2027-01-08", "ends: 2028-12-08", "Zeile 10, Feld „ends“: Vom Beginn bis zum Ende sind es höchstens 400 Tage."),
        ("deadline: 2026-12-18", "deadline: 2027-01-05", "Zeile 19, Feld „registration_deadline“: Der Anmeldeschluss liegt nach dem Beginn (04.01.2027)."),
        ("deadline: 2026-12-18", "deadline: 2026-10-05", "Zeile 19, Feld „registration_deadline“: Der Anmeldeschluss liegt vor dem Beginn der Anmeldung (01.11.2026)."),
        ("min: 6, max: 10", "min: 12, max: 10", "Zeile 8, Feld „ages.max“: Das Höchstalter 10 liegt unter dem Mindestalter 12."),
        ("min: 6", "min: -1", "Zeile 8, Feld „ages.min“: Erlaubt ist ein Alter von 0 bis 99 Jahren."),
        ("price: 45", "price: -5", "Zeile 15, Feld „price“: Ein Preis von -5 Euro ist nicht möglich. Kostenlos schreibt man als „0“."),
        ("price: 45", "price: kostenlos", "Zeile 15, Feld „price“: Erlaubt ist ein Betrag in Euro wie „45“"),
        ("price: 45", "price: 4,555", "Zeile 15, Feld „price“: Ein Betrag hat höchstens zwei Stellen nach dem Komma"),
        ("price: 45", "price: NaN", "Zeile 15, Feld „price“: Erlaubt ist ein Betrag in Euro"),
        ("https://", "http://", "Zeile 17, Feld „registration_link“: „http://anmeldung.musterstadt.example/winter“ ist nicht"),
        ("times: 9:00-16:00", "times: 16:00-9:00", "Zeile 11, Feld „times“: Das Ende liegt vor dem Beginn."),
        ("times: 9:00-16:00", "times: ab 9 Uhr", "Zeile 11, Feld „times“: Erlaubt ist eine Zeit wie „09:00-16:00“"),
        ("step_free: ja", "step_free: teilweise", "Zeile 16, Feld „step_free“: Zu „teilweise“ gehört die Zeile step_free_note"),
        ("step_free: ja", "step_free: yes", "Zeile 16, Feld „step_free“: „yes“ ist nicht möglich."),
        ("districts: [nord]", "districts: []", "Zeile 12, Feld „districts“:"),
        ("price: 45", "price: 45\nplaces: 0", "Zeile 16, Feld „places“: Es gibt mindestens einen Platz."),
        ("price: 45", "price: 45\nweekdays: [mitwoch]", "Meinten Sie „mittwoch“?"),
        ("price: 45", "price: 45\nweekdays: [samstag]", "Feld „weekdays“: Zwischen starts und ends liegt keiner dieser Wochentage."),
        ("price: 45", "price: 45\nstatus: voll", "Feld „status“: „voll“ ist nicht möglich."),
        ("registration_link: https://anmeldung.musterstadt.example/winter\nregistration_opens_on: 2026-11-01\n", "", "Feld „registration_deadline“: Ohne registration_link gibt es keine Anmeldung."),
    ],
)  # fmt: skip
def test_bad_input(old: str, new: str, said: str) -> None:
    assert old in OFFER
    assert said in problem_of(OFFER.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ends: 2027-01-09", "ends: 2026-01-09", "Zeile 7, Feld „holidays.0.ends“: Das Ende (09.01.2026) liegt vor dem Beginn"),
        ("ends: 2027-01-09", "ends: 2027-04-09", "Feld „holidays“: Weihnachtsferien und Osterferien überschneiden sich."),
        ("Osterferien", "Osterferien 2027", "Feld „holidays.1.name“: „Osterferien 2027“ ist nicht möglich. Bitte ohne Jahreszahl"),
        ("min: 6", "min: 10", "Zeile 5, Feld „age_groups.0.max“: Das Höchstalter 9 liegt unter dem Mindestalter 10."),
    ],
)  # fmt: skip
def test_bad_settings(old: str, new: str, said: str) -> None:
    assert said in problem_of(SETTINGS.replace(old, new), OfferSettings)

"""The words of the frame: every language has all of them, and each pattern has its places."""

from __future__ import annotations

import re
from datetime import date
from string import Formatter

import pytest

from plugins.words import Words, all_words, direction, first_letter_large, german_within, long_date, words

PLACES = {
    "date": {"day", "month", "year"},
    "day_span": {"first", "last"},
    "full_hour": {"hour"},
    "time": {"hour", "minute"},
    "time_span": {"opens", "closes"},
}
#: Letters that only one of the scripts has: a word left in German would show.
SCRIPTS = {"uk": "[а-яіїєґ]", "ru": "[а-яё]", "ar": "[\u0600-\u06ff]"}


def test_the_six_languages_are_there() -> None:
    assert list(all_words()) == ["de", "en", "tr", "uk", "ru", "ar"]


@pytest.mark.parametrize("language", all_words())
def test_patterns_have_their_places(language: str) -> None:
    said = words(language)
    for field, places in PLACES.items():
        found = {name for _, name, _, _ in Formatter().parse(getattr(said, field)) if name}
        assert found == places, field


@pytest.mark.parametrize("language", SCRIPTS)
def test_no_word_is_left_in_another_script(language: str) -> None:
    patterns = {*PLACES, "between", "before_last"}
    for field in set(Words.model_fields) - patterns:
        value = getattr(words(language), field)
        for text in [value] if isinstance(value, str) else value:
            assert re.search(SCRIPTS[language], text.lower()), (field, text)


@pytest.mark.parametrize("language", sorted(set(all_words()) - {"de"}))
def test_no_sentence_is_left_in_german(language: str) -> None:
    german = words("de")
    same = {"date", "between", "time", "day_span", "phone", "phone_in_text", "menu"}
    left = [
        field for field in Words.model_fields if getattr(words(language), field) == getattr(german, field)
    ]
    assert set(left) <= same


def test_dates() -> None:
    day = date(2026, 10, 5)
    assert [long_date(day, language) for language in all_words()] == [
        "5. Oktober 2026",
        "5 October 2026",
        "5 Ekim 2026",
        "5 жовтня 2026 року",
        "5 октября 2026 года",
        "5 أكتوبر 2026",
    ]


def test_german_in_another_frame_says_so() -> None:
    assert german_within("ru") == ' lang="de" dir="ltr"'
    assert german_within("de") == ""
    assert {
        language for language in ("ar", "he", "fa", "ur", "de", "tr") if direction(language) == "rtl"
    } == {
        "ar",
        "he",
        "fa",
        "ur",
    }


def test_lines_begin_with_a_large_letter() -> None:
    assert first_letter_large("every day", "en") == "Every day"
    assert first_letter_large("içerik", "tr") == "İçerik"
    assert first_letter_large("", "en") == ""


def test_a_table_that_is_not_complete_is_refused() -> None:
    complete = words("en").model_dump()
    with pytest.raises(ValueError, match="months needs 12"):
        Words.model_validate(complete | {"months": complete["months"][:11]})
    with pytest.raises(ValueError, match="phone"):
        Words.model_validate({key: value for key, value in complete.items() if key != "phone"})

"""What the frame of a page says, in the languages a page can have: ``theme/words.yaml``.

Signal used: ``generator_init``. Sets the functions ``words``, ``german_within`` and ``direction`` in every template, macros
included, and the Jinja filter ``long_date``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from jinja2 import Environment
from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from pydantic import ConfigDict, Field, model_validator

from plugins.field_types import Strict
from plugins.yaml_source import read_yaml

if TYPE_CHECKING:
    from plugins.content_model import SiteContent

FILE = Path(__file__).parents[1] / "theme" / "words.yaml"
#: Languages written from right to left, of those that are spoken in German towns (Unicode's likely scripts).
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


class Words(Strict):
    """The words of one language. Those of the first group are patterns and parts of dates and opening hours."""

    name: str
    months: tuple[str, ...]
    date: str
    weekdays: tuple[str, ...]
    day_span: str
    between: str
    before_last: str
    full_hour: str
    time: str
    time_span: str
    daily: str
    around_the_clock: str
    closed_on_holidays: str
    on_holidays: str

    skip_to_content: str
    official_website: str
    call_us: str
    call_now: str
    phone: str
    phone_in_text: str
    help_and_languages: str
    search: str
    easy_language: str
    sign_language: str
    languages: str
    menu: str
    main_menu: str
    parent_pages: str
    home: str
    contact_heading: str
    office_hours: str
    address: str
    email: str
    save_contact: str
    deputy: str
    more_pages: str
    reviewed_on: str
    reviewed_by: str
    address_of_page: str
    feedback_heading: str
    report_barrier: str
    comment: str
    barrier_page: str
    or_by_phone: str
    page: str
    barrier_questions: tuple[str, ...]
    comment_question: str
    table: str

    #: Words that take the place of those above where a site says du to its readers.
    informal: Mapping[str, str] = Field(default_factory=dict)

    # the joints of lists begin or end with a space
    model_config = ConfigDict(str_strip_whitespace=False)

    @model_validator(mode="after")
    def _check_lengths(self) -> Words:
        if (len(self.months), len(self.weekdays)) != (12, 7):
            raise ValueError("months needs 12 words, weekdays 7")
        if self.informal.keys() - type(self).model_fields.keys():
            raise ValueError("informal has words that are none of this language's")
        return self


@cache
def all_words() -> Mapping[str, Words]:
    """Every language there is, in the order of the file."""
    data = read_yaml(FILE, FILE.name).data
    return MappingProxyType({language: Words.model_validate(words) for language, words in data.items()})


def words(language: str = "de", informal: bool = False) -> Words:
    """The words of ``language``; KeyError if there are none. ``informal`` for sites that say du.

    >>> words().call_us, words(informal=True).call_us
    ('Rufen Sie uns an', 'Ruf uns an')
    """
    spoken = all_words()[language]
    return spoken.model_copy(update=spoken.informal) if informal else spoken


def direction(language: str) -> str:
    """The ``dir`` attribute of a text.

    >>> direction("ar"), direction("tr")
    ('rtl', 'ltr')
    """
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def long_date(day: date, language: str = "de") -> str:
    """
    >>> long_date(date(2026, 10, 5)), long_date(date(2026, 10, 5), "en")
    ('5. Oktober 2026', '5 October 2026')
    """
    spoken = words(language)
    return spoken.date.format(day=day.day, month=spoken.months[day.month - 1], year=day.year)


def first_letter_large(text: str, language: str = "de") -> str:
    """``text`` as the beginning of a line.

    >>> first_letter_large("понеділок"), first_letter_large("içerik", "tr")
    ('Понеділок', 'İçerik')
    """
    first = "İ" if language == "tr" and text.startswith("i") else text[:1].upper()
    return first + text[1:]


def german_within(language: str) -> Markup:
    """The attributes of German words in a frame of ``language``: names of offices, addresses (WCAG 3.1.2).

    >>> german_within("ar"), german_within("de")
    (Markup(' lang="de" dir="ltr"'), Markup(''))
    """
    return Markup("" if language == "de" else ' lang="de" dir="ltr"')


def add_words(generator: Generator) -> None:
    """Receiver of ``generator_init``."""
    content: SiteContent = generator.settings["SITE_CONTENT"]
    add_to_environment(generator.env, informal=content.meta.form_of_address == "du")


def add_to_environment(env: Environment, informal: bool = False) -> None:
    """What the templates need to speak a page's language; macros are imported without context, so they are globals."""
    env.globals.update(
        words=partial(words, informal=informal), german_within=german_within, direction=direction
    )
    env.filters["long_date"] = long_date


def register() -> None:
    signals.generator_init.connect(add_words)

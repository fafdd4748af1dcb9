"""Ways to report a barrier on a page and to tell what is wrong with it, with the page's address already in the mail.

Settings read: ``SITE_CONTENT``. Signal used: ``page_generator_finalized``, after ``contacts``. Sets ``page.feedback``.
Barriers go to the contact of the accessibility statement, everything else to the page's own contact.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from pelican import signals
from pelican.generators import PagesGenerator

from plugins.building.memo import memo_of
from plugins.contacts import Contact, contact_of
from plugins.content_model import PageSource, SiteContent
from plugins.statement.page import BARRIER_PAGE
from plugins.statement.page import PATH as STATEMENT
from plugins.words import words


@dataclass(frozen=True, slots=True)
class PageFeedback:
    """Links of one page; "" where there is no such way. ``phone`` is that of the contact for barriers."""

    barrier: str
    phone: str
    phone_uri: str
    barrier_page: str
    comment: str


def feedback_of(page: PageSource, content: SiteContent) -> PageFeedback:
    """The ways to give feedback on this page."""
    address = f"https://{content.meta.host}{page.url}"
    statement, explanation = content.pages.get(STATEMENT), content.pages.get(BARRIER_PAGE)
    source = statement or explanation
    barriers = contact_of(content.registry, source.meta.contact) if source else None
    return PageFeedback(
        barrier=_barrier_mail(barriers, page, address) if barriers else "",
        phone=barriers.phone if barriers else "",
        phone_uri=barriers.phone_uri if barriers else "",
        barrier_page=explanation.url if explanation and explanation is not page else "",
        comment=_comment_mail(_reader_of(page, content), page, address),
    )


def _reader_of(page: PageSource, content: SiteContent) -> Contact:
    """Who reads comments: the page's contact, or that of the site where it has no mail (emergency numbers)."""
    own = contact_of(content.registry, page.meta.contact)
    return own if own.email else contact_of(content.registry, content.meta.contact)


def _barrier_mail(contact: Contact, page: PageSource, address: str) -> str:
    said = words(page.meta.lang or "de")
    questions = "\n\n\n".join(said.barrier_questions)
    body = f"{said.page}: {page.meta.title}\n{address}\n\n{questions}\n"
    return mail_address(contact.email, f"Barriere melden: {page.meta.title}", body)


def _comment_mail(contact: Contact, page: PageSource, address: str) -> str:
    said = words(page.meta.lang or "de")
    body = f"{said.page}: {page.meta.title}\n{address}\n\n{said.comment_question}\n\n"
    return mail_address(contact.email, f"Rückmeldung: {page.meta.title}", body)


def mail_address(email: str, subject: str, body: str) -> str:
    """A ``mailto:`` address with subject and text (RFC 6068); "" without an address.

    >>> mail_address("a@stadt.example", "Hallo Ö", "eins\\nzwei & drei")
    'mailto:a@stadt.example?subject=Hallo%20%C3%96&body=eins%0D%0Azwei%20%26%20drei'
    """
    if not email:
        return ""
    text = quote(body.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(email, safe='@.+-_')}?subject={quote(subject, safe='')}&body={text}"


def add_feedback(generator: PagesGenerator) -> None:
    """Receiver of ``page_generator_finalized``."""
    content: SiteContent = generator.settings["SITE_CONTENT"]
    memo = memo_of(generator.settings)
    around = memo.same("site", "", content.without_pages)
    asked = [content.pages.get(path) for path in (STATEMENT, BARRIER_PAGE)]
    for page in generator.pages:
        inputs, make = (page.source, around, asked), partial(feedback_of, page.source, content)
        page.feedback = memo.of("feedback", page.source.path, inputs, make)


def register() -> None:
    signals.page_generator_finalized.connect(add_feedback)

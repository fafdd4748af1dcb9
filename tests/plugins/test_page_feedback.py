"""Feedback on every page: mails that carry the page's address to whom it may concern."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from plugins.page_feedback import feedback_of
from tests.plugins.legal_project import HAND_KEPT, add_legal_pack, load
from tests.plugins.mini_project import CONTACTS, Project, page

OFFICE = """\
  meldestelle:
    role: Meldestelle
    unit: Stadt Musterstadt
    phone: 030 23125 400
    email: barriere@musterstadt.example
    verified_on: 2026-10-05
    interval: 6 Monate
"""


def _mail(address: str) -> tuple[str, str, str]:
    """(to, subject, text) of a mailto address."""
    parts = urlsplit(address)
    fields = parse_qs(parts.query)
    return parts.path, fields["subject"][0], fields["body"][0]


def test_barriers_go_to_the_statement_s_contact_and_comments_to_the_page_s(mini_project: Project) -> None:
    add_legal_pack(mini_project, HAND_KEPT.replace("contact: zentrale", "contact: meldestelle"))
    mini_project.write("gemeinsam/contacts.yaml", CONTACTS + OFFICE)
    content = load(mini_project)
    feedback = feedback_of(content.pages["pflege/antrag.md"], content)
    to, subject, text = _mail(feedback.barrier)
    assert (to, subject) == ("barriere@musterstadt.example", "Barriere melden: Antrag stellen")
    assert "https://muster.musterstadt.example/pflege/antrag/" in text
    to, subject, text = _mail(feedback.comment)
    assert (to, subject) == ("zentrale@musterstadt.example", "Rückmeldung: Antrag stellen")
    assert "https://muster.musterstadt.example/pflege/antrag/" in text
    assert (feedback.phone, feedback.barrier_page) == ("030 23125 400", "/barriere-melden/")


def test_comment_goes_to_the_site_s_contact_where_the_page_s_has_no_mail(mini_project: Project) -> None:
    mini_project.write("muster/notfall.md", page("Notfall", contact="notruf"))
    content = load(mini_project)
    assert (
        _mail(feedback_of(content.pages["notfall.md"], content).comment)[0] == "zentrale@musterstadt.example"
    )


def test_without_any_page_on_barriers_there_is_only_the_comment(mini_project: Project) -> None:
    content = load(mini_project)
    feedback = feedback_of(content.pages["kontakt.md"], content)
    assert (feedback.barrier, feedback.phone, feedback.barrier_page) == ("", "", "")
    assert feedback.comment


def test_page_on_barriers_does_not_link_to_itself(mini_project: Project) -> None:
    add_legal_pack(mini_project)
    content = load(mini_project)
    assert feedback_of(content.pages["barriere-melden.md"], content).barrier_page == ""


def test_every_page_has_it_before_the_contact_box(mini_project: Project) -> None:
    add_legal_pack(mini_project)
    assert mini_project.build("muster").code == 0
    for name in ("index.html", "pflege/index.html", "barrierefreiheit/index.html"):
        html = mini_project.html(name)
        assert html.count("Barriere auf dieser Seite melden") == 1
        assert html.index("dk-page-feedback") < html.index("</main>") < html.index('id="dk-kontakt"')

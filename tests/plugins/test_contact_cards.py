"""vCards of a site: the box offers one, exactly those that are linked are there, and nothing is written twice."""

from __future__ import annotations

from bs4 import BeautifulSoup

from plugins.registry import vcard
from tests.plugins.mini_project import Project, page


def test_the_box_offers_the_contact_as_a_file(built_project: Project) -> None:
    soup = BeautifulSoup(built_project.html("kontakt/index.html"), "html.parser")
    link = soup.select_one("#dk-kontakt a.dk-contact-box__save")
    assert link
    assert link["href"] == "/kontakte/zentrale.vcf"
    assert " ".join(link.text.split()) == "Kontakt speichern Servicetelefon (vCard, 1 kB)"
    card = vcard.read((built_project.root / "output/muster/kontakte/zentrale.vcf").read_bytes(), "karte", [])[
        0
    ]
    assert (card.id, card.values["phone"]) == ("zentrale", "030 23125100")


def test_only_linked_contacts_have_a_file(built_project: Project) -> None:
    with built_project.changed("muster/kontakt.md", page("Kontakt", "[[kontakt:notruf]]\n")):
        assert built_project.build("muster").code == 0
        files = [path.name for path in (built_project.root / "output/muster/kontakte").iterdir()]
    assert files == ["zentrale.vcf"]


def test_a_second_build_leaves_the_files_alone(built_project: Project) -> None:
    assert built_project.build("muster").code == 0
    file = built_project.root / "output/muster/kontakte/zentrale.vcf"
    before = file.stat().st_mtime_ns
    assert built_project.build("muster").code == 0
    assert file.stat().st_mtime_ns == before

"""A microsite is its own pages, the pages all sites share, and the addresses of its neighbours."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.content_model import SiteContent
from plugins.site_content import load_site
from tests.plugins.mini_project import SITE, Project, page


def load(project: Project) -> SiteContent:
    content = project.root / "content"
    return load_site(content / "muster", content / "gemeinsam", project.root)


def test_shared_page_is_part_of_every_site_until_it_has_its_own(mini_project: Project) -> None:
    mini_project.write("gemeinsam/seiten/impressum.md", page("Impressum für alle"))
    shared = load(mini_project).pages["impressum.md"]
    assert (shared.name, shared.url) == ("content/gemeinsam/seiten/impressum.md", "/impressum/")
    mini_project.write("muster/impressum.md", page("Eigenes Impressum"))
    assert load(mini_project).pages["impressum.md"].meta.title == "Eigenes Impressum"


def test_shared_page_is_built(mini_project: Project) -> None:
    mini_project.write("gemeinsam/seiten/impressum.md", page("Impressum für alle"))
    assert mini_project.build("muster").code == 0
    assert "Impressum für alle" in mini_project.html("impressum/index.html")
    sources = {entry["url"]: entry["source"] for entry in mini_project.manifest()["pages"]}
    assert sources["/impressum/"] == "content/gemeinsam/seiten/impressum.md"


def test_link_to_another_microsite_gets_its_host(mini_project: Project) -> None:
    mini_project.write("ferien/site.yaml", SITE.replace("muster.musterstadt", "ferien.musterstadt"))
    mini_project.write("ferien/woche/index.md", page("Wochen"))
    content = load(mini_project)
    source = content.pages["pflege/antrag.md"]
    address = "https://ferien.musterstadt.example/woche/"
    assert content.address(source, "../../ferien/woche/index.md") == address
    assert content.address(source, "../../ferien/fehlt.md") is None
    assert content.address(source, "../kontakt.md") == "/kontakt/"


def test_neighbour_with_a_broken_site_yaml_does_not_stop_this_site(mini_project: Project) -> None:
    mini_project.write("ferien/site.yaml", "title: [")
    assert "ferien" not in load(mini_project).neighbours


def test_day_of_the_build_is_the_clock_of_the_site_or_of_the_build(
    mini_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert load(mini_project).today == date(2026, 1, 1)
    mini_project.write("muster/site.yaml", f"{SITE}clock: 2026-11-22\n")
    assert load(mini_project).today == date(2026, 11, 22)

"""The mini project with a directory: a handful of entries, written from their fields."""

from __future__ import annotations

from plugins.content_model import SiteContent
from plugins.site_content import load_site
from tests.plugins.mini_project import SITE, Project, page

DIRECTORY = """\
directory:
  categories:
    pflege:
      title: Pflege
      situation: Zu Hause Pflege bekommen
      summary: Dienste, die zu Ihnen nach Hause kommen.
    essen:
      title: Essen
      situation: Warm essen in der Stadt
      summary: Mittagstische und Lieferdienste für alle.
    leer:
      title: Leer
      situation: Hier steht nichts
      summary: Zu diesem Bereich gibt es keinen Eintrag.
  districts:
    mitte: {title: Mitte, summary: Angebote rund um den Marktplatz., column: 1, row: 1}
    nord: {title: Nord, summary: Angebote rund um den Nordring., column: 1, row: 2}
  target_groups:
    familien:
      title: Familien
      situation: Angebote für Familien
      summary: Rat und Entlastung für Eltern und Kinder.
"""
FIELDS = {
    "provider": "verein",
    "categories": "[pflege]",
    "districts": "[mitte]",
    "languages": "[de]",
    "step_free": "ja",
    "costs": "kostenlos",
    "phone": "069 90009 100",
}


def entry(title: str, body: str = "- Eine Liste mit dem, was es dort gibt.\n", **fields: str) -> str:
    """A valid entry as Markdown; ``fields`` change or add lines of its front matter, as YAML."""
    return page(title, body, **(FIELDS | fields))


ENTRIES = {
    "alpha": entry("Alpha-Dienst", email="kontakt@alpha.example", website="https://alpha.example/"),
    "oemmes": entry("Ömmes Tisch", categories="[essen, pflege]", districts="[alle]", languages="[de, tr]"),
    "zett": entry("Zett-Hilfe", districts="[nord]", step_free="nein", costs="5 Euro", phone="069 90009 101"),
}


def add_directory(project: Project) -> Project:
    """The project with a directory of three entries in the site ``muster``."""
    project.write("muster/site.yaml", SITE + DIRECTORY)
    project.write("muster/eintraege/index.md", page("Alle Einträge"))
    project.write("muster/stadtteile/index.md", page("Nach Stadtteil"))
    for name, text in ENTRIES.items():
        project.write(f"muster/eintraege/{name}.md", text)
    return project


def load(project: Project) -> SiteContent:
    """The site as it is now; ContentError with its problems."""
    content = project.root / "content"
    return load_site(content / "muster", content / "gemeinsam", project.root)

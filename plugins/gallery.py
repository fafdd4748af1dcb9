"""The gallery: every component of the theme with its examples, its parameters and how editors write it.

    python -m plugins.gallery [--site NAME]

Written to ``build/gallery/``; it belongs to no microsite and is never published. A component's folder says all there is
to say (``examples.yaml``), the same examples are what the tests of the theme look at.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import yaml
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from plugins.build import CODE_DIR, sites
from plugins.contacts import public_holidays
from plugins.content_schema import SiteMeta
from plugins.german_text import german_date
from plugins.problems import did_you_mean
from plugins.words import add_to_environment
from plugins.yaml_source import read_yaml

THEME = CODE_DIR / "theme"
OUTPUT = CODE_DIR / "build" / "gallery"


@dataclass(frozen=True, slots=True)
class Example:
    """An example as a document of its own."""

    description: str
    document: str


@dataclass(frozen=True, slots=True)
class Component:
    """A component as the gallery shows it; ``markdown`` is empty where editors do not write it themselves."""

    name: str
    description: str
    markdown: str
    parameters: tuple[Mapping[str, Any], ...]
    examples: tuple[Example, ...]


def environment(today: date) -> Environment:
    """Jinja as the build sets it up, without a site around it."""
    loader = FileSystemLoader([THEME / "gallery", THEME / "templates", THEME / "static"])
    env = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    add_to_environment(env)
    env.filters["german_date"] = german_date
    env.globals["public_holidays"] = public_holidays(today, "BW")
    return env


def components(env: Environment) -> list[Component]:
    """All components, by name."""
    folders = sorted(path.parent for path in (THEME / "templates" / "components").glob("*/examples.yaml"))
    return [_component(folder, env) for folder in folders]


def _component(folder: Path, env: Environment) -> Component:
    about = yaml.safe_load((folder / "examples.yaml").read_text(encoding="utf-8"))
    shown = [example for example in about["examples"] if not example.get("hidden")]
    return Component(
        folder.name,
        about["description"],
        about.get("markdown", "").strip(),
        tuple(about["parameters"]),
        tuple(Example(example["description"], _document(folder.name, example, env)) for example in shown),
    )


def _document(component: str, example: Mapping[str, Any], env: Environment) -> str:
    if "html" in example:  # made of CSS only, with the HTML that comes out of Markdown
        html = Markup('<div class="dk-prose">\n{}</div>').format(Markup(example["html"]))
    else:
        template = env.get_template(f"components/{component}/macro.html")
        html = Markup(getattr(template.module, component.replace("-", "_"))(**example["context"]))
    return env.get_template("example.html").render(title=component, html=html)


def write(site: SiteMeta, today: date, output: Path) -> None:
    """Write the gallery, with the site's colours, into the folder ``output``."""
    env = environment(today)
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    shown = components(env)
    page = env.get_template("gallery.html").render(site=site, components=shown)
    (output / "index.html").write_text(page, encoding="utf-8")
    names = [component.name for component in shown]
    css = env.get_template("style.css").render(site=site, components=names)
    (output / "style.css").write_text(css, encoding="utf-8")
    for name in ("gallery.css", "gallery.js"):
        shutil.copyfile(THEME / "gallery" / name, output / name)
    shutil.copytree(THEME / "static" / "js", output / "js")


@click.command()
@click.option("--site", default="pflegestuetzpunkt", help="Microsite, deren Farben gelten.")
def main(site: str) -> None:
    """Write build/gallery/index.html."""
    known = sites(CODE_DIR)
    if site not in known:
        raise click.UsageError(f"Die Microsite „{site}“ gibt es nicht. {did_you_mean(site, known)}")
    path = CODE_DIR / "content" / site / "site.yaml"
    meta = SiteMeta.model_validate(dict(read_yaml(path, path.name).data))
    write(meta, meta.clock or date.today(), OUTPUT)
    click.echo(f"✓ {(OUTPUT / 'index.html').relative_to(CODE_DIR)}")


if __name__ == "__main__":
    main()

"""The generated microsite as a bare Pelican site and as a Hugo site: the same texts, in what each takes as it comes.

What only our Markdown has (contacts, amounts and words by their id, notes, classes of lists) stands there written out.
Both get the simplest theme that shows title, menu and text: Pelican its own ``simple``, Hugo the one below.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath

from bench.markdown_site import Text, texts

_HUGO_LAYOUT = """\
<!doctype html>
<html lang="de">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{ .Title }}</title></head>
<body>
<header><nav><ul>{{ range .Site.Menus.main }}<li><a href="{{ .URL }}">{{ .Name }}</a></li>{{ end }}</ul></nav></header>
<main><h1>{{ .Title }}</h1>{{ .Content }}{{ block "list" . }}{{ end }}</main>
</body>
</html>
"""
_HUGO_LIST = """\
{{ define "list" }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"""
_PELICAN_SETTINGS = """\
SITENAME = "Hilfe in Musterstadt"
PATH = "content"
PAGE_PATHS = [""]
ARTICLE_PATHS = []
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
STATIC_PATHS = ["bilder"]
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
DISPLAY_PAGES_ON_MENU = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MENUITEMS = """


def make_hugo(folder: Path, pages: int) -> None:
    """Write the site; ``hugo`` in ``folder`` builds it into ``public``."""
    made = _written(folder, pages, _hugo_file)
    menu = "".join(
        f"[[menus.main]]\nname = {json.dumps(page.label, ensure_ascii=False)}\npageRef = '/{PurePosixPath(page.path).parent}'\n"
        for page in _menu(made)
    )
    settings = "baseURL = 'https://bench.musterstadt.example/'\nlanguageCode = 'de'\ntitle = 'Hilfe in Musterstadt'\n"
    # no feeds and no overviews of tags, which the others do not make either
    settings += "disableKinds = ['rss', 'taxonomy', 'term', 'sitemap']\n" + menu
    (folder / "hugo.toml").write_text(settings, encoding="utf-8")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (layouts / "baseof.html").write_text(_HUGO_LAYOUT, encoding="utf-8")
    (layouts / "single.html").write_text('{{ define "list" }}{{ end }}\n', encoding="utf-8")
    (layouts / "list.html").write_text(_HUGO_LIST, encoding="utf-8")
    home = folder / "content" / "_index.md"
    home.write_text(
        "---\ntitle: Hilfe in Musterstadt\n---\nHier finden Sie alle Angebote.\n", encoding="utf-8"
    )


def make_pelican(folder: Path, pages: int) -> None:
    """Write the site; ``pelican content -s pelicanconf.py -t simple`` in ``folder`` builds it into ``output``."""
    made = _written(folder, pages, _pelican_file)
    menu = [(page.label, _address(page.path)) for page in _menu(made)]
    (folder / "pelicanconf.py").write_text(f"{_PELICAN_SETTINGS}{menu!r}\n", encoding="utf-8")
    home = folder / "content" / "start.md"
    text = "Title: Hilfe in Musterstadt\nsave_as: index.html\nurl:\n\nHier finden Sie alle Angebote.\n"
    home.write_text(text, encoding="utf-8")


def plain(page: Text) -> str:
    """The body as Markdown that every generator takes."""
    text = re.sub(r"\[\[glossar:([^\]]+)\]\]", r"\1", page.body)
    text = re.sub(r"\[\[betrag:[^\]]+\]\]", "131 Euro", text)
    text = re.sub(r"\[\[kontakt:[^\]]+\]\]", "Telefon 030 23125 100", text)
    text = re.sub(r"\n\{: \.[a-z]+ \}", "", text)
    text = re.sub(r'^!!! \w+ "([^"]*)"\n    (.*)$', r"> **\1** \2", text, flags=re.M)
    folder = PurePosixPath(page.path).parent
    return re.sub(r"\]\(([^)#:]+\.md)", lambda link: f"]({_address(_joined(folder, link[1]))}", text)


def _joined(folder: PurePosixPath, target: str) -> str:
    parts: list[str] = []
    for part in (folder / target).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def _address(path: str) -> str:
    return f"/{path.removesuffix('.md').removesuffix('index')}".rstrip("/") + "/"


def _menu(made: Iterable[Text]) -> list[Text]:
    return [page for page in made if page.is_section and page.path.count("/") == 1][:6]


def _written(folder: Path, pages: int, write: Callable[[Text], tuple[str, str]]) -> list[Text]:
    """Write all texts into an empty folder; the texts."""
    shutil.rmtree(folder, ignore_errors=True)
    made = list(texts(pages))
    for page in made:
        path, text = write(page)
        file = folder / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return made


def _hugo_file(page: Text) -> tuple[str, str]:
    path = page.path.removesuffix("index.md") + "_index.md" if page.is_section else page.path
    # a JSON text is one in YAML, too
    meta = {"title": page.title, "summary": page.summary, "weight": page.position}
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in meta.items())
    return path, f"---\n{lines}---\n{plain(page)}"


def _pelican_file(page: Text) -> tuple[str, str]:
    slug = _address(page.path).strip("/")
    return page.path, f"Title: {page.title}\nSummary: {page.summary}\nSlug: {slug}\n\n{plain(page)}"

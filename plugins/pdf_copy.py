"""Print a built page as a PDF for ``dokumente/``: tagged, with the page's title and language, by the Chromium of this machine.

    python -m plugins.pdf_copy SITE PAGE FILE

``PAGE`` is the Markdown file below the site's folder, ``FILE`` the name of the PDF. The site must have been built.
Exit codes: 0 written · 2 wrong use or nothing built · 4 Chromium is missing or failed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import click
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, TextStringObject

from plugins.build import CODE_DIR, sites
from plugins.problems import did_you_mean

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless=new",
    "--disable-gpu",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_SECONDS = 60


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing: what was printed is told at the end."""


@click.command()
@click.argument("site")
@click.argument("page")
@click.argument("file")
def main(site: str, page: str, file: str) -> None:
    """Print PAGE of SITE into content/SITE/dokumente/FILE."""
    known = sites(CODE_DIR)
    if site not in known:
        raise click.UsageError(f"Die Microsite „{site}“ gibt es nicht. {did_you_mean(site, known)}")
    if not file.endswith(".pdf"):
        raise click.UsageError(f"„{file}“ ist kein Name für ein PDF. Bitte mit „.pdf“ beenden.")
    target = CODE_DIR / "content" / site / "dokumente" / file
    try:
        address = address_of(CODE_DIR, site, page)
        print_page(CODE_DIR / "output" / site, address, target, _manifest(CODE_DIR, site)["url"])
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from error
    except (OSError, subprocess.SubprocessError) as error:
        click.echo(f"Nicht gedruckt: {error}", err=True)
        sys.exit(4)
    click.echo(
        f"✓ {target.relative_to(CODE_DIR)} ist geschrieben. Bitte in dokumente.yaml eintragen, Zwilling: {page}"
    )


def address_of(project_dir: Path, site: str, page: str) -> str:
    """Where the Markdown file ``page`` of a site was built to; FileNotFoundError if it was not."""
    pages = _manifest(project_dir, site).get("pages", [])
    addresses = {entry["source"].removeprefix(f"content/{site}/"): entry["url"] for entry in pages}
    if page in addresses:
        return addresses[page]
    folder = project_dir / "content" / site
    if (folder / page).is_file():
        raise FileNotFoundError(f"Die Seite „{page}“ ist nicht gebaut. Bitte zuerst „invoke build“ aufrufen.")
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*.md")]
    raise FileNotFoundError(f"Die Seite „{page}“ gibt es nicht. {did_you_mean(page, names)}")


def _manifest(project_dir: Path, site: str) -> dict[str, Any]:
    """What was built; empty if nothing was."""
    manifest = project_dir / "build" / site / "manifest.json"
    return json.loads(manifest.read_text(encoding="utf-8")) if manifest.is_file() else {}


def print_page(output: Path, address: str, target: Path, url: str) -> None:
    """Print the page at the root-relative ``address`` of the folder ``output``; OSError without Chromium.

    ``url`` is where the site will be found (``https://host``): links in the PDF lead there.
    """
    browser = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise OSError(
            "Chromium ist nicht installiert. Bitte installieren oder CHROMIUM auf das Programm setzen."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with _served(output) as origin, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        printed = Path(folder, "page.pdf")
        command = [browser, *_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={printed}"]
        if os.geteuid() == 0:
            command.append("--no-sandbox")
        subprocess.run([*command, origin + address], check=True, capture_output=True, timeout=_SECONDS)
        lead_links_to(url, origin, printed)
        shutil.copyfile(printed, target)


def lead_links_to(url: str, origin: str, pdf: Path) -> None:
    """Make links of a PDF to ``origin``, where it was printed, lead to the same address at ``url``."""
    reader = PdfReader(pdf)
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    for page in writer.pages:
        for annotation in page.get("/Annots", ()):
            action = annotation.get_object().get("/A", {})
            link = action.get("/URI", "")
            if link.startswith(f"{origin}/"):
                action.update({NameObject("/URI"): TextStringObject(url + link.removeprefix(origin))})
    writer.write(pdf)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """The folder on a free port of this machine: its pages use addresses that begin with a slash."""
    handler = partial(_QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


if __name__ == "__main__":
    main()

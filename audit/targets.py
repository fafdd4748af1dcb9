"""What a TARGET on the command line means: a microsite's name, a folder, an address, a sitemap, a list of pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import urlsplit

from audit import manifest as manifests
from audit.errors import UsageError
from audit.manifest import Manifest
from audit.probes import pages as pages_probe
from audit.probes.pages import Pages

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Target:
    """Something to audit: its name in reports, its manifest if a microsite's settings apply, and how to get its pages."""

    name: str
    title: str
    manifest: Manifest | None
    pages: Callable[[Progress], Pages]
    offline: bool


def microsites(project_dir: Path) -> list[str]:
    """Names of the microsites that can be audited: those with a site.yaml."""
    return sorted(path.parent.name for path in (project_dir / "content").glob("*/site.yaml"))


def resolve(text: str, project_dir: Path, site: str | None, max_pages: int) -> Target:
    """The target a word means; ``site`` names the microsite whose registry and settings apply.

    UsageError if there is no such thing, DataError if a microsite is not built.
    """
    if text.startswith(("http://", "https://")):
        return _address(text, project_dir, site, max_pages)
    names = microsites(project_dir)
    if text in names:
        return _folder(project_dir / "output" / text, text, _manifest(project_dir, site or text))
    folder = Path(text)
    if folder.is_dir():
        name = folder.resolve().name
        known = site or (name if name in names else None)
        return _folder(folder, name, _manifest(project_dir, known) if known else None)
    near = get_close_matches(text, names, n=1)
    guess = f" Meinten Sie „{near[0]}“?" if near else ""
    listed = f" Microsites: {', '.join(names)}." if names else ""
    raise UsageError(f"„{text}“ ist keine Microsite, kein Ordner und keine Adresse.{guess}{listed}")


def from_list(file: Path, project_dir: Path, site: str | None) -> Target:
    """Single pages, one address a line; empty lines and lines starting with # are left out. UsageError if there are none."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"Die Liste {file} ist nicht lesbar ({error}).") from error
    addresses = [line for line in lines if line and not line.startswith("#")]
    for number, line in enumerate(lines, 1):
        if line in addresses and not line.startswith(("http://", "https://")):
            raise UsageError(
                f"{file}, Zeile {number}: „{line}“ ist keine Adresse, die mit http:// oder https:// beginnt."
            )
    if not addresses:
        raise UsageError(f"Die Liste {file} nennt keine Adressen.")
    manifest = _manifest(project_dir, site) if site else None
    from audit.probes.http import Fetcher  # folders are audited without the network's libraries

    return Target(
        file.stem,
        file.name,
        manifest,
        lambda tell: pages_probe.from_list(addresses, Fetcher(), tell),
        offline=False,
    )


def _manifest(project_dir: Path, site: str) -> Manifest:
    if site not in microsites(project_dir):
        raise UsageError(
            f"Die Microsite „{site}“ gibt es nicht. Möglich: {', '.join(microsites(project_dir))}."
        )
    return manifests.read(project_dir / "build" / site / "manifest.json")


def _folder(folder: Path, name: str, manifest: Manifest | None) -> Target:
    base = manifest.url if manifest else "http://site.invalid"
    title = manifest.title if manifest else name
    return Target(name, title, manifest, lambda tell: pages_probe.from_folder(folder, base), offline=True)


def _address(text: str, project_dir: Path, site: str | None, max_pages: int) -> Target:
    host = urlsplit(text).netloc
    if not host:
        raise UsageError(f"„{text}“ ist keine vollständige Adresse.")
    read = pages_probe.from_sitemap if urlsplit(text).path.endswith(".xml") else pages_probe.from_crawl
    manifest = _manifest(project_dir, site) if site else None
    from audit.probes.http import Fetcher

    name = host.replace(":", "-")
    return Target(name, host, manifest, lambda tell: read(text, Fetcher(), max_pages, tell), offline=False)

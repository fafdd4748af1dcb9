"""Check the built pages with the Nu HTML checker, the validator behind validator.w3.org.

    python -m plugins.nu_checker [SITE…]

Needs Java (Debian: default-jre-headless). Exit codes: 0 no error · 1 errors, each with its file and line ·
2 the site is not built or Java is missing · 4 the checker failed.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.build import CODE_DIR, sites
from plugins.problems import did_you_mean

JAR = CODE_DIR / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@dataclass(frozen=True, slots=True, order=True)
class HtmlError:
    """One error in a built file; ``line`` is 1-based, 0 for the whole file."""

    file: str
    line: int
    message: str


class CheckerFailed(Exception):
    """The checker ended without a result; carries what it printed."""


def check(folders: list[Path], java: str) -> list[HtmlError]:
    """All errors in the HTML files below ``folders``, sorted; warnings are left out. CheckerFailed without a result."""
    command = [java, "-jar", str(JAR), "--skip-non-html", "--errors-only", "--format", "json"]
    command += ["--exit-zero-always", *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        messages = json.loads(done.stderr)["messages"]  # where the checker writes its result
    except (ValueError, KeyError, TypeError) as error:
        raise CheckerFailed(done.stderr.strip() or f"Ende mit {done.returncode}") from error
    return sorted(
        HtmlError(
            _file_of(message.get("url", "")),
            message.get("firstLine", message.get("lastLine", 0)),
            message["message"],
        )
        for message in messages
    )


def _file_of(url: str) -> str:
    path = Path(unquote(urlsplit(url).path))
    return path.relative_to(CODE_DIR).as_posix() if path.is_relative_to(CODE_DIR) else str(path)


def main(arguments: list[str], project_dir: Path = CODE_DIR) -> int:
    """Check the named sites (default: all); prints German lines and returns the exit code."""
    known = sites(project_dir)
    unknown = sorted(set(arguments) - set(known))
    if unknown:
        return _stop(f"Die Microsite „{unknown[0]}“ gibt es nicht. {did_you_mean(unknown[0], known)}")
    folders = [project_dir / "output" / site for site in sorted(set(arguments)) or known]
    missing = next((folder.name for folder in folders if not folder.is_dir()), None)
    if missing:
        return _stop(f"„{missing}“ ist nicht gebaut. Bitte zuerst: invoke build")
    java = shutil.which("java")
    if not java:
        return _stop("Der Nu-Prüfer braucht Java. Bitte eingeben: sudo apt install default-jre-headless")
    try:
        errors = check(folders, java)
    except CheckerFailed as error:
        print(f"✗ Der Nu-Prüfer ist abgebrochen: {error}", file=sys.stderr)
        return 4
    for error in errors:
        print(f"{error.file}, Zeile {error.line}: {error.message}")
    files = sum(1 for folder in folders for _ in folder.rglob("*.html"))
    print(f"{'✗' if errors else '✓'} {files} Dateien geprüft, {len(errors)} Fehler")
    return 1 if errors else 0


def _stop(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

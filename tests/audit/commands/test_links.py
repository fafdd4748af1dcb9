"""The command ``dreiklick links``, with a real child process and servers on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from audit import external_facts, looked
from audit.__main__ import main
from audit.config import Settings
from audit.facts import Missing
from audit.model import Outcome
from audit.probes import pages as pages_probe
from audit.probes.links import gather
from audit.probes.links.network import Network
from audit.selection import Selection
from audit.sources import Sources
from tests.hostile.names import NameServer
from tests.hostile.server import HostileServer, faults

BASE = "https://stadt.example"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[HostileServer]:
    names = {"amt.example": "127.0.0.1", "bank.example": "127.0.0.1"}
    with HostileServer(faults) as server, NameServer(names) as name_server:

        def network(contact: str) -> Network:
            options = {"pause": 0.02, "seconds": 2.0, "backoff": 0.05}
            return Network(
                f"Dreiklick/0 (+{contact})", **options, open_to=server.open_to, nameserver=name_server.address
            )

        monkeypatch.setattr(gather, "network", network)
        yield server


@pytest.fixture
def folder(tmp_path: Path, server: HostileServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    base = f"http://amt.example:{server.port}"
    page = f"""<!doctype html><title>Start</title><main><p><a href="{base}/fine">Gut</a></p>
    <p><a href="{base}/410">Weg</a></p><p><a href="{base}/moved">Umgezogen</a></p>
    <p><a href="http://bank.example:{server.port}/403">Bank</a></p><p><a href="{base}/fine#nirgends">Stelle</a></p></main>"""
    path = tmp_path / "seiten"
    path.mkdir()
    (path / "index.html").write_text(page, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def _run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["links", *words])
    return int(ended.value.code or 0)


def test_checks_tells_and_remembers(
    folder: Path, server: HostileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run("seiten") == 1
    shown = capsys.readouterr().out
    assert "4 fremde Adressen, 4 gefragt" in shown
    assert f"führt ins Leere: http://amt.example:{server.port}/410" in shown
    assert "„Weg“ (seiten/index.html, Zeile 2)" in shown
    assert "für Programme gesperrt" in shown
    assert "ohne die Stelle #nirgends" in shown
    assert _run("seiten") == 1
    assert "4 fremde Adressen, 3 gefragt" in capsys.readouterr().out  # what is fine is not asked again
    assert _run("seiten", "--all") == 1
    assert "4 fremde Adressen, 4 gefragt" in capsys.readouterr().out


def test_notes_what_a_person_looked_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("--looked", "https://bank.example/") == 0
    assert list(looked.read(folder.parent)) == ["https://bank.example/"]
    assert _run("--looked", "bank.example") == 2
    assert "keine Adresse, die mit http:// oder https:// beginnt" in capsys.readouterr().err


def test_without_network_nothing_is_remembered(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with NameServer({}, knows_internet=False) as names:
        monkeypatch.setattr(
            gather, "network", lambda contact: Network("Dreiklick/0", nameserver=names.address)
        )
        assert _run("seiten") == 3
    assert "keine Verbindung ins Internet" in capsys.readouterr().err
    assert (
        gather.external_links(
            _pages(folder).site, folder.parent, date(2026, 11, 22), gather.Order()
        ).links.untested
        == 4
    )


def _pages(folder: Path) -> pages_probe.Pages:
    return pages_probe.from_folder(folder, BASE)


def _facts(folder: Path, *, ask: bool) -> tuple[external_facts.ExternalLinks, dict[str, Missing]]:
    missing: dict[str, Missing] = {}
    pages = _pages(folder)
    selection = Selection(only=frozenset({"external-link", "certificate-expiry"}))
    facts = external_facts.external_facts(
        pages,
        selection,
        Settings(),
        date(2026, 11, 22),
        folder.parent,
        Sources(folder.parent, None, pages.folder),
        lambda what, done, total: None,
        missing,
        ask=ask,
    )
    return facts, missing


def test_the_audit_asks_nobody_unless_told_to(folder: Path, server: HostileServer) -> None:
    links, missing = _facts(folder, ask=False)
    assert server.asked == []
    assert links.untested == 4
    assert missing["external"] == Missing(
        "4 fremde Adressen sind nicht geprüft (dreiklick links)", Outcome.UNTESTED
    )
    assert missing["certificates"].outcome is Outcome.UNTESTED
    links, missing = _facts(folder, ask=True)
    assert (links.untested, missing) == (0, {})
    links, missing = _facts(folder, ask=False)  # remembered
    assert links.untested == 0
    assert list(missing) == ["certificates"]


def test_one_server_that_is_down_is_its_own_fault_not_that_of_our_network(
    folder: Path, server: HostileServer, capsys: pytest.CaptureFixture[str]
) -> None:
    link = f'<title>S</title><a href="http://amt.example:{server.port}/reset">Amt</a>'
    (folder / "index.html").write_text(link, encoding="utf-8")
    assert _run("seiten") == 0
    assert "zurzeit nicht erreichbar" in capsys.readouterr().out


def test_what_was_found_before_the_end_of_time_is_kept(
    folder: Path, server: HostileServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = "AUDIT = {'external_seconds': 1}"
    (folder.parent / "pelicanconf.py").write_text(settings, encoding="utf-8")
    links = "".join(f'<a href="http://amt.example:{server.port}/fine?{n}">{n}</a>' for n in range(300))
    (folder / "index.html").write_text(f"<title>S</title>{links}", encoding="utf-8")
    assert _run("seiten") == 3
    assert "in der eingestellten Zeit nicht erreicht (external_seconds)" in " ".join(
        capsys.readouterr().out.split()
    )

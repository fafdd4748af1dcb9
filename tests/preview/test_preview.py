"""The program itself, on a small project, while everything goes wrong that can: it recovers by itself."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.plugins.mini_project import Project, new_project
from tests.preview.helpers import ROOT, News, Program, fetch, listening, running, wait

pytestmark = pytest.mark.browser

HOST = "muster.localhost"
FILE = "muster/kontakt.md"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """What all tests of this module edit; each leaves it as it was."""
    return new_project(tmp_path_factory.mktemp("vorschau"))


@pytest.fixture(scope="module")
def program(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The preview, with all pages judged."""
    with running(project.root, tmp_path_factory.mktemp("terminal")) as program:
        with listening(program.port, HOST) as news:
            news.wait("checked")
        yield program


@pytest.fixture
def news(program: Program) -> Iterator[News]:
    """What is told while a test runs."""
    with listening(program.port, HOST) as news:
        news.wait("checked")  # nothing that an earlier test did is still under way
        yield news


def _text(program: Program, address: str = "/kontakt/") -> str:
    return fetch(program.port, HOST, address)[1]


def _judged(news: News, address: str, after: int = 0) -> dict[str, Any]:
    """The complete verdict on a page as it was built after so many news: one on an older build may still come before it."""
    build = news.wait("built", lambda data: address in data["pages"], after)["build"]
    return news.wait(
        "verdict", lambda data: data["page"] == address and data["complete"] and data["build"] >= build, after
    )


def test_save_is_built_and_judged(program, project, news):
    with project.changed(FILE, lambda text: text + "\nRufen Sie an: 030 23125 999.\n"):
        verdict = _judged(news, "/kontakt/")
        assert "030 23125 999" in _text(program)
        finding = next(one for one in verdict["findings"] if one["rule"] == "loose-contact")
        assert finding["location"] == {"file": f"content/{FILE}", "line": 12}
        assert verdict["light"] == "red"
        assert news.wait("built")["pages"] == ["/kontakt/"]
        wait(lambda: f"content/{FILE}:12  " in program.said(), program.said)
        so_far = len(news)
    verdict = _judged(news, "/kontakt/", so_far)
    assert [one for one in verdict["findings"] if one["rule"] == "loose-contact"] == []


def test_of_ten_saves_within_a_second_the_last_wins(program, project, news):
    with project.changed(FILE, lambda text: text):
        before = project.read(FILE)
        for number in range(10):
            project.write(FILE, f"{before}\nStand {number}.\n")
        last = news.wait("built", lambda data: "Stand 9." in _text(program))
        assert news.wait(
            "verdict", lambda data: data["page"] == "/kontakt/" and data["build"] >= last["build"]
        )
        assert len([name for name, _ in news.events if name == "built"]) < 10
        so_far = len(news)
    _judged(news, "/kontakt/", so_far)


def test_half_a_file_shows_a_problem_and_the_whole_one_ends_it(program, project, news):
    whole = project.read(FILE)
    with project.changed(FILE, whole[: whole.index("owner") + 3]):
        problem = news.wait("problem")["problems"][0]
        assert problem["file"] == f"content/{FILE}"
        assert "Kontakt" in _text(program)
        assert "letzte gute Stand" in fetch(program.port, "localhost", "/")[1]
        so_far = len(news)
    news.wait("built", after=so_far)
    assert "letzte gute Stand" not in fetch(program.port, "localhost", "/")[1]


def test_deleted_page_is_gone_and_comes_back(program, project, news):
    name = "muster/hilfe/kurse/kurs.md"
    assert fetch(program.port, HOST, "/hilfe/kurse/kurs/")[0] == 200
    so_far = len(news)
    with project.changed(name, None):
        news.wait("built", lambda data: "/hilfe/kurse/kurs/" in data["pages"])
        assert fetch(program.port, HOST, "/hilfe/kurse/kurs/")[0] == 404
        news.wait("checked", after=so_far)
        assert "/hilfe/kurse/kurs/" not in fetch(program.port, "localhost", "/")[1]
        so_far = len(news)
    _judged(news, "/hilfe/kurse/kurs/", so_far)


def test_renamed_folder_moves_its_pages(program, project, news):
    old, new = (project.root / "content/muster/hilfe" / name for name in ("kurse", "lernen"))
    old.rename(new)
    _judged(news, "/hilfe/lernen/kurs/")
    assert fetch(program.port, HOST, "/hilfe/kurse/kurs/")[0] == 404
    so_far = len(news)
    new.rename(old)
    _judged(news, "/hilfe/kurse/kurs/", so_far)


def test_new_site_is_built_and_a_deleted_one_forgotten(program, project):
    with listening(program.port, "localhost") as news:
        draft = project.root / "entwurf"
        shutil.copytree(project.root / "content/muster", draft)
        text = (draft / "site.yaml").read_text(encoding="utf-8").replace("host: muster", "host: neu")
        (draft / "site.yaml").write_text(text, encoding="utf-8")
        draft.rename(project.root / "content/neu")
        news.wait("checked", lambda data: data["site"] == "neu")
        assert fetch(program.port, "neu.localhost", "/kontakt/")[0] == 200
        shutil.rmtree(project.root / "content/neu")
        wait(lambda: "neu.localhost" not in fetch(program.port, "localhost", "/")[1])


def test_killed_browser_is_replaced(program, project, news):
    for driver in program.children("chromedriver"):
        os.killpg(driver, signal.SIGKILL)
    with project.changed(FILE, lambda text: text + "\nNach dem Absturz.\n"):
        assert _judged(news, "/kontakt/")["light"] in ("green", "yellow")
        so_far = len(news)
    _judged(news, "/kontakt/", so_far)


def test_killed_worker_is_replaced_with_its_browsers(program, project, news):
    browsers = program.children("chrom")
    (worker,) = {int(pid) for pid in program.children("preview.worker") if os.getpgid(pid) == pid}
    so_far = len(news)
    os.kill(worker, signal.SIGKILL)
    news.wait("checked", after=so_far)
    wait(lambda: not set(browsers) & set(program.children("chrom")))
    so_far = len(news)
    with project.changed(FILE, lambda text: text + "\nWieder da.\n"):
        _judged(news, "/kontakt/", so_far)
        assert "Wieder da." in _text(program)
        so_far = len(news)
    _judged(news, "/kontakt/", so_far)


def test_broken_program_is_shown_and_mended_by_the_next_save(tmp_path):
    code = tmp_path / "programm"
    for name in ("plugins", "audit", "preview", "theme", "standards"):
        shutil.copytree(ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pelicanconf.py", code)
    (code / "node_modules").symlink_to(ROOT / "node_modules")
    project = new_project(tmp_path)
    template, plugin = code / "theme/templates/page.html", code / "plugins/menu.py"
    with running(project.root, tmp_path, code) as program, listening(program.port, HOST) as news:
        news.wait("built")
        for file, fault, shown in (
            (template, "{% if %}", "theme/templates/page.html"),
            (plugin, "\n1 / 0\n", "plugins/menu.py"),
            (plugin, "\ndef (:\n", "plugins/menu.py"),
        ):
            so_far, whole = len(news), file.read_text(encoding="utf-8")
            file.write_text(whole + fault, encoding="utf-8")
            problem = news.wait("problem", after=so_far)["problems"][0]
            assert shown in f"{problem['file']} {problem['message']}"
            assert fetch(program.port, HOST, "/kontakt/")[0] == 200
            so_far = len(news)
            file.write_text(whole, encoding="utf-8")
            news.wait("built", after=so_far)


def test_port_in_use_is_explained():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "preview", "--port", str(port)]
        result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert f"Port {port} ist nicht frei" in result.stderr
    assert f"PORT={port + 1}" in result.stderr

"""Set-up says what is missing, locks what it installs, and tells no download address."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["requirements.txt", "requirements-dev.txt"]
#: Enough to run make and to look for programs, and nothing that could install any.
SHELL_TOOLS = ["sh", "env", "id", "cat", "readlink", "make"]


def _required(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {re.split(r"[~=<>\s]", line)[0] for line in lines if line and line[0].isalpha()}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A fresh copy of what set-up reads, on a machine with hardly any program (``bin`` is all of its PATH)."""
    for name in ("Makefile", *LOCKS, "pyproject.toml", "package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "bin").mkdir()
    for tool in SHELL_TOOLS:
        (tmp_path / "bin" / tool).symlink_to(str(shutil.which(tool)))
    return tmp_path


def _make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": str(folder / "bin"), "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(
        ["make", *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=False
    )


def test_help_is_the_default_and_names_every_command(bare):
    shown = _make(bare)
    assert shown.returncode == 0
    for name in ("make audit", "make preview", "make build", "make test", "invoke --list"):
        assert name in shown.stdout


def test_missing_programs_are_named_with_what_to_type(bare):
    result = _make(bare, "setup")
    assert result.returncode == 2
    assert "  sudo apt install python3-venv nodejs npm chromium chromium-driver\n" in result.stderr
    assert "CHROMIUM und CHROMEDRIVER" in result.stderr


def test_programs_in_the_environment_are_not_asked_for(bare):
    result = _make(bare, "setup", CHROMIUM="/opt/chromium", CHROMEDRIVER="/opt/chromedriver")
    assert "  sudo apt install python3-venv nodejs npm\n" in result.stderr


def test_ubuntu_gets_another_way_than_the_package_it_does_not_have(bare):
    release = bare / "os-release"
    release.write_text("ID=ubuntu\n", encoding="utf-8")
    makefile = bare / "Makefile"
    makefile.write_text(
        makefile.read_text(encoding="utf-8").replace("/etc/os-release", str(release)), encoding="utf-8"
    )
    result = _make(bare, "setup")
    assert result.returncode == 2
    assert "snap install chromium" in result.stderr
    assert "Google Chrome" in result.stderr


def test_old_python_is_told_how_to_get_a_newer_one(bare):
    for name in ("npm", "chromium", "chromedriver", "apt-get"):
        (bare / "bin" / name).symlink_to("/bin/true")
    result = _make(bare, "setup")
    assert result.returncode == 2
    assert "Dreiklick braucht Python 3.11 oder neuer" in result.stderr
    assert "make PYTHON=/pfad/zu/python3 setup" in result.stderr


@pytest.mark.parametrize(
    ("stamp", "made_anew"),
    [
        (None, True),
        ("/anderswo {python}", True),
        ("{folder} /usr/bin/python2", True),
        ("{folder} {python}", False),
    ],
    ids=["half-made", "moved", "other Python", "complete"],
)
def test_environment_is_made_anew_unless_it_is_complete_and_in_its_place(bare, stamp, made_anew):
    (bare / "node_modules").mkdir()
    (bare / "node_modules" / ".ready").touch()
    (bare / ".venv" / "bin").mkdir(parents=True)
    (bare / ".venv" / "bin" / "python").symlink_to(sys.executable)
    if stamp:
        text = stamp.format(folder=bare.resolve(), python=os.path.realpath(sys.executable))
        (bare / ".venv" / ".ready").write_text(text + "\n", encoding="utf-8")
    plan = _make(bare, "--dry-run", "setup").stdout
    assert ("venv --clear .venv" in plan) is made_anew
    assert "npm ci" not in plan


def test_ci_runs_what_make_test_runs():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").endswith("make test\n")


@pytest.mark.parametrize(
    "name", [*LOCKS, "requirements.in", "requirements-dev.in", "package-lock.json", ".npmrc"]
)
def test_no_file_names_a_download_address(name):
    assert "://" not in re.sub(r'"(url|license)": "[^"]*"', "", (ROOT / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_with_hashes(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    locked = dict(
        re.findall(r"^([\w.-]+)==\S+ \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M)
    )
    assert set(locked) == set(re.findall(r"^([\w.-]+)==", text, re.M))
    assert _required(name.replace(".txt", ".in")) <= set(locked)


def test_node_packages_are_locked_with_hashes():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(package.get("integrity") for path, package in packages.items() if path)
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert packages[f"node_modules/{name}"]["version"] == version


def test_every_dependency_has_its_reason():
    reasons = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md"))
    node = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    wanted = _required("requirements.in") | _required("requirements-dev.in")
    wanted |= set(node["dependencies"]) | set(node["devDependencies"])
    assert {name for name in wanted if f"**{name}**" not in reasons} == set()


def test_licence_is_the_verbatim_agpl():
    digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
    assert digest == "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "AGPL-3.0-or-later"


def _invoke(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", *arguments]
    return subprocess.run(
        command, cwd=ROOT, input="", capture_output=True, text=True, check=False, timeout=120
    )


def test_list_of_tasks_explains_each_in_one_line():
    lines = _invoke("--list").stdout.strip().splitlines()[2:]
    assert len(lines) >= 10
    for line in lines:
        assert re.fullmatch(r"  [a-z.-]+ +[A-Z].*\.", line), line


def test_tasks_pass_exit_codes_through():
    result = _invoke("build", "--site", "gibt-es-nicht")
    assert result.returncode == 2
    assert "gibt-es-nicht" in result.stderr


def test_new_page_asks_and_says_what_it_needs():
    result = _invoke("new", "--site", "senioren")
    assert result.returncode == 2
    assert "--path" in result.stderr

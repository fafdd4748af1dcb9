"""The one configuration: settings that keep builds safe, and the settings of the audit."""

from __future__ import annotations

import importlib
import re
import runpy
from pathlib import Path
from typing import Any

import jinja2
import pytest

from audit.model import Impact
from plugins.build import CODE_DIR


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    monkeypatch.setenv("SITE", "senioren")
    monkeypatch.setenv("PROJECT_DIR", "/projekt")
    return runpy.run_path(str(CODE_DIR / "pelicanconf.py"))


def test_one_environment_variable_chooses_the_site(settings: dict[str, Any]) -> None:
    assert settings["PATH"] == "/projekt/content/senioren"
    assert settings["OUTPUT_PATH"] == "/projekt/build/senioren/staging"
    assert settings["MANIFEST_PATH"] == "/projekt/build/senioren/manifest.json"
    assert Path(settings["THEME"]).is_dir()


def test_output_is_safe_and_repeatable(settings: dict[str, Any]) -> None:
    assert settings["JINJA_ENVIRONMENT"]["autoescape"] is True
    assert settings["JINJA_ENVIRONMENT"]["undefined"] is jinja2.StrictUndefined
    assert settings["CACHE_CONTENT"] is settings["LOAD_CONTENT_CACHE"] is False
    assert settings["DELETE_OUTPUT_DIRECTORY"] is False
    assert settings["READERS"] == {"html": None, "rst": None}


def test_every_plugin_registers_itself_last(settings: dict[str, Any]) -> None:
    for name in settings["PLUGINS"]:
        module = importlib.import_module(name)
        assert list(vars(module))[-1] == "register", name
        assert re.search("Signals? used|registers the Jinja filter", module.__doc__ or ""), name


def test_audit_settings_are_sane(settings: dict[str, Any]) -> None:
    audit = settings["AUDIT"]
    assert audit["max_clicks"] == 3
    assert 0 < audit["review_warning_days"] < 366
    assert audit["threshold"] in list(Impact)
    assert audit["subdivision"] == "BW"

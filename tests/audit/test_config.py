"""Settings: defaults < AUDIT < command line; what does not exist stops the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.config import Settings, as_text, load
from audit.errors import UsageError
from audit.model import Impact


def test_defaults_without_project(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


def test_project_overrides_defaults(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text(
        'AUDIT = {"max_clicks": 2, "threshold": "serious"}', encoding="utf-8"
    )
    settings = load(tmp_path)
    assert (settings.max_clicks, settings.threshold) == (2, Impact.SERIOUS)
    assert "max_clicks = 2" in as_text(settings)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"max_click": 2}, "Meinten Sie „max_clicks“"),
        ({"max_clicks": "drei"}, "nicht die erwartete Form"),
        ({"max_clicks": True}, "nicht die erwartete Form"),
        ({"threshold": "schlimm"}, "Möglich: minor"),
        ({"ignore": ["x"]}, "nicht die erwartete Form"),
    ],
)
def test_wrong_settings_stop(values: dict, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        Settings().with_values(values, "pelicanconf.py, AUDIT")


def test_unreadable_configuration_is_explained(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("AUDIT = {", encoding="utf-8")
    with pytest.raises(UsageError, match="nicht lesbar"):
        load(tmp_path)

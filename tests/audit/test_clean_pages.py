"""No false alarms: on well-made pages of three kinds (form, article, tables) and on all components, every rule is silent."""

from __future__ import annotations

import json
import math
import shutil
import struct
import wave
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from audit.__main__ import main
from plugins.build import CODE_DIR
from plugins.content_schema import SiteMeta
from plugins.gallery import write
from plugins.yaml_source import read_yaml

pytestmark = pytest.mark.browser

PAGES = Path(__file__).with_name("clean")


def findings_on(folder: Path, monkeypatch: pytest.MonkeyPatch, work: Path) -> list[dict]:
    """Everything the whole audit says of the accessibility of a folder, at level AA."""
    monkeypatch.chdir(work)
    with pytest.raises(SystemExit) as ended:
        main([str(folder), "--family", "accessibility", "--format", "json", "--out", str(work / "reports")])
    assert ended.value.code in (0, 1)
    (file,) = (work / "reports").rglob("report.json")
    report = json.loads(file.read_text(encoding="utf-8"))
    assert report["coverage"]["pages_audited"] == report["coverage"]["pages_known"]
    return report["findings"]


def _told(findings: list[dict]) -> list[str]:
    return [
        f"{one['rule']} {one['outcome']} {one['page']} {one['target']}: {one['message']}" for one in findings
    ]


def test_well_made_pages_are_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    shutil.copytree(PAGES, site)
    _draw(site / "bad.png")
    _record(site / "talk.wav")
    # whether a text is what a recording says, only a person can tell
    found = [
        one
        for one in findings_on(site, monkeypatch, tmp_path)
        if (one["rule"], one["outcome"]) != ("accesslint/audio-transcript", "cantTell")
    ]
    assert _told(found) == []


def test_no_component_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meta = read_yaml(CODE_DIR / "content/pflegestuetzpunkt/site.yaml", "site.yaml")
    site = SiteMeta.model_validate(dict(meta.data))
    write(site, site.clock, tmp_path / "gallery")
    failed = [
        one for one in findings_on(tmp_path / "gallery", monkeypatch, tmp_path) if one["outcome"] == "failed"
    ]
    assert _told(failed) == []


def _draw(file: Path) -> None:
    """A pool with lanes: a picture without a word in it."""
    picture = Image.new("RGB", (480, 200), "#cfe8f7")
    pen = ImageDraw.Draw(picture)
    for lane in range(6):
        pen.line([(20, 30 + lane * 28), (380, 30 + lane * 28)], fill="#1c6ea4", width=3)
    pen.rectangle([400, 60, 440, 150], outline="#333333", width=4)
    picture.save(file)


def _record(file: Path) -> None:
    """Five seconds of a tone."""
    with wave.open(str(file), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        tone = (int(3000 * math.sin(step / 4)) for step in range(40_000))
        sound.writeframes(b"".join(struct.pack("<h", value) for value in tone))

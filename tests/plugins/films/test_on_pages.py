"""Films on pages: what is shown, where it stands, what is published, and every fault in one sentence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.plugins.mini_project import Project, new_project, page

FILMS = Path(__file__).parents[2] / "data" / "films"
DGS = "muster/gebaerdensprache.md"
BODY = "Vor dem Film.\n\n## Was steht hier? {#inhalt}\n\nDer Text zum Film.\n\n## Mehr {#weitere}\n\nNoch Text.\n"
GOOD = {
    "title": "Was steht hier?",
    "file": "good.mp4",
    "poster": "bild.png",
    "poster_alt": '"Eine Person vor grauem Grund."',
    "transcript": '"#inhalt"',
    "items": "[inhalt]",
}


def film(**changes: str | None) -> str:
    """One entry of ``films``; None leaves a field out."""
    fields = {key: value for key, value in {**GOOD, **changes}.items() if value is not None}
    return "\n  - " + "\n    ".join(f"{key}: {value}" for key, value in fields.items())


def dgs_page(*films: str) -> str:
    return page("Gebärdensprache", BODY, films="".join(films))


def place_films(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in (
        "good.mp4",
        "good.webm",
        "small.mp4",
        "slow.mp4",
        "sound.mp4",
        "hevc.mp4",
        "no-running-time.webm",
    ):
        shutil.copyfile(FILMS / name, folder / name)
    (folder / "bild.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / "text.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nHallo\n", encoding="utf-8")
    (folder / "kein-text.vtt").write_text("Hallo\n", encoding="utf-8")


@pytest.fixture(scope="module")
def site(built_project: Project) -> Project:
    """The mini project with films in the shared folder."""
    place_films(built_project.root / "content" / "gemeinsam" / "filme")
    return built_project


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The mini project with a placeholder in sign language and two more films, one of them spoken."""
    project = new_project(tmp_path_factory.mktemp("films"))
    place_films(project.root / "content" / "gemeinsam" / "filme")
    films = (
        film(placeholder="true", length="0:01"),
        film(title="Zweiter", items=None, transcript="kontakt.md", file="good.webm"),
        film(
            title="Gesprochen",
            items=None,
            language="de",
            file="sound.mp4",
            captions="text.vtt",
            transcript='"Eine Frau sagt: **Hallo** <script>1</script>."',
        ),
    )
    project.write(DGS, dgs_page(*films))
    project.write("muster/filme/bild.png", b"own")
    result = project.build("muster")
    assert result.code == 0, result.err
    return project


@pytest.fixture(scope="module")
def figures(shown: Project) -> list[Tag]:
    return BeautifulSoup(shown.html("gebaerdensprache/index.html"), "html.parser").select("figure.dk-film")


def test_stands_below_the_heading_of_its_item_or_before_the_text(figures: list[Tag]) -> None:
    second, spoken, first = figures
    assert first.find_previous_sibling().get("id") == "inhalt"  # type: ignore[union-attr]
    assert first.find_next_sibling().text == "Der Text zum Film."  # type: ignore[union-attr]
    assert second.find_previous_sibling() is None
    assert "Zweiter" in second.text and "Gesprochen" in spoken.text


def test_video_waits_for_the_visitor(figures: list[Tag]) -> None:
    video = figures[2].video
    assert video and video.has_attr("controls") and not video.has_attr("autoplay")
    assert video["preload"] == "none"
    assert (video["width"], video["height"], video["poster"]) == ("320", "240", "/filme/bild.png")
    assert video.source and video.source.attrs == {"src": "/filme/good.mp4", "type": "video/mp4"}


def test_download_states_running_time_format_and_size(figures: list[Tag]) -> None:
    links = [figure.select_one("a[download]") for figure in figures]
    assert [link and link["href"] for link in links] == [
        "/filme/good.webm",
        "/filme/sound.mp4",
        "/filme/good.mp4",
    ]
    assert links[2] and links[2].text == "Film herunterladen: Was steht hier? (0:01 Minuten, MP4, 2 KB)"
    assert links[0] and "(0:01 Minuten, WebM, 1 KB)" in links[0].text


def test_names_the_language(figures: list[Tag]) -> None:
    said = [figure.select_one(".dk-film__language").text for figure in figures]  # type: ignore[union-attr]
    assert said == [
        "Film in Deutscher Gebärdensprache",
        "Film auf Deutsch",
        "Film in Deutscher Gebärdensprache",
    ]


def test_placeholder_says_so(figures: list[Tag]) -> None:
    assert [figure.has_attr("data-placeholder") for figure in figures] == [False, False, True]
    assert "Platzhalter: Dieser Film ist noch nicht gedreht." in figures[2].text


def test_poster_has_a_text_and_captions_a_track(figures: list[Tag]) -> None:
    video = figures[1].video
    described = figures[1].find(id=video["aria-describedby"]) if video else None
    assert described and described.text == "Vorschaubild: Eine Person vor grauem Grund."
    assert video and video.track and video.track["src"] == "/filme/text.vtt"


def test_transcript_is_text_page_or_the_text_below(figures: list[Tag]) -> None:
    second, spoken, first = figures
    assert second.select_one('a[href="/kontakt/"]')
    transcript = spoken.select_one(".dk-film__transcript")
    assert transcript and transcript.strong and transcript.strong.text == "Hallo"
    assert not transcript.script
    assert "Den Text zum Film lesen Sie gleich hier unten." in first.text


def test_publishes_only_what_pages_use_with_its_own_bytes(shown: Project) -> None:
    published = {name: content for name, content in shown.published().items() if name.startswith("filme/")}
    assert sorted(published) == [
        f"filme/{name}" for name in ("bild.png", "good.mp4", "good.webm", "sound.mp4", "text.vtt")
    ]
    assert published["filme/good.mp4"] == (FILMS / "good.mp4").read_bytes()
    assert published["filme/bild.png"] == b"own"  # the site's own file goes before the shared one


def test_site_without_films_publishes_none(site: Project) -> None:
    assert site.build("muster").code == 0
    assert not (site.root / "output/muster/filme").exists()


#: name: (changes of the film, field, message); the film begins in line 9 of the file
FAULTS: dict[str, tuple[dict[str, str | None], str, str]] = {
    "missing": (
        {"file": "gut.mp4"},
        "10, Feld „films.0.file“",
        "„gut.mp4“ liegt nicht im Ordner filme/. Meinten Sie",
    ),
    "other format": (
        {"file": "film.avi"},
        "10, Feld „films.0.file“",
        "„film.avi“ ist nicht möglich. Erlaubt ist",
    ),
    "way out": (
        {"file": "../site.mp4"},
        "10, Feld „films.0.file“",
        "Erlaubt ist der Name einer Datei im Ordner filme/",
    ),
    "too small": (
        {"file": "small.mp4"},
        "10, Feld „films.0.file“",
        "misst 160 × 120 Bildpunkte, nötig sind mindestens 320 × 240",
    ),
    "too slow": (
        {"file": "slow.mp4"},
        "10, Feld „films.0.file“",
        "hat 12 Bilder je Sekunde, nötig sind mindestens 25",
    ),
    "wrong codec": ({"file": "hevc.mp4"}, "10, Feld „films.0.file“", "zeigt nicht jeder Browser"),
    "no running time": (
        {"file": "no-running-time.webm"},
        "10, Feld „films.0.file“",
        "In der Datei fehlt die Laufzeit.",
    ),
    "sound without captions": (
        {"file": "sound.mp4"},
        "10, Feld „films.0.file“",
        "Ton, aber keine Untertitel",
    ),
    "wrong length": (
        {"length": "0:31"},
        "15, Feld „films.0.length“",
        "Angegeben ist 0:31, der Film dauert 0:01.",
    ),
    "impossible length": (
        {"length": "2:75"},
        "15, Feld „films.0.length“",
        "Erlaubt ist eine Laufzeit wie „2:35“",
    ),
    "no poster": ({"poster": None}, "9, Feld „films.0.poster“", "Dieses Feld fehlt."),
    "missing poster": ({"poster": "bilt.png"}, "11, Feld „films.0.poster“", "Meinten Sie „bild.png“?"),
    "no text for the poster": ({"poster_alt": None}, "9, Feld „films.0.poster_alt“", "Dieses Feld fehlt."),
    "no transcript": ({"transcript": None}, "9, Feld „films.0.transcript“", "Dieses Feld fehlt."),
    "unknown page": (
        {"transcript": "kontact.md"},
        "13, Feld „films.0.transcript“",
        "Meinten Sie „kontakt.md“?",
    ),
    "unknown heading": (
        {"transcript": '"#inhal"'},
        "13, Feld „films.0.transcript“",
        "Die Überschrift „#inhal“ gibt es auf dieser Seite nicht.",
    ),
    "notation in transcript": (
        {"transcript": "'[[kontakt:notruf]]'"},
        "13, Feld „films.0.transcript“",
        "geht „[[…]]“ nicht",
    ),
    "item without heading": (
        {"items": "[navigation]"},
        "14, Feld „films.0.items“",
        "Bitte an eine „{#navigation}“ anhängen.",
    ),
    "unknown item": ({"items": "[inhalte]"}, "14, Feld „films.0.items.0“", "Meinten Sie „inhalt“?"),
    "no captions": (
        {"captions": "kein-text.vtt"},
        "15, Feld „films.0.captions“",
        "muss mit der Zeile „WEBVTT“ beginnen",
    ),
    "unknown language": (
        {"language": "deutsch"},
        "15, Feld „films.0.language“",
        "Die Sprache „deutsch“ ist nicht bekannt.",
    ),
    "unknown field": ({"laenge": "2:35"}, "15, Feld „films.0.laenge“", "Dieses Feld gibt es nicht."),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_told_in_one_sentence(name: str, site: Project) -> None:
    changes, place, message = FAULTS[name]
    with site.changed(DGS, dgs_page(film(**changes))):
        result = site.build("muster")
    assert result.code == 2
    assert f"content/{DGS}, Zeile {place}: " in result.err
    assert message in result.err
    assert ", 1 Fehler" in result.err


def test_spoken_film_may_be_small(site: Project) -> None:
    """Size and frames of BITV 2.0, Annex 2 Part 1 are asked of sign language only."""
    with site.changed(DGS, dgs_page(film(file="small.mp4", language="de"))):
        assert site.build("muster").code == 0

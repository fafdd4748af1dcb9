"""The stylesheet as a whole: size, contrast of the tokens, nothing forbidden, nothing unused."""

import gzip
import re

import pytest
from rcssmin import cssmin

from plugins import contrast as contrast_of_site
from plugins.building.theme_files import own_blocks
from tests.theme import samples

BACKGROUNDS = [
    "layout-background-default",
    "layout-background-hued",
    "layout-background-level-1",
    "feedback-info-background",
    "feedback-warning-background",
    "feedback-danger-background",
]
TEXTS = ["layout-text-default", "layout-text-muted", "action-default", "action-visited"]
PAIRS = [(text, background) for text in TEXTS for background in BACKGROUNDS] + [
    ("action-on-default", "action-default"),
    ("feedback-info", "feedback-info-background"),
    ("feedback-warning", "feedback-warning-background"),
    ("feedback-danger", "feedback-danger-background"),
]
# Shapes that carry meaning need 3:1 (WCAG 1.4.11): boxes to tick, and one ring of the focus against the other.
SHAPES = [
    ("--kern-color-layout-border", "--kern-color-layout-background-default"),
    ("--kern-color-action-focus-default", "--dk-color-focus-gap"),
]


def tokens(css, scheme):
    """Custom properties of :root as they apply on a screen in the colour scheme; later ones win, as in CSS."""
    found, open_blocks = {}, []
    for text, brace in re.findall(r"([^{}]*)([{}])", re.sub(r"/\*.*?\*/", "", css, flags=re.S)):
        if brace == "{":
            open_blocks.append(text.rpartition(";")[2].strip())
            continue
        *conditions, selector = open_blocks
        open_blocks.pop()
        dark_only = any("dark" in condition for condition in conditions)
        other = any("print" in condition or "width" in condition for condition in conditions)
        if selector == ":root" and not other and (scheme == "dark" or not dark_only):
            found.update(re.findall(r"(--[\w-]+):\s*([^;]+);", text))
    return found


def colour(value, known):
    """RGB of a token's value: hex, var() or a mix of two in sRGB."""
    if match := re.fullmatch(r"var\((--[\w-]+)\)", value):
        return colour(known[match[1]], known)
    if match := re.fullmatch(r"color-mix\(in srgb, (.+) (\d+)%, (.+)\)", value):
        share = int(match[2]) / 100
        first, second = colour(match[1], known), colour(match[3], known)
        return tuple(share * a + (1 - share) * b for a, b in zip(first, second, strict=True))
    digits = value.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    return tuple(int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4))


def luminance(rgb):
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first, second, known):
    lighter, darker = sorted(
        (luminance(colour(f"var({name})", known)) for name in (first, second)), reverse=True
    )
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", [samples.SITE["colours"], samples.WORST_COLOURS], ids=["sample", "worst"])
def test_contrast_of_tokens(colours, scheme):
    known = tokens(samples.stylesheet(colours), scheme)
    pairs = [(f"--kern-color-{text}", f"--kern-color-{background}") for text, background in PAIRS]
    pairs.append(("--dk-color-header-text", "--dk-color-header-background"))
    measured = {pair: round(contrast(*pair, known), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in measured.items() if ratio < 4.5} == {}
    shapes = {pair: round(contrast(*pair, known), 2) for pair in SHAPES}
    assert {pair: ratio for pair, ratio in shapes.items() if ratio < 3} == {}


def test_size():
    assert len(gzip.compress(samples.stylesheet().encode())) < 15_000


@pytest.mark.parametrize(
    "forbidden",
    [
        r"outline:\s*(none|0)",
        r"https?://",
        r"@import",
        r"url\(",
        r"scroll-behavior",
        r"position:\s*(sticky|fixed)",
        r"!important",
        r"user-select",
        r"[^-]height:\s*\d+px;\s*overflow",
    ],
)
def test_nothing_forbidden(forbidden):
    # The one box that clips is the visually hidden text, which is 1px high on purpose.
    css = re.sub(r"\.dk-visually-hidden \{[^}]*\}|\[href\^=\"http\"\]", "", samples.stylesheet())
    assert not re.search(forbidden, css)


def test_every_class_is_used():
    styled = set(re.findall(r"\.(dk-[\w-]+)", samples.stylesheet()))
    layouts = {f"dk-layout-{layout}" for layout in ("home", "section", "page")}
    templates = "".join(
        path.read_text(encoding="utf-8") for path in (samples.THEME / "templates").rglob("*.html")
    )
    used = set(re.findall(r"dk-[\w-]+", templates)) | layouts
    made = tuple(re.findall(r"(dk-[\w-]+--)\{\{", templates))  # the rest of the name is a value
    assert {name for name in styled - used if not name.startswith(made)} == set()


def test_no_class_of_a_component_is_styled_elsewhere_only():
    for name in samples.component_names():
        css = (samples.THEME / "static" / "css" / "components" / f"{name}.css").read_text(encoding="utf-8")
        foreign = set(re.findall(r"\.(dk-[a-z-]+?)(?:__|--|[ :>.,{+])", css)) - {
            f"dk-{name}",
            "dk-prose",
            "dk-layout-home",
            "dk-phone",
            "dk-icon",
        }
        assert not foreign, f"{name}.css styles {foreign}"


def selectors(css):
    """The selectors of all rules, each by itself, without what :not() excludes."""
    plain = re.sub(r"/\*.*?\*/|:not\([^()]*\)", "", css, flags=re.S)
    groups = re.findall(r"([^{};@]+)\{[^{}]*\}", re.sub(r"@[^{;]*\{", "", plain))
    return [selector.strip() for group in groups for selector in re.split(r",(?![^(]*\))", group)]


@pytest.mark.parametrize("name", samples.component_names())
def test_every_rule_of_a_component_needs_one_of_its_classes(name):
    """Else a site without the component, which does not get its style sheet, would lack the rule."""
    file = samples.THEME / "static" / "css" / "components" / f"{name}.css"
    own = re.compile(rf"\.(?:{'|'.join(sorted(own_blocks(file)))})(?!-?[a-z0-9])")
    found = selectors(file.read_text(encoding="utf-8"))
    assert found
    assert [selector for selector in found if not own.search(selector)] == []


@pytest.mark.browser
def test_minified_sheet_says_the_same(browser):
    """Compared as the browser understands it: spaces that CSS needs are easily lost."""
    browser.open("<!DOCTYPE html><title>CSS</title>")
    rules = [
        browser.run(
            "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]);"
            # Custom properties and conditions keep their blanks as written; after commas and colons none is needed.
            "return [...sheet.cssRules].map(rule => rule.cssText.replace(/([:,]) /g, '$1'))",
            css.removeprefix('@charset "utf-8";'),
        )
        for css in (samples.stylesheet(), cssmin(samples.stylesheet()))
    ]
    assert len(rules[0]) > 200
    assert rules[0] == rules[1]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_browser_paints_what_the_build_computed(scheme, browser):
    colours, dark = samples.SITE["colours"], scheme == "dark"
    known = {
        **contrast_of_site.tokens(dark, mixes=True),
        "--dk-site-brand": colours["brand_dark" if dark else "brand"],
        "--dk-site-accent": colours["accent_dark" if dark else "accent"],
    }
    names = sorted({token for pair in contrast_of_site.PAIRS for token in (pair.front, pair.back)})
    browser.open(samples.full_pages()["bare"])
    browser.media(scheme)
    painted = browser.run(
        "const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});"
        "const probe = document.body.appendChild(document.createElement('p'));"
        "return arguments[0].map(name => { probe.style.color = `var(${name})`;"
        "  canvas.fillStyle = getComputedStyle(probe).color; canvas.fillRect(0, 0, 1, 1);"
        "  return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3) })",
        names,
    )
    for name, rgb in zip(names, painted, strict=True):
        computed = contrast_of_site.painted(known[name], known)
        assert [part / 255 for part in rgb] == pytest.approx(list(computed), abs=1.01 / 255), name

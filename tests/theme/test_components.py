"""Every component by itself: its folder, its macro without parameters, its examples in a browser."""

import pytest
import yaml

from tests.theme import samples

NAMES = samples.component_names()
WITH_MACRO = [name for name in NAMES if (samples.COMPONENTS / name / "macro.html").exists()]
EXAMPLES = {
    f"{name}-{example['name']}": (name, example) for name in NAMES for example in samples.examples(name)
}
PAGE = """<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
{before}
{html}
{after}
</body>
</html>
"""
LANDMARKS = {"skip-link", "site-header", "menu", "breadcrumb", "footer"}


def example_page(name):
    """The example in the smallest complete page; landmarks stand beside main, all else and the full box's text inside."""
    component, example = EXAMPLES[name]
    html = samples.render_example(component, example)
    alone = component in LANDMARKS or html.startswith("<aside")
    main = '<main id="dk-inhalt">\n<h1>Beispiel</h1>\n'
    before, after = (main + "</main>", "") if alone else (main, "</main>")
    return PAGE.format(title=name, html=html, before=before, after=after)


@pytest.mark.parametrize("name", NAMES)
def test_folder_is_complete(name):
    description = yaml.safe_load((samples.COMPONENTS / name / "examples.yaml").read_text(encoding="utf-8"))
    assert description["description"]
    assert description["examples"]
    assert (samples.THEME / "static" / "css" / "components" / f"{name}.css").exists()
    assert name in WITH_MACRO or all("html" in example for example in description["examples"])


@pytest.mark.parametrize("name", WITH_MACRO)
def test_renders_without_parameters(name):
    samples.render_component(name, {})


@pytest.mark.parametrize("name", WITH_MACRO)
def test_parameters_are_those_of_the_macro(name):
    documented = yaml.safe_load((samples.COMPONENTS / name / "examples.yaml").read_text(encoding="utf-8"))[
        "parameters"
    ]
    template = samples.environment().get_template(f"components/{name}/macro.html")
    macro = getattr(template.module, name.replace("-", "_"))
    assert [parameter["name"] for parameter in documented] == list(macro.arguments)
    assert all(parameter.keys() == {"name", "type", "required", "description"} for parameter in documented)


def test_examples_are_valid_html(html_faults):
    assert html_faults({name: example_page(name) for name in EXAMPLES}) == []


@pytest.mark.browser
@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_accessible(name, browser):
    browser.open(example_page(name))
    assert browser.violations_everywhere() == []


def test_menu_marks_page_and_section():
    items = [{"label": "Start", "url": "/"}, {"label": "Heim", "url": "/heim/"}]
    on_page = samples.render_component("menu", {"items": items, "current_url": "/heim/"})
    below = samples.render_component("menu", {"items": items, "current_url": "/heim/kosten/"})
    assert on_page.count('aria-current="page"') == 1
    assert "aria-current" not in below
    assert on_page.count("dk-menu__item--section") == below.count("dk-menu__item--section") == 1


def test_text_is_escaped():
    html = samples.render_component(
        "page-cards", {"pages": [{"title": "<b>", "summary": "a & b", "url": "/x/"}]}
    )
    assert "&lt;b&gt;" in html
    assert "a &amp; b" in html

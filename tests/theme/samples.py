"""Renders the theme as the site generator does, with a sample site in the shape that the plugins hand over."""

from datetime import date
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from plugins.contacts import public_holidays
from plugins.words import add_to_environment, words

ROOT = Path(__file__).resolve().parents[2]
THEME = ROOT / "theme"
COMPONENTS = THEME / "templates" / "components"
# Colours that are just readable on white and on the dark page: the theme must cope with the worst a site may choose.
WORST_COLOURS = {"brand": "#767676", "accent": "#767676", "brand_dark": "#7b7f83", "accent_dark": "#7b7f83"}

NORTH = {
    "role": "Pflegeberatung, Team Nord",
    "unit": "Pflegestützpunkt Musterstadt",
    "phone": "030 23125 120",
    "phone_uri": "tel:+493023125120",
}
MIDDLE = {
    "id": "pflegeberatung-mitte",
    "role": "Pflegeberatung, Team Mitte",
    "unit": "Pflegestützpunkt Musterstadt",
    "phone": "030 23125 110",
    "phone_uri": "tel:+493023125110",
    "email": "pflegeberatung.mitte@musterstadt.example",
    "address": "Marktplatz 1, 70000 Musterstadt",
    "room": "Zimmer 1.12, Aufzug vorhanden",
    "hours": [
        {"days": "Montag bis Donnerstag", "times": "9 bis 16 Uhr"},
        {"days": "Freitag", "times": "8:30 bis 12 Uhr und 14 bis 17:30 Uhr"},
    ],
    "note": "An Feiertagen geschlossen",
    "week": "09:00-16:00;09:00-16:00;09:00-16:00;09:00-16:00;08:30-12:00,14:00-17:30;;",
    "closed_on_holidays": True,
    "deputy": NORTH,
}
CENTRAL = MIDDLE | {
    "id": "pflegestuetzpunkt-zentrale",
    "role": "Servicetelefon Pflege",
    "phone": "030 23125 100",
    "phone_uri": "tel:+493023125100",
    "email": "pflegestuetzpunkt@musterstadt.example",
    "room": "Erdgeschoss, Empfang",
    "hours": [{"days": "Montag bis Freitag", "times": "8 bis 18 Uhr"}],
    "week": "08:00-18:00;08:00-18:00;08:00-18:00;08:00-18:00;08:00-18:00;;",
}
LOGO = {"url": "/logo.svg", "width": 40, "height": 48}
SITE = {
    "title": "Pflegestützpunkt Musterstadt",
    "town": "Stadt Musterstadt",
    "language": "de",
    "tagline": "Beratung rund um Pflege – neutral, kostenlos, auf Wunsch bei Ihnen zu Hause",
    "host": "pflegestuetzpunkt.musterstadt.example",
    "url": "https://pflegestuetzpunkt.musterstadt.example",
    "colours": {"brand": "#0b5c55", "accent": "#8a2b0a", "brand_dark": "#6cc7bb", "accent_dark": "#f0a184"},
    "contact": CENTRAL,
    "logo": LOGO,
}


def _link(label, url):
    return {"label": label, "url": url}


def _page(title, summary, url):
    return {"title": title, "summary": summary, "url": url}


PAGES = [
    _page(
        "Pflegegrad beantragen",
        "Ein Anruf bei der Pflegekasse genügt: So stellen Sie den Antrag, und ab diesem Monat gibt es Geld.",
        "/pflegegrad/antrag/",
    ),
    _page(
        "Begutachtung vorbereiten",
        "Was der Medizinische Dienst fragt, was Sie bereitlegen und wer beim Termin dabei sein sollte.",
        "/pflegegrad/begutachtung/",
    ),
    _page(
        "Widerspruch gegen den Bescheid",
        "Sie haben einen Monat Zeit. So legen Sie Widerspruch ein, und hier bekommen Sie kostenlos Hilfe.",
        "/pflegegrad/widerspruch/",
    ),
]
SITUATIONS = [
    _page(
        "Plötzlich Pflege",
        "Nach Krankenhaus, Sturz oder Diagnose: was jetzt in welcher Reihenfolge zu tun ist.",
        "/ploetzlich-pflege/",
    )
    | {"pages": PAGES},
    _page(
        "Pflege zu Hause",
        "Pflegedienst, Hilfsmittel und Umbau: so kann es in den eigenen vier Wänden gehen.",
        "/zuhause/",
    )
    | {"pages": []},
    _page("Pflegegrad", "Antrag, Begutachtung und Widerspruch, Schritt für Schritt.", "/pflegegrad/")
    | {"pages": PAGES},
    _page(
        "Entlastung für Angehörige",
        "Urlaub von der Pflege, Tagespflege, Gesprächskreise und Kurse.",
        "/entlastung/",
    )
    | {"pages": PAGES[:2]},
    _page(
        "Beruf und Pflege",
        "Zehn Tage sofort, bis zu sechs Monate Pflegezeit: Ihre Rechte am Arbeitsplatz.",
        "/beruf/",
    )
    | {"pages": PAGES[:1]},
]
EVENTS = [
    {
        "title": "Gesprächskreis für pflegende Angehörige",
        "when": "Dienstag, 8. Dezember 2026, 17:30 bis 19 Uhr",
        "iso_start": "2026-12-08T17:30",
        "iso_end": "2026-12-08T19:00",
        "place": "Nordring 24, Erdgeschoss, stufenlos",
        "contact": NORTH,
    },
    {
        "title": "Tag der offenen Tür im Pflegestützpunkt",
        "when": "Samstag, 12. Dezember 2026",
        "iso_start": "2026-12-12",
        "iso_end": "2026-12-12",
        "place": "Marktplatz 1, Erdgeschoss",
        "contact": None,
    },
]
MENU = [
    _link(label, f"/{slug}/")
    for label, slug in {
        "Plötzlich Pflege": "ploetzlich-pflege",
        "Pflege zu Hause": "zuhause",
        "Pflegegrad": "pflegegrad",
        "Entlastung": "entlastung",
        "Heim": "heim",
        "Geld und Leistungen": "geld",
    }.items()
]
FOOTER = [
    _link(label, f"/{slug}/")
    for label, slug in {
        "Kontakt": "kontakt",
        "Barriere melden": "barriere-melden",
        "Erklärung zur Barrierefreiheit": "barrierefreiheit",
        "Impressum": "impressum",
        "Datenschutz": "datenschutz",
        "Leichte Sprache": "leichte-sprache",
        "Gebärdensprache": "gebaerdensprache",
    }.items()
]


VERSIONS = [
    {"lang": lang, "name": name, "url": url}
    for lang, name, url in (
        ("de", "Deutsch", "/"),
        ("en", "English", "/en/"),
        ("tr", "Türkçe", "/tr/"),
        ("uk", "Українська", "/uk/"),
        ("ru", "Русский", "/ru/"),
        ("ar", "العربية", "/ar/"),
    )
]


def frame(lang="de", **changes):
    """What stands around a page's text, in the page's language."""
    home, said = "/" if lang == "de" else f"/{lang}/", words(lang)
    shortcuts = [
        _link(said.search, "/suche/"),
        _link(said.easy_language, "/leichte-sprache/"),
        _link(said.sign_language, "/gebaerdensprache/"),
    ]
    return {
        "lang": lang,
        "home": home,
        "tagline": SITE["tagline"] if lang == "de" else said.contact_heading,
        "menu": MENU if lang == "de" else [_link(said.home, home), _link(said.phone, f"{home}phone/")],
        "shortcuts": shortcuts,
        "versions": VERSIONS,
        "translations": [],
    } | changes


def environment():
    """Jinja as the site generator sets it up; a missing variable stays empty, as it does there."""
    loader = FileSystemLoader([THEME / "templates", THEME / "static"])
    env = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    add_to_environment(env)
    env.globals["public_holidays"] = public_holidays(date(2026, 11, 22), "BW")
    return env


def stylesheet(colours=SITE["colours"]):
    site = SITE | {"colours": colours}
    return environment().get_template("style.css").render(site=site, components=component_names())


def component_names():
    return sorted(folder.name for folder in COMPONENTS.iterdir())


def examples(component):
    return yaml.safe_load((COMPONENTS / component / "examples.yaml").read_text(encoding="utf-8"))["examples"]


def render_component(component, context):
    name = component.replace("-", "_")
    source = f"{{% from 'components/{component}/macro.html' import {name} %}}{{{{ {name}(**context) }}}}"
    return environment().from_string(source).render(context=context).strip()


def render_example(component, example):
    """The HTML of one example; those made of CSS only bring their HTML along, as it comes out of Markdown."""
    if "html" in example:
        return Markup('<div class="dk-prose">\n{}</div>').format(Markup(example["html"]))
    return render_component(component, example["context"])


def sample_page(layout="page", **changes):
    text = (Path(__file__).parent / "sample_text.html").read_text(encoding="utf-8")
    card = render_component("contact-box", {"contact": CENTRAL, "variant": "card"})
    page = {
        "title": "Pflegegrad beantragen",
        "summary": PAGES[0]["summary"],
        "lang": "de",
        "url": "/pflegegrad/antrag/",
        "frame": frame(changes.get("lang", "de")),
        "kind": "content",
        "layout": layout,
        "contact": MIDDLE,
        "children": [],
        "breadcrumb": [_link("Startseite", "/"), _link("Pflegegrad", "/pflegegrad/")],
        "content": text + card,
        "waits": "",
        "reviewed_on": date(2026, 10, 5),
        "owner": "Pflegestützpunkt",
        "events": [],
        "easy_language": _page("Pflege-Grad beantragen", "", "/leichte-sprache/"),
        "everyday_language": None,
        "is_easy_language": False,
        "checked_by": None,
        "checked_on": None,
        "json_ld": '{"@context": "https://schema.org", "@type": "WebPage", "name": "Pflegegrad beantragen"}',
        "feedback": examples("page-feedback")[0]["context"]["feedback"],
    }
    return page | changes


def sample_pages():
    """Name -> context of `page`: each layout, and what only few pages are."""
    intro = (
        "<p>Rufen Sie uns an, wenn Sie selbst Hilfe brauchen oder jemanden pflegen. Wir hören zu, erklären Ihre "
        "Rechte und gehen die nächsten Schritte mit Ihnen. Das kostet nichts.</p>\n<p>Wir beraten am Telefon, "
        'bei uns am Marktplatz und auf Wunsch bei Ihnen zu Hause. Was Sie uns sagen, bleibt bei uns.</p>\n<h2 id="oft">Häufig gesucht</h2>\n<ul>\n'
        '<li><a href="/pflegegrad/antrag/">Pflegegrad beantragen</a></li>\n<li><a href="/termine/">Termine</a></li>\n</ul>'
    )
    section = (
        "<p>Mit einem Pflegegrad zahlt die Pflegekasse jeden Monat Geld oder einen Pflegedienst. Sie müssen ihn "
        'beantragen. Am einfachsten ist ein Anruf.</p>\n<h2 id="wer">Wer bekommt einen Pflegegrad?</h2>\n'
        "<p>Alle, die im Alltag voraussichtlich mindestens sechs Monate Hilfe brauchen, egal in welchem "
        "Alter.</p>"
    )
    easy = (
        '<p>Sie brauchen Hilfe bei der Pflege?<br>Dann rufen Sie uns an.</p>\n<h2 id="geld">Pflege-Geld</h2>\n'
        "<p>Die Pflege-Kasse zahlt das Pflege-Geld.</p>\n<ul>\n<li>Sie stellen einen Antrag.</li>\n"
        "<li>Eine Fach-Person besucht Sie.</li>\n</ul>"
    )
    return {
        "home": sample_page(
            "home",
            title="Hilfe bei Pflege – wir beraten Sie",
            url="/",
            content=intro,
            breadcrumb=[],
            contact=CENTRAL,
            events=EVENTS,
        ),
        "section": sample_page(
            "section",
            title="Pflegegrad",
            url="/pflegegrad/",
            content=section,
            children=PAGES,
            breadcrumb=[_link("Startseite", "/")],
            easy_language=None,
        ),
        "page": sample_page(events=EVENTS),
        "easy": sample_page(
            title="Hilfe bei der Pflege",
            url="/leichte-sprache/",
            content=easy,
            easy_language=None,
            everyday_language=_page("Pflegestützpunkt Musterstadt", "", "/"),
            breadcrumb=[_link("Startseite", "/")],
            is_easy_language=True,
        ),
        "foreign": sample_page(
            title="Help with care",
            summary="What we do for you.",
            lang="en",
            url="/en/help/",
            frame=frame("en", translations=VERSIONS[:2]),
            content="<p>Call us. We help you in English.</p>",
            easy_language=None,
            breadcrumb=[_link("Home", "/en/")],
        ),
        "right-to-left": sample_page(
            "home",
            title="المشورة في شؤون الرعاية",
            summary="نساعدكم مجانًا.",
            lang="ar",
            url="/ar/",
            content='<p>اتصلوا بنا. المشورة مجانية.</p>\n<h2 id="first">الخطوات الأولى</h2>\n<ul>\n<li>اتصلوا</li>\n</ul>',
            contact=CENTRAL
            | {
                "role": "هاتف الرعاية",
                "hours": [{"days": "من الاثنين إلى الجمعة", "times": "من الساعة 8:00 إلى الساعة 18:00"}],
            },
            easy_language=None,
            breadcrumb=[],
            children=[_page("الخطوات الأولى", "ما العمل اليوم وهذا الأسبوع.", "/ar/khutuwat/")],
        ),
        "bare": sample_page(
            kind="legal",
            title="Impressum",
            url="/impressum/",
            easy_language=None,
            breadcrumb=[],
            content="<p>Stadt Musterstadt, Marktplatz 1.</p>",
            json_ld="",
        ),
    }


def global_context(**changes):
    entries = [page | {"reviewed_on": date(2026, 10, 5)} for page in PAGES]
    return {
        "site": SITE,
        "site_frame": frame(),
        "footer": FOOTER,
        "situations": SITUATIONS,
        "all_pages": entries,
    } | changes


def render_page(page, **changes):
    return environment().get_template("page.html").render(global_context(page=page, **changes))


def render_direct(template):
    return environment().get_template(template).render(global_context())


def full_pages():
    """Name -> HTML of every kind of page a site can have."""
    pages = {name: render_page(page) for name, page in sample_pages().items()}
    quick_exit = {"url": "https://www.wetter.example/", "everywhere": False}
    pages["protected"] = render_page(
        sample_page(quick_exit=True),
        site=SITE | {"quick_exit": quick_exit},
        crisis=examples("crisis-band")[0]["context"]["numbers"][:2],
    )
    return pages | {"404": render_direct("404.html")}

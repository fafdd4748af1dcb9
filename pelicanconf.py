"""One Pelican configuration for all microsites, and the settings of the audit.

The site to build is named by the environment variable ``SITE``; what differs between sites stands in
``content/<site>/site.yaml``. ``invoke build`` builds into a staging folder and publishes only complete sites.
"""

import os
from pathlib import Path

from jinja2 import StrictUndefined

from plugins.building.template_cache import ThemeTemplates, template_cache

PROJECT_DIR = os.environ.get("PROJECT_DIR") or str(Path(__file__).parent.resolve())
_SITE = os.environ.get("SITE", "pflegestuetzpunkt")
PREVIEW = os.environ.get("PREVIEW") == "1"  # also show what waits for approval

SITE_DIR = PATH = f"{PROJECT_DIR}/content/{_SITE}"
SHARED_DIR = f"{PROJECT_DIR}/content/gemeinsam"
OUTPUT_PATH = f"{PROJECT_DIR}/build/{_SITE}/staging"
PUBLISHED_PATH = f"{PROJECT_DIR}/output/{_SITE}"
MANIFEST_PATH = f"{PROJECT_DIR}/build/{_SITE}/manifest.json"
BUILD_CACHE = f"{PROJECT_DIR}/build/{_SITE}/cache"

PLUGINS = [
    "plugins.site_content",
    "plugins.words",
    "plugins.markdown_pages",
    "plugins.contacts",
    "plugins.contact_cards",
    "plugins.page_texts",
    "plugins.safety",
    "plugins.menu",
    "plugins.header",
    "plugins.logo",
    "plugins.page_feedback",
    "plugins.portal",
    "plugins.offers.catalogue",
    "plugins.films.on_pages",
    "plugins.building.rendering",
    "plugins.building.theme_files",
    "plugins.search.index",
    "plugins.manifest",
]
INDEX_LATER = False  # a resident build has the search index made when nothing else is to do
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"

THEME = f"{Path(__file__).parent.resolve()}/theme"
THEME_STATIC_DIR = ""
THEME_STATIC_PATHS = ["static/favicon.svg"]
THEME_TEMPLATES_OVERRIDES = [f"{THEME}/static"]
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
    "bytecode_cache": template_cache(Path(__file__)),
    "cache_size": -1,  # keeps all templates, and finds them faster than the newest 400
    "extensions": [ThemeTemplates],
    "undefined": StrictUndefined,  # a misspelt name in a template stops the build instead of printing nothing
}
JINJA_GLOBALS = {"page": None}  # for templates that are no page (404.html)
TEMPLATE_EXTENSIONS = [".html", ".css", ".xml", ".txt"]
DIRECT_TEMPLATES = ["404", "sitemap", "robots"]
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"

# Only pages: a town's microsite has no blog. markdown_pages adds them, so Pelican looks for none by itself.
PAGE_PATHS: list[str] = []
ARTICLE_PATHS: list[str] = []
STATIC_PATHS = ["bilder", "dokumente"]
ARTICLE_SAVE_AS = AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FORMATTED_FIELDS: list[str] = []  # in no field stands Markdown
READERS = {"html": None, "rst": None}
SLUGIFY_SOURCE = "basename"
CACHE_CONTENT = LOAD_CONTENT_CACHE = False  # Pelican's cache is pickle: never read from disk
DELETE_OUTPUT_DIRECTORY = False
RELATIVE_URLS = False

AUDIT = {
    "max_clicks": 3,  # from the home page, which is 0 clicks away
    "review_warning_days": 30,  # a light turns yellow this long before the review is due
    "threshold": "moderate",  # open findings at or above this impact make the exit code 1
    "subdivision": "BW",  # federal state whose public holidays count
}

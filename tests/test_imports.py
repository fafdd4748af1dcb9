"""Who may import whom: content -> plugins -> manifest -> probes -> facts -> checks -> findings -> reports; preview all."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: What modules below the folder must not import, by the start of the name.
FORBIDDEN = {
    "plugins": ("audit", "preview", "selenium"),
    "audit": ("plugins", "preview", "pelican"),
    "preview": ("selenium", "pelican"),
    "audit/checks": (
        "audit.probes",
        "audit.engines",
        "audit.reports",
        "audit.cache",
        "audit.run",
        "audit.gather",
    ),
    "audit/reports": (
        "audit.probes",
        "audit.engines",
        "audit.checks",
        "audit.cache",
        "audit.run",
        "audit.gather",
    ),
    "audit/engines": ("audit.checks", "audit.reports", "audit.run"),
    "audit/probes": ("audit.checks", "audit.reports", "audit.run"),
}
#: Rules judge and reports render: neither measures, stores nor asks anybody.
OUTSIDE = ("selenium", "sqlite3", "urllib3", "urllib.request", "http", "socket", "subprocess")
FORBIDDEN["audit/checks"] += OUTSIDE
FORBIDDEN["audit/reports"] += OUTSIDE


def _imports(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def _is_below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_folder_imports_only_what_it_may(folder):
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    found = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in files
        for name in sorted(_imports(file.read_text(encoding="utf-8")))
        if any(_is_below(name, package) for package in FORBIDDEN[folder])
    ]
    assert found == []


def test_all_kinds_of_imports_are_seen():
    source = "import a.b\nfrom c import d\ndef f():\n    from e.f import g"
    assert _imports(source) == {"a.b", "c", "c.d", "e.f", "e.f.g"}

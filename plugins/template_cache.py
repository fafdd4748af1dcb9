"""Compiled templates, kept for as long as the process lives: every generator and every microsite has an environment of
its own, and compiling the same templates for each would take longer than rendering small sites.
"""

from __future__ import annotations

from typing import Any

from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket
from jinja2.ext import Extension


class TemplateCache(BytecodeCache):
    """In memory only: what was compiled is never read from disk. A changed template has another checksum."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        compiled = self._compiled.get(f"{bucket.key} {bucket.checksum}")
        if compiled:
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._compiled[f"{bucket.key} {bucket.checksum}"] = bucket.bytecode_to_string()


#: The one of this process.
TEMPLATE_CACHE = TemplateCache()


class ThemeTemplate(Template):
    """A file of macros is executed once for an environment: it sees the environment's globals and nothing else.

    Jinja looks at each import in each page whether the importing template sees more; here none ever does.
    """

    def _get_default_module(self, ctx: Any = None) -> Any:
        return super()._get_default_module()


class ThemeTemplates(Extension):
    """Has an environment use ``ThemeTemplate``."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.template_class = ThemeTemplate

"""Compiled templates, kept for as long as the process lives: every generator and every microsite has an environment of
its own, and compiling the same templates for each would take longer than rendering small sites.
"""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


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

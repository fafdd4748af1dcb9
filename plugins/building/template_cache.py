"""Compiled templates: every generator and every microsite has an environment of its own, and compiling the same templates
for each would take longer than rendering small sites.

They are kept for as long as the process lives, and in ``__pycache__`` beside their templates, as Python keeps the byte code
of modules: whoever may write there may as well write code.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, Template
from jinja2.bccache import Bucket
from jinja2.ext import Extension

_HASH_SIZE = hashlib.sha256().digest_size


class TemplateCache(BytecodeCache):
    """Code by the file and text of its template; what was compiled by another Python, another Jinja or with other settings
    counts for nothing, and so does a damaged file.
    """

    def __init__(self, settings: Path) -> None:
        """``settings`` is the file that configures the environments."""
        made_by = sys.version, version("jinja2"), settings.read_text(encoding="utf-8")
        self._made_by = "\n".join(made_by)
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file that keeps the code of a template."""
        assert filename is not None, f"{name} is not a file"
        file = Path(filename)
        return str(file.parent / "__pycache__" / f"{file.name}.{sys.implementation.cache_tag}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code if it is kept."""
        key = bucket.key, bucket.checksum
        if code := self._compiled.get(key) or self._read(*key):
            bucket.code = self._compiled[key] = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the bucket."""
        assert bucket.code is not None
        self._compiled[bucket.key, bucket.checksum] = bucket.code
        data, file = marshal.dumps(bucket.code), Path(bucket.key)
        new = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(exist_ok=True)
            new.write_bytes(self._mark(bucket.checksum, data) + data)
            new.replace(file)
        except OSError:  # as with Python's own: where it cannot be written, the next process compiles again
            with suppress(OSError):
                new.unlink()

    def _read(self, file: str, checksum: str) -> CodeType | None:
        try:
            kept = Path(file).read_bytes()
        except OSError:
            return None
        mark, data = kept[:_HASH_SIZE], kept[_HASH_SIZE:]
        is_ours = mark == self._mark(checksum, data)
        return marshal.loads(data) if is_ours else None

    def _mark(self, checksum: str, data: bytes) -> bytes:
        return hashlib.sha256(f"{self._made_by} {checksum} ".encode() + data).digest()


#: The cache of this process for environments that a file configures.
template_cache = cache(TemplateCache)


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

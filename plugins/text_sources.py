"""What texts of a site may name beside its own pages: amounts, difficult words, documents. Each file may be missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from plugins import amounts, downloads, glossary
from plugins.problems import Problem
from plugins.schema_messages import validated
from plugins.yaml_source import YamlSource

File = TypeVar("File", bound=BaseModel)
Data = TypeVar("Data")


class TextSources(NamedTuple):
    """The files as they were read; a faulty one counts as not there, its faults are among the problems."""

    amounts: amounts.Amounts
    glossary: glossary.Glossary
    documents: downloads.Documents


def read_text_sources(
    site_dir: Path,
    shared_dir: Path,
    read: Callable[[Path], YamlSource | None],
    problems: list[Problem],
) -> TextSources:
    """``read`` gives a YAML file, or None after it noted what is wrong with it."""

    def optional(
        path: Path, model: type[File], build: Callable[[YamlSource, File], Data], missing: Data, faulty: Data
    ) -> Data:
        if not path.is_file():
            return missing
        source = read(path)
        file = validated(model, source, problems) if source else None
        return build(source, file) if source and file else faulty

    known = optional(
        shared_dir / amounts.FILE,
        amounts.AmountsFile,
        amounts.amounts_of,
        amounts.Amounts(),
        amounts.Amounts(is_readable=False),
    )
    words = optional(
        shared_dir / glossary.FILE,
        glossary.GlossaryFile,
        lambda source, file: glossary.glossary_of(source, file, known),
        glossary.Glossary(),
        glossary.Glossary(is_readable=False),
    )
    documents = optional(
        site_dir / downloads.FILE,
        downloads.DocumentsFile,
        lambda source, file: downloads.documents_of(source, file, site_dir / downloads.FOLDER),
        downloads.Documents(),
        downloads.Documents(is_readable=False),
    )
    return TextSources(known, words, documents)

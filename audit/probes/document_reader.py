"""Read one document from standard input and print what it is like, as JSON: ``python -m audit.probes.document_reader KIND``.

A program of its own, with limits: documents of strangers may be damaged, huge or made to harm, so they are read where nothing
but this process can fall. Memory and time end it, and its parent says so.
"""

from __future__ import annotations

import json
import logging
import resource
import sys

#: Exit code of files that need more than their share.
TOO_HARD = 3
_MEMORY = 1_000_000_000
_CPU_SECONDS = 20


def main() -> None:
    """One document in, one JSON object out; exit code 1 if the file cannot be read."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS + 1))
    logging.disable(logging.CRITICAL)
    if sys.argv[1] == "pdf":  # each brings its library, which takes most of the time
        from audit.probes import pdf_reader as reader
    else:
        from audit.probes import office_reader as reader
    try:
        json.dump(reader.facts(sys.stdin.buffer.read()), sys.stdout)
    except reader.TOO_MUCH:
        sys.exit(TOO_HARD)
    except reader.DAMAGE as error:
        sys.exit(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()

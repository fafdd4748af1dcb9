"""As much of JSON-LD 1.1 as our exports use: every name must be defined in the context and end as an absolute IRI."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

#: Classes and properties of the EARL 1.0 Schema (https://www.w3.org/TR/EARL10-Schema/), section 2 to 4.
EARL = "http://www.w3.org/ns/earl#"
EARL_TERMS = frozenset(
    {
        "Assertion", "Assertor", "Software", "TestSubject", "TestCriterion", "TestCase", "TestRequirement", "TestResult",
        "TestMode", "OutcomeValue", "Pass", "Fail", "CannotTell", "NotApplicable", "NotTested", "assertedBy",
        "mainAssertor", "subject", "test", "result", "mode", "outcome", "pointer", "info", "passed", "failed", "cantTell",
        "inapplicable", "untested", "automatic", "manual", "semiAuto", "undisclosed", "unknownMode",
    }
)  # fmt: skip
#: Elements of the Dublin Core terms (http://purl.org/dc/terms/) that EARL recommends.
DCT = "http://purl.org/dc/terms/"
DCT_TERMS = frozenset({"title", "description", "summary", "date", "hasVersion", "hasPart", "isPartOf"})
_KEYWORDS = {"@id", "@type", "@graph", "@context", "@language"}


def expand(name: str, context: Mapping[str, Any]) -> str:
    """The absolute IRI (or keyword) a name means; AssertionError if the context does not define it."""
    if name in _KEYWORDS or name.startswith("_:"):
        return name
    defined = context.get(name)
    if defined is not None:
        return expand(defined["@id"] if isinstance(defined, Mapping) else defined, context)
    prefix, colon, rest = name.partition(":")
    assert colon, f"„{name}“ is not defined in the context"
    if prefix in context and not rest.startswith("//"):
        return expand(prefix, context) + rest
    return name


def names(node: Any, context: Mapping[str, Any]) -> Iterator[str]:
    """Every property, type and reference of a document, expanded."""
    if isinstance(node, list):
        for item in node:
            yield from names(item, context)
    elif isinstance(node, Mapping):
        for key, value in node.items():
            iri = expand(key, context)
            if iri == "@context":
                continue
            yield iri
            if iri in ("@type", "@id") or _is_reference(key, context):
                values = value if isinstance(value, list) else [value]
                yield from (expand(item, context) for item in values if isinstance(item, str))
            yield from names(value, context)


def _is_reference(key: str, context: Mapping[str, Any]) -> bool:
    defined = context.get(key)
    return isinstance(defined, Mapping) and defined.get("@type") == "@id"


def assert_terms_exist(document: Mapping[str, Any]) -> None:
    """Every name of EARL and Dublin Core in the document is one that its vocabulary has."""
    for iri in names(document, document["@context"]):
        for space, terms in ((EARL, EARL_TERMS), (DCT, DCT_TERMS)):
            if iri.startswith(space):
                assert iri.removeprefix(space) in terms, iri

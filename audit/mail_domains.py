"""What the domain name system says of the domain of a mail address."""

from __future__ import annotations

from enum import StrEnum

#: Names that are never in the domain name system (RFC 2606, RFC 6761).
RESERVED = ("example", "example.com", "example.net", "example.org", "invalid", "localhost", "test")


class MailDomain(StrEnum):
    """Whether mail to a domain can be delivered. ``UNKNOWN`` says something about the network, not about the domain."""

    TAKES_MAIL = "takes mail"
    MISSING = "missing"
    REFUSES = "refuses"
    UNKNOWN = "unknown"


def domain_of(address: str) -> str:
    """The domain of a mail address in lower case.

    >>> domain_of("Amt@Stadt.example")
    'stadt.example'
    """
    return address.rpartition("@")[2].strip().lower().rstrip(".")


def is_reserved(domain: str) -> bool:
    """Whether nobody needs to ask: a name for samples and tests.

    >>> is_reserved("stadt.example"), is_reserved("stadt.de")
    (True, False)
    """
    return any(domain == name or domain.endswith(f".{name}") for name in RESERVED)

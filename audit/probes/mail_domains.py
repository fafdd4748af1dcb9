"""Ask the domain name system whether mail to the domains of a registry can be delivered (RFC 5321, 5.1; RFC 7505).

Only domains are asked about, never an address. Good answers are kept for seven days, all others not at all. A network that
does not answer is no error: the domain is unknown then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import dns.exception
import dns.resolver

from audit.cache import Cache, hash_of
from audit.mail_domains import MailDomain, is_reserved

KEPT = timedelta(days=7)
_SECONDS = 5.0
_AT_ONCE = 8
_UNASKED = 3  # unanswered in a row: there is no network, and the rest need not wait for it

Ask = Callable[[str], MailDomain]


def ask_all(
    domains: Iterable[str], cache: Cache, today: date, ask: Ask | None = None
) -> Mapping[str, MailDomain]:
    """What is known of each domain; reserved names are left out."""
    ask = ask or ask_resolver
    wanted = sorted({domain for domain in domains if domain and not is_reserved(domain)})
    kept = cache.get_many(map(_key, wanted))
    found = {domain: MailDomain.TAKES_MAIL for domain in wanted if _is_fresh(kept.get(_key(domain)), today)}
    todo = [domain for domain in wanted if domain not in found]
    for start in range(0, len(todo), _AT_ONCE):
        part = todo[start : start + _AT_ONCE]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            answers = dict(zip(part, pool.map(ask, part), strict=True))
        found |= answers
        good = [domain for domain, answer in answers.items() if answer is MailDomain.TAKES_MAIL]
        cache.put_many({_key(domain): today.isoformat() for domain in good})
        if len(part) >= _UNASKED and set(answers.values()) == {MailDomain.UNKNOWN}:
            break
    return {domain: found.get(domain, MailDomain.UNKNOWN) for domain in wanted}


def ask_resolver(domain: str, resolver: dns.resolver.Resolver | None = None) -> MailDomain:
    """The answer of the system's name servers, or of those of ``resolver``."""
    try:
        resolver = resolver or dns.resolver.Resolver()
        resolver.lifetime = _SECONDS
        servers = [str(record.exchange) for record in resolver.resolve(domain, "MX")]
        return MailDomain.REFUSES if servers == ["."] else MailDomain.TAKES_MAIL
    except dns.resolver.NXDOMAIN:
        return MailDomain.MISSING
    except dns.resolver.NoAnswer:  # without MX the host itself takes mail, if there is one
        return _has_host(domain, resolver)
    except (dns.exception.DNSException, UnicodeError, OSError):
        return MailDomain.UNKNOWN


def _has_host(domain: str, resolver: dns.resolver.Resolver) -> MailDomain:
    for kind in ("A", "AAAA"):
        try:
            resolver.resolve(domain, kind)
            return MailDomain.TAKES_MAIL
        except dns.resolver.NoAnswer:
            continue
        except (dns.exception.DNSException, OSError):
            return MailDomain.UNKNOWN
    return MailDomain.REFUSES


def _key(domain: str) -> str:
    return hash_of("mail domain", domain)


def _is_fresh(kept: object, today: date) -> bool:
    try:
        return timedelta(0) <= today - date.fromisoformat(str(kept)) < KEPT
    except ValueError:
        return False

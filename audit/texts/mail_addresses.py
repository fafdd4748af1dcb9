"""Mail addresses as people write them, also those spelled so that machines shall not find them (RFC 5322, RFC 6531)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from email_validator import EmailSyntaxError, validate_email

from audit.texts.phone_numbers import Mention

_MAIL = re.compile(r"(?<![\w.+@-])[^\W_][\w.+'-]*@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}(?![\w@])")
_WEB = re.compile(r"\b\w+://[^\s<>\"]+")
_FILE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|ico|pdf|css|js|html?|php)$", re.I)
_RUN_ON = re.compile(r"(?<=[a-zäöüß\d])\.[A-ZÄÖÜ][a-zäöüß]+$")  # a sentence that begins without a space

_DOT = r"(?:\s?[(\[{<]\s?(?:dot|punkt|\.)\s?[)\]}>]\s?|\s(?:dot|DOT|punkt|Punkt|PUNKT|\.)\s)"
_AT = r"(?:\s?[(\[{<|*_„\"]\s?(?:at|ät|et|a|bei|@|klammeraffe)\s?[)\]}>|*_“\"]\s?|\s-at-\s|\s(?-i:AT)\s|\s(?:klammeraffe|ät)\s)"
_PART = r"[^\W_](?:[\w+-]*[^\W_])?"
_DOMAIN = rf"{_PART}(?:(?:\.|{_DOT}){_PART})*(?:\.|{_DOT})[^\W\d_]{{2,}}"
_LOCAL = rf"{_PART}(?:(?:\.|{_DOT}){_PART})*"
_MASKED = re.compile(
    rf"(?<![\w.@+-])(?P<local>{_LOCAL})(?:"
    rf"{_AT}(?P<any>{_DOMAIN})"
    rf"|(?:\s?@\s?|\sat\s)(?P<dotted>{_PART}(?:\.{_PART})*{_DOT}(?:{_PART}(?:\.|{_DOT}))*[^\W\d_]{{2,}})"
    rf"|(?:\s@\s?|@\s)(?P<spaced>{_PART}(?:\.{_PART})*\.[^\W\d_]{{2,}}))(?![\w@-])",
    re.I,
)
_TOLD = re.compile(
    rf"\bmail:?\s(?:an\s)?(?P<all>(?P<local>{_LOCAL})\sat\s(?P<domain>{_DOMAIN}))(?![\w@-])", re.I
)
_MAYBE_MASKED = re.compile(r"@|\b(?:at|ät|et|bei|klammeraffe)\b|[(\[{<|*_]\s?a\s?[)\]}>|*_]|_at_", re.I)
_REVERSED = re.compile(r"(?<![\w.@-])(?:ed|moc|gro|ten|ue|ofni|elpmaxe|ta|hc)\.[\w.-]+@[\w.+-]*[^\W_]", re.I)
_ENDINGS = frozenset({"de", "com", "org", "net", "eu", "info", "at", "ch", "example"})
#: Words before „@name“ that are no part of an address: it names an account in a social network.
_NO_LOCAL = re.compile(
    r"(?:sie|uns|auf|bei|an|von|mit|unter|über|siehe|folgen|insta(?:gram)?|tiktok|snapchat|telegram|linkedin|facebook|mastodon|twitter|x|bluesky|threads|youtube|und|oder|ist)",
    re.I,
)

#: Where anybody gets an address: not under the control of a town, and outside of its data protection.
PRIVATE_DOMAINS = frozenset([
    "aol.com", "aol.de", "arcor.de", "freenet.de", "gmail.com", "gmx.at",
    "gmx.ch", "gmx.com", "gmx.de", "gmx.eu", "gmx.info", "gmx.net",
    "gmx.org", "googlemail.com", "hotmail.com", "hotmail.de", "icloud.com", "kabelmail.de",
    "live.com", "live.de", "mail.com", "mail.de", "mail.ru", "mailbox.org",
    "mac.com", "me.com", "msn.com", "netcologne.de", "online.de", "onlinehome.de",
    "outlook.com", "outlook.de", "posteo.de", "posteo.net", "proton.me", "protonmail.com",
    "rocketmail.com", "t-online.de", "tuta.io", "tutanota.com", "tutanota.de", "unity-mail.de",
    "unitybox.de", "versanet.de", "vodafone.de", "vodafonemail.de", "web.de", "yahoo.com",
    "yahoo.de", "ymail.com",
])  # fmt: skip


def mails_in(text: str) -> Iterator[Mention]:
    """Mail addresses in running text.

    >>> [mention.value for mention in mails_in("An Pflege@Musterstadt.example, nicht an @stadt und logo@2x.png")]
    ['pflege@musterstadt.example']
    """
    for match in _MAIL.finditer(_without_web(text)) if "@" in text else ():
        written = _without_next_sentence(match[0])
        if not _FILE.search(written) and "." in written.partition("@")[2] and not _is_reversed(written):
            yield Mention(written, written.lower())


def masked_mails_in(text: str) -> Iterator[Mention]:
    """Mail addresses spelled so that machines, and people with them, cannot use them, with what is meant.

    >>> [(mention.written, mention.value) for mention in masked_mails_in("an pflege(at)stadt.example oder pflege [ät] stadt Punkt example!")]
    [('pflege(at)stadt.example', 'pflege@stadt.example'), ('pflege [ät] stadt Punkt example', 'pflege@stadt.example')]
    >>> [mention.value for mention in masked_mails_in("elpmaxe.tdats@egelfp")]
    ['pflege@stadt.example']
    """
    if not _MAYBE_MASKED.search(text):
        return
    for match in _MASKED.finditer(_without_web(text)):
        is_account = re.search(r"\s@\S", match[0]) and _NO_LOCAL.fullmatch(match["local"])
        if not is_account:
            domain = match["any"] or match["dotted"] or match["spaced"]
            yield Mention(match[0], f"{_plain(match['local'])}@{_plain(domain)}".lower())
    for match in _TOLD.finditer(text):
        if not re.search(_DOT, match["domain"]):  # the others are found above
            yield Mention(match["all"], f"{_plain(match['local'])}@{match['domain']}".lower())
    for match in _REVERSED.finditer(text):
        if _is_reversed(match[0]):
            yield Mention(match[0], match[0][::-1].lower())


@lru_cache(maxsize=4096)  # the preview asks about each contact after every save
def is_mail(text: str) -> bool:
    """Whether the text is a well-formed mail address; nobody is asked whether it exists.

    >>> is_mail("pflege@stadt.example"), is_mail("pflege@stadt")
    (True, False)
    """
    try:
        validate_email(text, check_deliverability=False)
    except EmailSyntaxError:
        return False
    return True


def is_private(address: str) -> bool:
    """Whether the address is at a provider for private mail.

    >>> is_private("Sozialamt@GMX.de"), is_private("sozialamt@stadt.example")
    (True, False)
    """
    return address.rpartition("@")[2].lower() in PRIVATE_DOMAINS


def _without_web(text: str) -> str:
    return _WEB.sub(lambda match: ";" * len(match[0]), text)


def _without_next_sentence(written: str) -> str:
    """„amt@stadt.example.Bitte“ without what follows the address where a space is missing."""
    shorter = _RUN_ON.sub("", written)
    return shorter if shorter.partition("@")[2].islower() else written


def _plain(part: str) -> str:
    return re.sub(_DOT, ".", part, flags=re.I)


def _is_reversed(written: str) -> bool:
    forward = written[::-1]
    ends = written.rpartition(".")[2].lower() if "." in written.partition("@")[2] else ""
    return (
        _REVERSED.fullmatch(written) is not None
        and ends not in _ENDINGS
        and _MAIL.fullmatch(forward) is not None
    )

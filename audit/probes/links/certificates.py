"""Until when the certificates of the town's own hosts are good, asked at port 443."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from datetime import date

from cryptography import x509

from audit.probes.links.guard import Guard, Refused
from audit.probes.links.network import Network


def last_days(urls: Iterable[str], network: Network) -> dict[str, date]:
    """The last day of the certificate of each host with ``https``; hosts that cannot be asked are left out.

    That a host is down is told by its links. The certificate is read, not trusted: an expired one has a last day too.
    """
    guard = Guard(network)
    found: dict[str, date] = {}
    for url in sorted(set(urls)):
        if url.startswith("https://"):
            try:
                place = guard.admit(url)
                found[place.host] = _last_day(place.ips[0], place.port, place.host, network.connect)
            except (Refused, OSError, ValueError):
                continue
    return found


def _last_day(ip: str, port: int, host: str, seconds: float) -> date:
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection((ip, port), timeout=seconds) as plain,
        context.wrap_socket(plain, server_hostname=host) as sock,
    ):
        certificate = x509.load_der_x509_certificate(sock.getpeercert(binary_form=True) or b"")
    return certificate.not_valid_after_utc.date()

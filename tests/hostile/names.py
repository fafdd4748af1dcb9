"""A name server on loopback (UDP): names to addresses, and the failures of name servers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Mapping

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset


class NameServer:
    """``names`` maps a name to IP addresses separated by commas, or to "SERVFAIL" or "SILENT"; every other name does not exist."""

    def __init__(self, names: Mapping[str, str], *, knows_internet: bool = True) -> None:
        self._names = dict(names)
        self._knows_internet = knows_internet
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> str:
        """``ip:port`` to ask."""
        return "{}:{}".format(*self._socket.getsockname())

    def set(self, name: str, value: str) -> None:
        """Answer differently from now on."""
        self._names[name] = value

    def __enter__(self) -> NameServer:
        self._thread.start()
        return self

    def __exit__(self, *ended: object) -> None:
        self._stop.set()
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while not self._stop.is_set():
            try:
                data, client = self._socket.recvfrom(4096)
            except TimeoutError:
                continue
            reply = self._reply(dns.message.from_wire(data))
            if reply is not None:
                self._socket.sendto(reply.to_wire(), client)

    def _reply(self, query: dns.message.Message) -> dns.message.Message | None:
        question = query.question[0]
        name = question.name.to_text().rstrip(".")
        reply = dns.message.make_response(query, recursion_available=True)
        known = self._names.get(name, "")
        if known == "SILENT":
            return None
        if known == "SERVFAIL":
            reply.set_rcode(dns.rcode.SERVFAIL)
        elif name == "de" and self._knows_internet:
            reply.answer.append(dns.rrset.from_text(question.name, 60, "IN", "NS", "a.nic.de."))
        elif not known:
            reply.set_rcode(dns.rcode.NXDOMAIN)
        elif question.rdtype == (dns.rdatatype.AAAA if ":" in known else dns.rdatatype.A):
            reply.answer.append(
                dns.rrset.from_text(question.name, 60, "IN", question.rdtype, *known.split(", "))
            )
        return reply

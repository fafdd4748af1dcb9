"""Ask foreign servers whether their addresses still lead somewhere: LinkChecker in a child process, with our adapter.

check      the parent: starts children, keeps what they find, restarts them (no address is ever lost)
child      the child: LinkChecker over a list of addresses, results as JSON lines
adapter    what LinkChecker's sessions send through: guard, robots.txt, politeness, retries, trail of hops
exchange   one request to one checked IP address, bounded in time and size
guard      which addresses may be asked at all
verdicts   from the trail of an address to its verdict
"""

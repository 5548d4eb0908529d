"""Where a request may go: the shape of the address, then what its host stands for."""

import re
import socket
from dataclasses import dataclass, replace
from ipaddress import IPv6Address, ip_address
from queue import Empty, SimpleQueue
from threading import Thread

import httpx
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from toolkit.egress.ranges import Address, is_refused
from toolkit.errors import BadInput

LONGEST = 500
HTTPS = 443
UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0\\]")
# `127.1`, `0x7f.1`, `017700000001`: the resolver reads names that end in a number as IPv4 addresses.
NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$")


class Refused(BadInput):
    """No request goes to this address. The text says what an address must be, never what was found there."""

    code = "address_refused"
    message = _("Write the https address of a public server that this house can find.")
    field = "address"

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__()


@dataclass(frozen=True)
class Target:
    """A checked address: the name whose certificate is asked for, and the addresses one may connect to.

    `stand_in`: the function that answers for a host which exists in the demo only.
    """

    url: httpx.URL
    name: str
    port: int
    addresses: tuple[Address, ...] = ()
    stand_in: str = ""


def parse(url: str) -> Target:
    """The address by its shape alone; asks nobody. Raises `Refused`."""
    if len(url) > LONGEST or UNSEEN.search(url):
        raise Refused("too long, or characters that no address has")
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise Refused(f"no address: {error}") from error
    if parsed.scheme != "https":
        raise Refused(f"scheme {parsed.scheme!r}")
    if parsed.userinfo or not parsed.host:
        raise Refused("user or password in the address, or no host")
    name = parsed.raw_host.decode("ascii").lower()
    if _literal(name) is None and (NUMBER.search(name) or "." not in name.rstrip(".")):
        raise Refused(f"host {name!r}")
    return Target(parsed.copy_with(fragment=None), name, parsed.port or HTTPS)


def aim(url: str, *, within: float = 5.0) -> Target:
    """The address with what its host stands for, all of it public; raises `Refused`.

    The host is looked up once, here: whoever connects takes one of `addresses` and asks nobody again.
    `within`: seconds for the look-up.
    """
    target = parse(url)
    if stand_in := _standing_in(target.name):
        return replace(target, stand_in=stand_in)
    literal = _literal(target.name)
    addresses = (literal,) if literal else lookup(target.name, target.port, within=within)
    if not addresses:
        raise Refused(f"{target.name} is not found")
    wrong = [str(address) for address in addresses if not _is_open(address, target.port)]
    if wrong:
        raise Refused(f"{target.name} port {target.port} stands for {', '.join(wrong)}")
    return replace(target, addresses=addresses)


def _standing_in(name: str) -> str:
    known = settings.MILEPOST_EGRESS_STAND_INS.items()
    return next((answers for domain, answers in known if name.endswith(f".{domain}")), "")


def lookup(name: str, port: int, *, within: float) -> tuple[Address, ...]:
    """What a name stands for, in the resolver's order; nothing when it does not answer in time.

    The resolver cannot be interrupted, so it runs beside us and is left behind when it is too slow.
    """
    found: SimpleQueue[tuple[Address, ...]] = SimpleQueue()
    Thread(target=lambda: found.put(_asked(name, port)), daemon=True).start()
    try:
        return found.get(timeout=within)
    except Empty:
        return ()


def _asked(name: str, port: int) -> tuple[Address, ...]:
    try:
        rows = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        return tuple(dict.fromkeys(ip_address(str(row[4][0])) for row in rows))
    except (OSError, ValueError):
        return ()


def _literal(name: str) -> Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _is_open(address: Address, port: int) -> bool:
    if spelled(address, port) in settings.MILEPOST_EGRESS_ALLOW:
        return True
    return port in settings.MILEPOST_EGRESS_PORTS and not is_refused(address)


def spelled(address: Address, port: int) -> str:
    """`127.0.0.1:8443`, `[::1]:8443`."""
    return f"[{address}]:{port}" if isinstance(address, IPv6Address) else f"{address}:{port}"

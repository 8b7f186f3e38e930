"""Which addresses messages may go to: public ones, and only those that were looked at.

A name is resolved once, each of its addresses is judged, and the connection is made to an
address that was judged. Whoever changes what the name means in between gains nothing.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext as _

from integra_cms.conf import integra_settings
from integra_cms.exceptions import IntegraError

Resolver: TypeAlias = Callable[[str, int], Sequence[str]]
"""Host and port → the numeric addresses it has now; raises ``OSError`` where it has none."""

PORTS = {"https": 443, "http": 80}

# The ipaddress module of some Pythons takes these for global.
_CLOSED_V4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))
_GLOBAL_UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class AddressRefused(IntegraError):
    """Messages cannot or may not go to an address."""

    code = "webhook_address_refused"


@dataclass(frozen=True)
class Target:
    """Where a message goes: what the address says, and the numbers it was found to mean."""

    scheme: str
    host: str
    port: int
    path: str
    numbers: tuple[str, ...]

    @property
    def host_header(self) -> str:
        """Host as a request names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def resolve_host(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def check_address(url: str, *, resolve: Resolver = resolve_host) -> Target:
    """Where a message to an address goes.

    Raises:
        AddressRefused: It is no address, or it leads (also) into a network that is not public.
    """
    allow_private: bool = integra_settings.WEBHOOKS_ALLOW_PRIVATE
    parts, port = _parse(url, allow_private=allow_private)
    host = _ascii_host(parts)
    try:
        numbers = tuple(resolve(host, port))
    except (OSError, UnicodeError) as error:
        raise AddressRefused(
            _("“%(host)s” has no address now. Check the name, or try again later.") % {"host": host}
        ) from error
    if not numbers:
        raise AddressRefused(_("“%(host)s” has no address now.") % {"host": host})
    if not allow_private and (closed := [each for each in numbers if not is_public(each)]):
        raise AddressRefused(
            _(
                "“%(host)s” leads to %(number)s, which is not a public address. "
                "Messages only go to addresses in the public internet."
            )
            % {"host": host, "number": closed[0]}
        )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path, numbers)


def is_public(number: str) -> bool:
    """Whether a numeric address belongs to the public internet, also what is wrapped in it."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return _is_public_v6(address)
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _CLOSED_V4)
    )


def _is_public_v6(address: ipaddress.IPv6Address) -> bool:
    if address.scope_id:
        return False
    if address.ipv4_mapped:
        return is_public(str(address.ipv4_mapped))
    if address in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    if address.sixtofour and not is_public(str(address.sixtofour)):
        return False
    return address.is_global and address.teredo is None and address in _GLOBAL_UNICAST_V6


def _parse(url: str, *, allow_private: bool) -> tuple[SplitResult, int]:
    if re.search(r"[\s\x00-\x20\x7f\\]", url):
        raise AddressRefused(_("The address contains blanks or signs that no address may have."))
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise AddressRefused(_("“%(url)s” is not an address.") % {"url": url}) from error
    schemes = ("https", "http") if allow_private else ("https",)
    if parts.scheme not in schemes:
        raise AddressRefused(_("The address must begin with https://."))
    if parts.username is not None or parts.password is not None:
        raise AddressRefused(_("Leave name and password out of the address: messages are signed."))
    if not parts.hostname:
        raise AddressRefused(_("The address names no host."))
    if port == 0:
        raise AddressRefused(_("The address names a port that does not exist."))
    return parts, port or PORTS[parts.scheme]


def _ascii_host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode()
    except UnicodeError as error:
        raise AddressRefused(_("“%(host)s” is not the name of a host.") % {"host": host}) from error

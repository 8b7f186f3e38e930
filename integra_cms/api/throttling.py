"""How often one address, or one delivery key, may ask: so many times in each minute."""

from __future__ import annotations

import logging
import math
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.core.cache import cache
from django.http import HttpRequest

from integra_cms.api.problems import Problem
from integra_cms.conf import integra_settings

WINDOW = 60
"""Seconds that are counted together."""

IPV6_NETWORK = 64
"""Bits of an IPv6 address that tell networks apart: the rest anybody may choose freely."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose requests are counted together, and how many a minute there may be; 0: any number."""

    name: str
    rate: int


def caller_at(request: HttpRequest) -> Caller:
    """Whoever asks without a key: their address."""
    return Caller(address_of(request), integra_settings.API_RATE)


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, as far as somebody we trust says so.

    Each proxy appends the address it was asked from to ``X-Forwarded-For``. So with two trusted
    proxies the last address but one counts, and what clients write further left does not.
    """
    address: str = request.META.get("REMOTE_ADDR", "")
    if hops := integra_settings.TRUSTED_PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        address = _without_port(forwarded[-hops].strip()) if len(forwarded) >= hops else address
    if ":" in address:
        return _network_of(address)
    return address[:45]


def count(caller: Caller) -> None:
    """Counts one request.

    Raises:
        Problem: It is one too many in this minute.
    """
    if not caller.rate:
        return
    now = time.time()
    window = int(now // WINDOW)
    made = _counted(f"integra.api.rate.{caller.name}.{window}")
    if made > caller.rate:
        wait = math.ceil((window + 1) * WINDOW - now)
        raise Problem(
            "too_many_requests",
            f"More than {caller.rate} requests in a minute. Ask again in {wait} seconds, read "
            "export and changes instead of single resources, or ask for a delivery key.",
            headers={
                "Retry-After": str(wait),
                "RateLimit-Policy": f'"minute";q={caller.rate};w={WINDOW}',
                "RateLimit": f'"minute";r=0;t={wait}',
            },
        )


def _counted(key: str) -> int:
    try:
        try:
            return cache.incr(key)
        except ValueError:  # the first of this minute
            return 1 if cache.add(key, 1, timeout=2 * WINDOW) else cache.incr(key)
    except Exception:
        logger.exception("The cache cannot count requests; they are not limited meanwhile.")
        return 0


def _without_port(address: str) -> str:
    """Some proxies write a port behind the address, which is another with each connection."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    host, _colon, port = address.partition(":")
    return address if ":" in port else host


def _network_of(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address[:45].replace(" ", "")
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return f"{int(parsed) >> (128 - IPV6_NETWORK):x}"
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)

"""Who asks: whoever has a delivery key, otherwise an address."""

from __future__ import annotations

from django.http import HttpRequest

from integra_cms.api.problems import Problem
from integra_cms.api.throttling import Caller, caller_at, count
from integra_cms.delivery.access import find_key
from integra_cms.delivery.models import DeliveryKey, Scope

CHALLENGE = {"WWW-Authenticate": 'Bearer realm="delivery"'}


def caller_of(request: HttpRequest, scope: Scope) -> Caller:
    """Whose request this is.

    Args:
        request: Its ``Authorization`` header may hold a delivery key.
        scope: What the key must be good for.

    Raises:
        Problem: There is a key, but not one that is good for this.
    """
    header = request.META.get("HTTP_AUTHORIZATION")
    if header is None:
        return caller_at(request)
    key = _key_in(request, header)
    if not key.allows(scope):
        raise Problem(
            "scope_missing",
            f"The key {key.prefix}… is not for “{scope}” but for: {', '.join(key.scopes)}. Leave "
            "the key out, or ask for one with that scope.",
        )
    return Caller(f"key-{key.pk}", key.rate)


def _key_in(request: HttpRequest, header: str) -> DeliveryKey:
    scheme, _, token = header.partition(" ")
    key = find_key(token.strip()) if scheme.lower() == "bearer" else None
    if key is None:
        count(caller_at(request))  # guessing is limited like everything else
        raise Problem(
            "key_invalid",
            "The Authorization header holds no delivery key that is valid (any more). Send "
            "“Bearer ik_…”, or leave it out: everything can be read without one.",
            headers=CHALLENGE,
        )
    return key

"""The one setting of this project, ``INTEGRA``, with its defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULTS: Mapping[str, Any] = {
    # Codes that mean another locale, unless a site has them as locales of their own. The sources
    # of the toolkit write "sl" (Slovenian) where they mean Slovak.
    "LOCALE_ALIASES": {"sl": "sk"},
    # Where `manage.py lemmas build` puts the lemma tries; None: no tries, slower dictionaries.
    "LEMMAS_DIR": None,
    # Limits of what can be uploaded, in bytes and in pixels.
    "MAX_IMAGE_BYTES": 30 * 1024 * 1024,
    "MAX_IMAGE_PIXELS": 60_000_000,
    "MAX_DOCUMENT_BYTES": 100 * 1024 * 1024,
    "MAX_MEDIA_BYTES": 500 * 1024 * 1024,
    # Chains of locales, by name: which edition is served where there is none in the asked locale.
    # "default" is the site's default language, then the source edition, unless declared here.
    "FALLBACK_CHAINS": {},
    # Whether webhooks may go to addresses inside a network, and by http: for trying out only.
    "WEBHOOKS_ALLOW_PRIVATE": False,
    # Requests a minute that one address may make to the API; 0: any number.
    "API_RATE": 600,
    # How many proxies of ours stand before this process: each adds to X-Forwarded-For.
    "TRUSTED_PROXIES": 0,
    # Whether the API compresses its answers; no where a proxy does it.
    "API_GZIP": True,
    # How many MiB of answers each process keeps, to give them again while nothing changes; 0: none.
    "API_MEMORY": 12,
    # A cache that forgets by key, or None: {"url": …, "header": "xkey" where it is not
    # "Surrogate-Key", "token": …}; the token is optional and sent as "Authorization: Bearer".
    "PURGE_BY_KEY": None,
    # Where an outside front end shows drafts, such as
    # "https://front.example.org/preview?token={token}&locale={locale}&path={path}"; None: nowhere.
    "FRONT_END_PREVIEW_URL": None,
    # How long a link to a draft is valid.
    "PREVIEW_MINUTES": 30,
}


class IntegraSettings:
    """The values of ``settings.INTEGRA``, with a default for each key it may have.

    Nothing is kept: an override in a test or at run time is seen at the next access.
    """

    def __getattr__(self, name: str) -> Any:
        """The value of one key.

        Raises:
            ImproperlyConfigured: ``INTEGRA`` has a key nobody reads, most likely a typing error.
            AttributeError: There is no such key.
        """
        if name not in DEFAULTS:
            raise AttributeError(f"INTEGRA has no key {name!r}. Its keys: {', '.join(DEFAULTS)}.")
        given: Mapping[str, Any] = getattr(settings, "INTEGRA", {})
        if not given.keys() <= DEFAULTS.keys():
            unknown = sorted(given.keys() - DEFAULTS.keys())
            raise ImproperlyConfigured(
                f"INTEGRA has keys that nothing reads: {', '.join(unknown)}. "
                f"Remove them, or correct them to one of: {', '.join(DEFAULTS)}."
            )
        return given.get(name, DEFAULTS[name])


integra_settings = IntegraSettings()

"""The addresses of the API, by what they are about."""

from integra_cms.api.routers import (
    changes,
    documentation,
    feed,
    media,
    preview,
    registers,
    resources,
    search,
)

ROUTERS = (
    resources.router,
    search.router,
    registers.router,
    media.router,
    preview.router,
    changes.router,
    feed.router,
    documentation.router,
)

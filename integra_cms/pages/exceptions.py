"""What pages of the toolkit refuse.

Two of them are also errors of Wagtail's own actions, so that its admin and API report them as
such instead of breaking.
"""

from __future__ import annotations

from wagtail.actions.copy_page import CopyPageIntegrityError
from wagtail.actions.create_alias import CreatePageAliasIntegrityError

from integra_cms.exceptions import IntegraError


class AliasRefused(IntegraError, CreatePageAliasIntegrityError):
    """Somebody tried to make an alias of a toolkit page: text of one language under another."""

    code = "alias_refused"


class ForeignLocaleRefused(IntegraError, CopyPageIntegrityError):
    """Somebody tried to put a page under one of another language, or to relabel a copy."""

    code = "foreign_locale_refused"


class EditionMissing(IntegraError, LookupError):
    """A resource has no edition in the locale that was asked for."""

    code = "edition_missing"


class ModelGone(IntegraError):
    """Something cannot be done to a page because its model is gone."""

    code = "model_gone"

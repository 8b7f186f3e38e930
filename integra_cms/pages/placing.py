"""Where pages of the toolkit may stand: no aliases, and no page among those of another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from integra_cms.pages.exceptions import AliasRefused, ForeignLocaleRefused

if TYPE_CHECKING:
    from wagtail.models import Page

    from integra_cms.pages.base import BaseToolkitPage


def refuse_alias(page: BaseToolkitPage) -> None:
    """An alias shows the text of one page under the address, and so the language, of another.

    Raises:
        AliasRefused: The page is one.
    """
    if page.alias_of_id is not None:
        raise AliasRefused(
            _(
                "“%(title)s” cannot be made an alias of another page: it would show text of one "
                "language under the label of another. Where a translation is missing, readers "
                "are offered another language by themselves. Translate the page, and its parent "
                "pages first, or copy it."
            )
            % {"title": page.title}
        )


def refuse_foreign_locale(page: BaseToolkitPage) -> None:
    """A new page has the language of its parent, and a copy that of its original.

    Raises:
        ForeignLocaleRefused: It has not.
    """
    original = page.copied_from
    if (
        original is not None
        and original.translation_key != page.translation_key
        and original.locale_id != page.locale_id
    ):
        raise ForeignLocaleRefused(
            _(
                "A copy of “%(title)s” is in “%(original)s” as the page itself, not in "
                "“%(copy)s”. Translate the page instead."
            )
            % {
                "title": page.title,
                "original": original.locale.language_code,
                "copy": page.locale.language_code,
            }
        )
    parent = page.get_parent()
    if parent is not None:
        refuse_below(page, parent)


def refuse_below(page: Page, parent: Page) -> None:
    """Only the root of the tree has children in several languages.

    Raises:
        ForeignLocaleRefused: The parent is in another language.
    """
    if not parent.is_root() and page.locale_id not in (None, parent.locale_id):
        raise ForeignLocaleRefused(
            _(
                "“%(title)s” is in “%(own)s”, but “%(parent)s” is in “%(other)s”. Put it under a "
                "page in its own language, or translate it."
            )
            % {
                "title": page.title,
                "own": page.locale.language_code,
                "parent": parent.title,
                "other": parent.locale.language_code,
            }
        )

"""Writing the content of this site as a pack."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError as FormError
from wagtail.models import Page

from integra_cms.blocks.upgrades import current_version
from integra_cms.languages.locales import locale_codes
from integra_cms.pages.orphans import model_name, orphan_types
from integra_cms.progress import Progress
from integra_cms.sharing import canonical
from integra_cms.sharing.bag import write_manifests
from integra_cms.sharing.chapters import CHAPTERS, FormJson
from integra_cms.sharing.chapters.media import file_path
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.formats import PackForm
from integra_cms.sharing.links import file_models
from integra_cms.sharing.models import Pack
from integra_cms.sharing.page_forms import page_models
from integra_cms.sharing.sealing import bag_info, write_json
from integra_cms.sharing.staging import PACK_FILE
from integra_cms.sharing.unconfirmed import unconfirmed

Selection = Callable[[str, str, FormJson], bool]
"""Whether an object is taken, by chapter, key and form."""


def dump(
    folder: Path,
    *,
    name: str = "",
    selection: Selection | None = None,
    progress: Progress | None = None,
) -> int:
    """Writes a pack into an empty folder, and returns the number of objects in it.

    Args:
        folder: Where; it is made if it is not there.
        name: Of a pack that was loaded: its description is used again. It need not be given
            where exactly one pack was loaded. Any other name makes a new pack.
        selection: What to take; by default everything.
        progress: Told how far it has come.

    Pages of plugins that are switched off are not in it; :func:`left_out` names them.

    Raises:
        PackError: The folder has something in it, the name of the pack is not clear or none, or
            a file of the site is missing on its disk. Nothing was written.
    """
    if folder.exists() and not folder.is_dir():
        raise PackError(
            _("%(folder)s is a file. Name an empty folder, or one that does not exist.")
            % {"folder": folder}
        )
    if folder.exists() and any(folder.iterdir()):
        raise PackError(
            _("%(folder)s is not empty. Name an empty folder, or one that does not exist.")
            % {"folder": folder}
        )
    progress = progress or Progress()
    known = _known(name)
    chosen = _chosen(selection)
    add_unconfirmed(chosen["page"])
    manifest = _with_all_locales(known or _new(name, chosen["page"]), chosen)
    _refuse_missing(chosen["media"])
    files: dict[str, Any] = {PACK_FILE: manifest.as_json()}
    for chapter in CHAPTERS:
        files |= chapter.files(chosen[chapter.name])
    progress.start(_("Writing"), len(files) + len(chosen["media"]))
    for path, content in files.items():
        write_json(folder, path, canonical.dump(content))
        progress.step()
    _write_media(folder, chosen["media"], progress)
    write_manifests(folder, bag_info(manifest))
    return sum(map(len, chosen.values()))


def left_out() -> Iterator[str]:
    """What a dump cannot hold: pages of plugins that are switched off, one line for each."""
    pages = Page.objects.filter(content_type__in=orphan_types()).select_related("locale")
    for page in pages.order_by("path"):
        yield _(
            "left out: “%(title)s” (%(locale)s), a page of the model %(model)s, whose plugin is "
            "switched off. Switch it on and dump again."
        ) % {
            "title": page.title,
            "locale": page.locale.language_code,
            "model": model_name(page),
        }


def add_unconfirmed(pages: dict[str, FormJson]) -> None:
    """Says of translations where they do not follow their source, unless that shows anyway."""
    for key, places in unconfirmed(pages).items():
        form = pages[key]
        lineage = form.pop("lineage", None)
        form["unconfirmed"] = places
        if lineage is not None:
            form["lineage"] = lineage


def _chosen(selection: Selection | None) -> dict[str, dict[str, FormJson]]:
    return {
        chapter.name: {
            key: form
            for key, form in chapter.current().items()
            if selection is None or selection(chapter.name, key, form)
        }
        for chapter in CHAPTERS
    }


def _known(name: str) -> PackForm | None:
    """The description of a pack that was loaded; None for a new name."""
    packs = list(Pack.objects.filter(name=name) if name else Pack.objects.all())
    if len(packs) == 1:
        known = PackForm.model_validate(packs[0].manifest)
        return known.model_copy(update={"content_version": current_version()})
    if not name:
        raise PackError(
            _("Which pack shall it be? Give a name with --name; loaded were: %(names)s.")
            % {"names": ", ".join(pack.name for pack in packs) or "–"}
        )
    return None


def _new(name: str, pages: Mapping[str, FormJson]) -> PackForm:
    models = page_models()
    try:
        return PackForm(
            format=1,
            name=name,
            title=name,
            locales=[],
            content_version=current_version(),
            needs=sorted({models[form["kind"]]._meta.app_label for form in pages.values()}),
        )
    except FormError as error:
        raise PackError(
            _(
                "“%(name)s” cannot be the name of a pack. Give one of at most 100 Latin letters, "
                "digits, full stops, hyphens and underscores, such as “my-pack”."
            )
            % {"name": name}
        ) from error


def _with_all_locales(manifest: PackForm, chosen: Mapping[str, Mapping[str, FormJson]]) -> PackForm:
    """With the languages that came later: those of all pages and cities that are written."""
    used = {form["locale"] for form in chosen["page"].values()}
    used |= {locale for form in chosen["city"].values() for locale in form["locales"]}
    new = [code for code in locale_codes() if code in used and code not in manifest.locales]
    return manifest.model_copy(update={"locales": [*manifest.locales, *new]})


def _rows(forms: Mapping[str, FormJson]) -> Iterator[Any]:
    for model in file_models():
        yield from model._default_manager.filter(uuid__in=list(forms))


def _refuse_missing(forms: Mapping[str, FormJson]) -> None:
    missing = [row for row in _rows(forms) if not row.file.storage.exists(row.file.name)]
    if missing:
        raise PackError(
            "\n".join(
                _(
                    "the file %(file)s of “%(title)s” is missing where the site keeps its files. "
                    "Bring it back from a backup, or delete “%(title)s”, then dump again."
                )
                % {"file": row.file.name, "title": row.title}
                for row in missing
            )
        )


def _write_media(folder: Path, forms: Mapping[str, FormJson], progress: Progress) -> None:
    for row in _rows(forms):
        target = folder / file_path(forms[str(row.uuid)])
        target.parent.mkdir(parents=True, exist_ok=True)
        with row.file.storage.open(row.file.name, "rb") as content, target.open("wb") as copy:
            shutil.copyfileobj(content, copy)
        progress.step()

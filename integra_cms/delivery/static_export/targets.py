"""Where an export goes: a folder, or any storage of the site."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage, storages

if TYPE_CHECKING:
    from django.core.files import File

INCOMING = ".incoming"


class FolderStorage(FileSystemStorage):
    """A folder in which a file is replaced at once: nobody ever reads half of one."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The very name: what stands there is replaced."""
        return name

    def _save(self, name: str, content: File[bytes]) -> str:
        place, incoming = Path(self.path(name)), Path(self.path(INCOMING))
        place.parent.mkdir(parents=True, exist_ok=True)
        with incoming.open("wb") as file:
            for chunk in content.chunks():
                file.write(chunk)
        os.replace(incoming, place)
        return name

    def delete(self, name: str) -> None:
        """Removes a file, and the folders that are empty then."""
        place, base = Path(self.path(name)), Path(self.location)
        place.unlink(missing_ok=True)
        for folder in place.parents:
            if folder == base or (folder.exists() and any(folder.iterdir())):
                return
            with suppress(FileNotFoundError):
                folder.rmdir()


def target(name: str) -> Storage:
    """The storage of that name in ``STORAGES``; the folder where there is none."""
    if name not in settings.STORAGES:
        return FolderStorage(location=name)
    storage = storages[name]
    if isinstance(storage, FileSystemStorage):
        return FolderStorage(location=storage.location)
    return storage

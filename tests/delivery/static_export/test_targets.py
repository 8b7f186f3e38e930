"""Where an export goes, and where it does not."""

from __future__ import annotations

import json

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage

from integra_cms.delivery.static_export import ExportRefused, export_to, target
from integra_cms.delivery.static_export.places import (
    found,
    list_page,
    removal_order,
    writing_order,
)
from integra_cms.delivery.static_export.targets import FolderStorage
from tests.delivery.static_export.reading import content

pytestmark = pytest.mark.django_db


class Bucket(InMemoryStorage):
    """Replaces what it has, as object storage does."""

    def get_available_name(self, name, max_length=None):
        self.delete(name)
        return name


class BlindBucket(Bucket):
    """Cannot tell what it has."""

    def listdir(self, path):
        raise NotImplementedError


@pytest.mark.parametrize("bucket", [Bucket, BlindBucket])
def test_any_storage_that_replaces_files_will_do(site, tmp_path, bucket):
    storage = bucket()

    export_to(storage)
    site.walks.unpublish()
    export_to(storage)

    export_to(target(str(tmp_path / "anew")))
    for path, body in content(tmp_path / "anew").items():
        with storage.open(path) as file:
            assert file.read() == body


def test_a_storage_that_keeps_what_it_has_is_refused(db):
    with pytest.raises(ExportRefused, match="does not replace files"):
        export_to(InMemoryStorage())


def test_a_storage_with_something_else_in_it_is_refused(db):
    storage = Bucket()
    storage.save("letter.txt", ContentFile(b"Dear"))

    with pytest.raises(ExportRefused, match="not empty"):
        export_to(storage)


@pytest.mark.parametrize("manifest", [b"", b"\xff", b"[]", b'{"name": "something else"}'])
def test_a_manifest_of_something_else_is_refused(db, tmp_path, manifest):
    (tmp_path / "manifest.json").write_bytes(manifest)

    with pytest.raises(ExportRefused, match="not written by an export of ours"):
        export_to(target(str(tmp_path)))

    assert content(tmp_path) == {"manifest.json": manifest}


def test_an_export_of_another_form_is_replaced(site, tmp_path):
    export_to(target(str(tmp_path / "anew")))
    export_to(target(str(tmp_path / "old")))
    manifest = tmp_path / "old/manifest.json"
    value = json.loads(manifest.read_bytes())
    (tmp_path / "old/v1/former.json").write_text("{}")
    value["files"]["v1/former.json"] = ["x", ""]
    manifest.write_text(json.dumps({**value, "integra_export": 0}))

    export_to(target(str(tmp_path / "old")))

    assert content(tmp_path / "old") == content(tmp_path / "anew")


def test_a_storage_of_the_site_is_named_by_its_alias(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
        "bucket": {"BACKEND": "tests.delivery.static_export.test_targets.Bucket"},
    }

    files, bucket, folder = target("files"), target("bucket"), target(str(tmp_path / "folder"))

    assert isinstance(files, FolderStorage)
    assert files.location == str(tmp_path / "files")
    assert isinstance(bucket, Bucket)
    assert folder.location == str(tmp_path / "folder")


def test_folders_go_with_their_last_file(tmp_path):
    storage = target(str(tmp_path))
    for path in ("v1/find/a/b/index.json", "v1/index.json"):
        storage.save(path, ContentFile(b"{}"))

    storage.delete("v1/find/a/b/index.json")
    storage.delete("v1/find/a/b/index.json")

    assert content(tmp_path) == {"v1/index.json": b"{}"}
    assert not (tmp_path / "v1/find").exists()


# ------------------------------------------------------------------ places


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "v1/find/index.json"),
        ("/bg/library/", "v1/find/bg/library/index.json"),
        ("/bg/%D1%80%D0%B0/", "v1/find/bg/ра/index.json"),
        (f"/bg/{'%D1%80' * 127}/", f"v1/find/bg/{'р' * 127}/index.json"),
        (f"/bg/{'%D1%80' * 128}/", None),
        ("/bg/%2e%2e/manifest.json", None),
        ("/bg/..%2f..%2fmanifest.json", None),
    ],
)
def test_addresses_become_names_of_files(path, place):
    assert found(path) == place


def test_nothing_is_written_before_what_it_names():
    order = [
        "v1/media/files/00.jpg",
        "v1/media/renditions/1/2/small.webp",
        "v1/media/1.json",
        "v1/find/bg/index.json",
        "v1/resources/1.bg.json",
        list_page("bg", (), 10),
        list_page("bg", (), 2),
        list_page("bg", (), 1),
        "v1/menus.bg.json",
        "v1/changes/0.json",
        "v1/index.json",
    ]

    assert sorted({*order}, key=lambda path: writing_order(path, is_new=True)) == order
    assert sorted(order, key=removal_order)[0] == "v1/index.json"


def test_what_is_new_comes_before_what_may_name_it_from_now_on():
    new, changed = "v1/resources/2.bg.json", "v1/resources/1.bg.json"

    assert writing_order(new, is_new=True) < writing_order(changed, is_new=False)

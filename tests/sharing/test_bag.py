"""Bags: what is written can be read, and nothing slips in."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from integra_cms.sharing import paths
from integra_cms.sharing.bag import open_bag, write_manifests
from integra_cms.sharing.exceptions import PackError, PackRefused
from integra_cms.sharing.limits import Limits
from integra_cms.sharing.report import Report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data/inner").mkdir(parents=True)
    (tmp_path / "data/one.json").write_text("{}\n")
    (tmp_path / "data/inner/100% sure.txt").write_text("two")
    write_manifests(tmp_path, {"External-Identifier": "x"})
    return tmp_path


def codes(folder: Path, **limits: int) -> list[str]:
    report = Report()
    open_bag(folder, report, Limits(**limits) if limits else None)
    return [problem.code for problem in report.problems]


def test_a_written_bag_is_as_the_standard_says(folder):
    one = hashlib.sha256(b"{}\n").hexdigest()
    two = hashlib.sha256(b"two").hexdigest()

    assert (folder / "bagit.txt").read_text() == (
        "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    )
    assert (folder / "manifest-sha256.txt").read_text() == (
        f"{two}  data/inner/100%25 sure.txt\n{one}  data/one.json\n"
    )
    assert (folder / "bag-info.txt").read_text() == ("External-Identifier: x\nPayload-Oxum: 6.2\n")
    assert len((folder / "tagmanifest-sha256.txt").read_text().splitlines()) == 3


def test_a_written_bag_can_be_read(folder):
    report = Report()

    bag = open_bag(folder, report)

    assert bag is not None
    assert not report.problems
    assert bag.read("data/inner/100% sure.txt") == b"two"
    bag.verify("data/one.json")


def test_a_file_exchanged_after_the_look_is_noticed(folder):
    bag = open_bag(folder, Report())
    assert bag is not None
    (folder / "data/one.json").write_text("[]\n")

    with pytest.raises(PackError, match="checksum"):
        bag.read("data/one.json")


def test_a_file_exchanged_for_a_link_is_not_followed(folder, tmp_path_factory):
    secret = tmp_path_factory.mktemp("elsewhere") / "secret"
    secret.write_text("{}\n")
    bag = open_bag(folder, Report())
    assert bag is not None
    (folder / "data/one.json").unlink()
    os.symlink(secret, folder / "data/one.json")

    with pytest.raises(PackError, match="cannot be read"):
        bag.read("data/one.json")


def test_a_missing_file_is_named(folder):
    (folder / "data/one.json").unlink()

    assert codes(folder) == ["file_missing"]


def test_an_unlisted_file_is_named(folder):
    (folder / "data/three.json").write_text("{}")

    assert codes(folder) == ["file_not_listed"]


def test_a_changed_tag_file_is_named(folder):
    (folder / "bag-info.txt").write_text("External-Identifier: y\n")

    assert codes(folder) == ["checksum_wrong"]


def test_another_version_of_bags_is_refused(folder):
    (folder / "tagmanifest-sha256.txt").unlink()
    (folder / "bagit.txt").write_text("BagIt-Version: 0.97\n")

    assert codes(folder) == ["bag_version"]


def test_a_bag_that_wants_files_from_elsewhere_is_refused(folder):
    (folder / "fetch.txt").write_text("https://example.org/a 3 data/a\n")

    assert codes(folder) == ["bag_incomplete"]


def test_a_manifest_that_is_none_is_named_with_its_line(folder):
    (folder / "tagmanifest-sha256.txt").unlink()
    (folder / "manifest-sha256.txt").write_text("nonsense  data/one.json\n")
    report = Report()

    open_bag(folder, report)

    assert (report.problems[0].code, report.problems[0].place) == ("manifest_line", "line 1")


def test_a_manifest_that_is_missing_is_the_only_problem(folder):
    (folder / "tagmanifest-sha256.txt").unlink()
    (folder / "manifest-sha256.txt").unlink()

    assert codes(folder) == ["manifest_unreadable"]


@pytest.mark.parametrize(
    ("limit", "code"),
    [
        ({"files": 2}, "too_many_files"),
        ({"json_bytes": 2}, "file_too_large"),
        ({"media_bytes": 2}, "file_too_large"),
        ({"total_bytes": 10}, "pack_too_large"),
    ],
)
def test_limits_hold(folder, limit, code):
    assert code in codes(folder, **limit)


def test_names_that_some_systems_cannot_tell_apart_are_refused(folder):
    (folder / "data/ONE.json").write_text("{}")

    assert "name_collision" in codes(folder)


def test_a_pipe_is_refused(folder):
    os.mkfifo(folder / "data/pipe")

    assert codes(folder) == ["not_a_file"]


def test_sealing_refuses_what_reading_refuses(folder):
    os.mkfifo(folder / "data/pipe")

    with pytest.raises(PackRefused):
        write_manifests(folder, {})


@pytest.mark.parametrize(
    "path", ["", "/a", "~/a", "../a", "a/../../b", "a//b", "a/./b", "a\\b", "C:/a", "a\0b", "a\nb"]
)
def test_paths_that_lead_outside_are_known(path):
    assert not paths.is_inside(path)


def test_percent_signs_survive_a_manifest():
    assert paths.decode(paths.encode("100%0A sure\r\n")) == "100%0A sure\r\n"

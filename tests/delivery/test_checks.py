"""System checks of delivery."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from PIL import features

from integra_cms.delivery.checks import check_formats, check_purging


def test_this_pillow_has_all_formats():
    assert list(check_formats()) == []


def test_a_format_that_pillow_lacks_is_reported(monkeypatch):
    monkeypatch.setattr(features, "check", lambda name: name != "avif")

    (warning,) = check_formats()

    assert warning.id == "integra.W607"
    assert "AVIF" in warning.msg


@pytest.mark.parametrize(
    "cache",
    [
        None,
        {"url": "http://cache:6081/"},
        {"url": "https://cache.example.org/purge", "header": "xkey", "token": "secret"},
    ],
)
def test_a_cache_that_can_be_told_is_right(settings, cache):
    settings.INTEGRA = {"PURGE_BY_KEY": cache}

    assert list(check_purging()) == []


@pytest.mark.parametrize(
    "cache",
    ["http://cache:6081/", {}, {"url": "cache:6081"}, {"url": "http://cache/", "key": "xkey"}],
)
def test_a_cache_that_cannot_be_told_is_reported(settings, cache):
    settings.INTEGRA = {"PURGE_BY_KEY": cache}

    (error,) = check_purging()

    assert error.id == "integra.E606"


@pytest.mark.parametrize(
    ("is_allowed", "debug", "warnings"), [(True, False, 1), (True, True, 0), (False, False, 0)]
)
def test_webhooks_into_the_network_are_reported_before_deployment(
    settings, is_allowed, debug, warnings
):
    settings.INTEGRA = {"WEBHOOKS_ALLOW_PRIVATE": is_allowed}
    settings.DEBUG = debug

    def found(*, before_deployment):
        messages = run_checks(tags=["integra"], include_deployment_checks=before_deployment)
        return [message.id for message in messages].count("integra.W608")

    assert found(before_deployment=True) == warnings
    assert found(before_deployment=False) == 0

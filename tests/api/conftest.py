"""A catalogue to ask by HTTP, and the shape that every error has."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from integra_cms.api.keeping import memory
from integra_cms.api.problems import CODES

ROOT = "/api/v1/"


@pytest.fixture(autouse=True)
def nothing_asked_yet() -> None:
    """No test is refused, or answered from memory, because others asked before it."""
    cache.clear()
    memory.forget()


@pytest.fixture
def api(client: Client) -> Callable[..., Any]:
    """Asks the API: ``api("resources", locale="bg")``; headers as Django's client takes them."""

    def get(address: str, /, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return client.get(ROOT + address, query, headers=headers or {})

    return get


def body_of(response: Any) -> Any:
    """An answer as values."""
    assert response["Content-Type"] == "application/json"
    return json.loads(response.content)


def assert_problem(response: Any, status: int, code: str, *parameters: str) -> dict[str, Any]:
    """An error has the one shape that all have; gives what it says."""
    problem = json.loads(response.content)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert set(problem) == {"type", "title", "status", "code", "detail", "errors"}
    assert problem["type"] == "about:blank"
    assert problem["status"] == status
    assert problem["code"] == code
    assert code in CODES
    assert problem["detail"]
    assert [error["parameter"] for error in problem["errors"]] == list(parameters)
    for error in problem["errors"]:
        assert error["parameter"] in problem["detail"]
        assert error["message"]
        assert error["allowed"]
    return problem

"""The emblem of the European Union, against its official geometry."""

from __future__ import annotations

from math import cos, hypot, pi, sin

import pytest
from defusedxml import ElementTree as ET
from django.contrib.staticfiles import finders

SVG = "{http://www.w3.org/2000/svg}"
NEAR = 0.001


@pytest.fixture(scope="module")
def emblem():
    return ET.parse(finders.find("integra_cms/eu-emblem.svg")).getroot()


@pytest.fixture(scope="module")
def field(emblem) -> tuple[float, float]:
    rectangle = emblem.find(f"{SVG}rect")
    return float(rectangle.get("width")), float(rectangle.get("height"))


def test_the_field_is_a_blue_rectangle_of_three_by_two(emblem, field):
    width, height = field

    assert width / height == 1.5
    assert emblem.find(f"{SVG}rect").get("fill") == "#003399"
    assert emblem.get("viewBox") == f"0 0 {width:g} {height:g}"


def test_twelve_golden_stars_stand_at_the_hours_of_a_clock(emblem, field):
    width, height = field
    group = emblem.find(f"{SVG}g")
    centres = [(float(star.get("x")), float(star.get("y"))) for star in group]

    expected = [
        (
            width / 2 + height / 3 * sin(2 * pi * hour / 12),
            height / 2 - height / 3 * cos(2 * pi * hour / 12),
        )
        for hour in range(12)
    ]

    assert group.get("fill") == "#FFCC00"
    assert len(centres) == 12
    for centre, place in zip(centres, expected, strict=True):
        assert centre == pytest.approx(place, abs=NEAR)


def test_each_star_is_upright_with_five_points_on_a_circle_of_an_eighteenth(emblem, field):
    _width, height = field
    star = emblem.find(f"{SVG}defs/{SVG}polygon")
    points = [tuple(map(float, pair.split(","))) for pair in star.get("points").split()]
    expected = [
        (height / 18 * sin(2 * pi * 2 * k / 5), -height / 18 * cos(2 * pi * 2 * k / 5))
        for k in range(5)
    ]

    assert all(use.get("href") == f"#{star.get('id')}" for use in emblem.find(f"{SVG}g"))
    assert points[0] == (0, -height / 18)
    for point, place in zip(points, expected, strict=True):
        assert point == pytest.approx(place, abs=NEAR)
        assert hypot(*point) == pytest.approx(height / 18, abs=NEAR)

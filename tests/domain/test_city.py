"""Targets: a category's own, else the city's; Jakarta's by default."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.domain.city import City, PackCategory


def city(**facts: object) -> City:
    both = PackCategory(slug="jalan", name="Jalan", name_en="Roads", group="", response_hours=2, resolution_hours=48)
    one = PackCategory(slug="pohon", name="Pohon", name_en="Trees", group="", resolution_hours=72)
    return City(
        slug="x", name="X", title="X", languages=("id",), zone="Asia/Jakarta", code_prefix="X",
        categories={"jalan": both, "pohon": one}, **facts,  # type: ignore[arg-type]
    )  # fmt: skip


HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("category", "response", "resolution"),
    [
        ("jalan", 2 * HOUR, 48 * HOUR),
        ("pohon", 6 * HOUR, 72 * HOUR),
        ("sampah", 6 * HOUR, 7 * 24 * HOUR),
        (None, 6 * HOUR, 7 * 24 * HOUR),
    ],
)
def test_what_a_category_does_not_say_the_city_says(
    category: str | None, response: timedelta, resolution: timedelta
) -> None:
    assert city().targets(category) == (response, resolution)


def test_a_city_has_targets_of_its_own() -> None:
    assert city(response_target=HOUR, resolution_target=2 * HOUR).targets(None) == (HOUR, 2 * HOUR)
    assert city(response_target=HOUR).targets("jalan")[0] == 2 * HOUR


def test_validation_is_on_where_somebody_is_named_who_checks() -> None:
    assert not city().validated
    assert city(validator="biro-pemerintahan").validated

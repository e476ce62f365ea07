"""When htmx gets a part and when the whole page."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.web import fragments


@pytest.mark.parametrize(
    ("headers", "part"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Request-Type": "partial"}, True),
        ({"HX-Request": "true", "HX-Request-Type": "full"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "yes"}, False),
    ],
)
def test_only_a_request_for_a_part_gets_one(headers: dict[str, str], part: bool) -> None:
    with Flask("x").test_request_context("/", headers=headers):
        assert fragments.wanted() is part

"""robots.txt."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

pytestmark = pytest.mark.only_on("sqlite")


def test_crawlers_are_led_to_the_map_of_the_site_and_away_from_the_desk(client: FlaskClient) -> None:
    robots = client.get("/robots.txt").text
    assert "Disallow: /desk/" in robots and "Disallow: /en/desk/" in robots
    assert "Disallow: /notices/" in robots, "forms, one for each photo and text"
    assert "Sitemap: http://localhost/sitemap.xml" in robots

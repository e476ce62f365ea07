"""A chart within the page of somebody else."""

from __future__ import annotations

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.charts import SHOWN, address
from tests.support.pages import Pages

EMPTY = "/charts/agency-open?agency=sudin-bina-marga"  # nothing is open there
MOST = 60_000  # bytes, compressed, with stylesheets and font


@pytest.mark.usefixtures("figures")
def test_an_embedded_chart_says_what_it_shows_and_leads_to_its_source(pages: Pages) -> None:
    for name in SHOWN:
        for prefix in ("", "/en") if name == "compare" else ("",):
            page = pages.get(prefix + address(name, "/embed"))
            assert page.all("script, form, nav, footer") == []
            source = page.all("main > p.tiny a[target=_blank]")[-1]
            assert source.get("rel") == ["noopener"]
            assert str(source.get("href")).startswith(f"http://localhost{prefix}/")
            assert page.one("base").get("target") == "_blank", "what is clicked leaves the frame"
            assert page.response.headers.get("Set-Cookie") is None


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_the_embedded_chart_alone_may_be_framed(client: FlaskClient, app: Flask) -> None:
    framed = [rule for rule in app.url_map.iter_rules() if rule.endpoint == "charts.embed"]
    assert len(framed) == 1
    answer = client.get(address("compare", "/embed"))
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    same = client.get(address("compare", "/embed"), headers={"If-None-Match": answer.headers["ETag"]})
    assert same.status_code == 304 and "X-Frame-Options" not in same.headers
    others = [
        EMPTY,
        address("compare"),
        address("compare", ".svg"),
        address("compare", ".json"),
        "/charts/nowhere/embed",
        "/compare",
    ]
    others += [str(rule) for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and not rule.arguments]
    for path in others:
        headers = client.get(path).headers
        assert headers["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], path


@pytest.mark.usefixtures("figures")
def test_a_frame_with_nothing_to_draw_says_so_and_is_kept(client: FlaskClient, pages: Pages) -> None:
    """A browser shows an error that may not be framed as an empty frame."""
    page = pages.get(EMPTY.replace("?", "/embed?"))
    assert page.words("h1") == "Belum ada yang bisa digambar"
    assert page.links("main a") == ["http://localhost/agencies/sudin-bina-marga?period=2023"]
    headers = page.response.headers
    assert "frame-ancestors *" in headers["Content-Security-Policy"] and "X-Frame-Options" not in headers
    known = {"If-None-Match": headers["ETag"]}
    assert client.get(EMPTY.replace("?", "/embed?"), headers=known).status_code == 304
    assert client.get(EMPTY).status_code == 404


@pytest.mark.only_on("sqlite")
@pytest.mark.usefixtures("figures")
def test_each_weighs_little(client: FlaskClient, pages: Pages) -> None:
    font = client.get("/static/vendor/plus-jakarta-sans.woff2")
    face = len(font.data) if font.status_code == 200 else 27_348
    known: dict[str, int] = {}
    for name in SHOWN:
        page = pages.get(address(name, "/embed"))
        sheets = [str(link["href"]) for link in page.all("link[rel=stylesheet]")]
        for sheet in sheets:
            known[sheet] = known.get(sheet) or len(brotli.compress(client.get(sheet).data, quality=4))
        own = len(brotli.compress(page.response.data, quality=4))
        assert face + own + sum(known[sheet] for sheet in sheets) < MOST, name

"""The guide in five pictures: reached from where people do not know how to go on, and told in words as well."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")
WEIGHT = 60_000  # bytes of a first visit, compressed


@pytest.mark.parametrize(("language", "first"), [("", "Gambar: "), ("/en", "Picture: ")])
def test_each_of_the_five_pictures_has_its_words(pages: Pages, language: str, first: str) -> None:
    page = pages.get(f"{language}/guide")
    said = [str(picture["aria-label"]) for picture in page.all("ol > li > svg[role=img]")]
    assert len(said) == len(set(said)) == len(page.all("ol > li h2")) == 5
    assert all(words.startswith(first) for words in said)
    assert page.all(f"a[href='{language}/report']") and page.all(f"a[href='{language}/methodology/words']")


@pytest.mark.parametrize("address", ["/", "/data", "/report", "/tickets", "/tickets?q=kucing", "/tickets/JK2303069999"])
def test_who_does_not_know_how_to_go_on_finds_the_guide(pages: Pages, address: str) -> None:
    page = pages.get(address, status=404 if "9999" in address else 200)
    within = "footer" if address == "/data" else "main"
    assert page.all(f"{within} a[href='/guide']")


def test_a_first_visit_to_the_guide_is_light(client: FlaskClient, pages: Pages) -> None:
    page = pages.get("/guide")
    loaded = page.links("link[rel=stylesheet]") + page.links("link[rel=preload]") + page.links("link[rel=icon]")
    weighed = [gzip.compress(client.get(address).data) for address in ["/guide", *loaded]]
    assert len(weighed) > 4 and sum(map(len, weighed)) < WEIGHT

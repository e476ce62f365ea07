"""Suggestions as the search field gets them: options of a list, in the reader's language, leading where they say."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy.orm import Session

from tests.support.streets import street_city

pytestmark = pytest.mark.only_on("sqlite")


def offered(portal: Flask, address: str) -> Tag:
    answer = portal.test_client().get(address)
    assert answer.status_code == 200
    listed = BeautifulSoup(answer.data, "html.parser").select_one("ul[role=listbox]")
    assert listed is not None
    return listed


def test_each_option_says_what_it_is_and_how_much_it_finds_and_leads_there(demonstration: Flask) -> None:
    listed = offered(demonstration, "/type-ahead?q=lampu+kebayoran+ba&status=open&page=3")
    first = listed.select("[role=option]")[0]
    said, href = " ".join(first.get_text(" ").split()), str(first["href"])
    kind, count = said.split(" Kebayoran Baru ")
    assert kind == "kecamatan" and count.endswith(" laporan")
    assert href == "/tickets?q=lampu&status=open&area=31.74.07"
    page = demonstration.test_client().get(href).text
    assert f"dari {count.removesuffix(' laporan')}" in page
    assert [one["id"] for one in listed.select("[role=option]")] == [
        f"saran-{n + 1}" for n in range(len(listed.select("[role=option]")))
    ]
    assert str(listed["data-count"]).startswith(f"{len(listed.select('[role=option]'))} saran")


def test_on_the_map_a_choice_stays_on_the_map_and_a_code_leads_to_its_report(demonstration: Flask) -> None:
    (first, *_rest) = offered(demonstration, "/type-ahead?q=tebet&view=map&layer=median").select("[role=option]")
    assert first["href"] == "/map?area=31.74.01&layer=median"
    code = offered(demonstration, "/type-ahead?q=jk2610&view=map").select("[role=option]")[0]
    assert str(code["href"]).startswith("/tickets/JK2610")


def test_a_reader_of_english_gets_english_names_and_addresses(demonstration: Flask) -> None:
    listed = offered(demonstration, "/en/type-ahead?q=rubb")
    assert "category" in listed.get_text() and "suggestion" in str(listed["data-count"])
    assert all(str(one["href"]).startswith("/en/") for one in listed.select("[role=option]"))
    numbers = re.findall(r"\b([\d,]+)\s+(reports?)\b", listed.get_text(" "))
    assert numbers and all((number == "1") == (word == "report") for number, word in numbers)


def test_an_answer_is_kept_by_its_version(demonstration: Flask) -> None:
    client = demonstration.test_client()
    tag = client.get("/type-ahead?q=lam").headers["ETag"]
    assert client.get("/type-ahead?q=lam", headers={"If-None-Match": tag}).status_code == 304


def test_only_the_search_of_the_public_asks_for_suggestions(demonstration: Flask) -> None:
    client = demonstration.test_client()
    for path, ahead in (
        ("/", "/type-ahead"), ("/tickets?q=lampu", "/type-ahead"), ("/map", "/type-ahead?view=map"),
        ("/nothing", "/type-ahead"),
    ):  # fmt: skip
        page = BeautifulSoup(client.get(path).data, "html.parser")
        field = page.select_one("input[name=q]")
        assert field is not None and field["data-ahead"] == ahead and field["type"] == "search", path
        assert "role" not in field.attrs, "without the script it is a plain field"
        assert page.select_one("script[src$='js/type-ahead.js']"), path


def test_a_street_leads_to_its_page_and_on_the_map_and_with_other_words_to_its_reports(
    app: Flask, session: Session
) -> None:
    street_city(app, session)

    def pages(asked: str) -> list[Tag]:
        return list(offered(app, f"/type-ahead?{asked}").select("[role=option][href*='/streets/']"))

    (option,) = pages("q=amper")
    assert option["href"] == "/streets/jalan-ampera-raya" and "2 terbuka" in option.get_text()
    assert len(pages("q=jalan+swad")) == 2
    for narrowed in ("q=amper&view=map", "q=lubang+amper", "q=amper&status=proses"):
        assert pages(narrowed) == [], narrowed

"""Pages and files of a past moment: they say what they are of, keep it in links, and refuse what makes no sense."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from portal import clock
from portal.actions.intake.record import record_many
from portal.domain.as_of import AsOf
from portal.domain.city import City
from portal.projections.checkpoints import newest
from portal.projections.scorecards import recompute
from portal.queries.scorecards.periods import published_periods
from portal.web.limits import figure_slots, whole_city_slots
from tests.support.agencies import FAST, NOW, resolved
from tests.support.installed import install
from tests.support.lens import fed
from tests.support.pages import Pages

PAGE = "/agencies/dinas-cepat"


@pytest.fixture(autouse=True)
def figures(session: Session, city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    install(city)
    record_many([resolved(n, FAST, 20 + n) for n in range(1, 41)], city)
    monkeypatch.setattr(clock, "now", lambda: NOW)


def test_a_past_page_says_what_it_is_of_and_keeps_it_in_its_links(pages: Pages, session: Session) -> None:
    page = pages.get(f"{PAGE}?as_of=2023-03-08&period=2023")
    seq = newest(session)
    assert (
        "Sebagaimana diketahui pada Rabu 8 Mar 2023, 23.59" in page.words(".notice")
        and f"catatan nomor {seq}" in page.text
    )
    assert page.one("meta[name=robots]")["content"] == "noindex"
    assert "noindex" not in pages.get("/agencies").text
    kept = f"as_of=2023-03-08T16:59:59Z&seq={seq}"
    assert kept in page.link("Alamat tetap untuk dikutip")
    assert kept in page.link("semua waktu") and kept in page.link("JSON")
    assert page.one("input[type=date][name=as_of]")["value"] == "2023-03-08"
    assert page.link("angka hari ini") == f"{PAGE}?period=2023"


def test_the_file_is_of_the_same_and_says_so_in_its_name(client: FlaskClient, session: Session) -> None:
    answer = client.get(f"{PAGE}.json?as_of=2023-03-08&seq=5&period=2023")
    assert answer.json is not None and answer.json["seq"] == 5
    assert (answer.json["as_of"], answer.json["figures"]["received"]) == ("2023-03-08T23:59:59+07:00", 3)
    assert "dinas-cepat-20230308T165959Z-5.json" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Log-Head"].startswith("5:")


@pytest.mark.parametrize(
    ("query", "field"),
    [("as_of=kemarin", "as_of"), ("as_of=2033-01-01", "as_of"), ("as_of=2023-03-08&seq=99999", "seq")],
)
def test_what_cannot_be_read_is_said_on_the_page_and_refused_by_the_file(
    pages: Pages, client: FlaskClient, query: str, field: str
) -> None:
    assert "Yang tampil angka hari ini" in pages.get(f"{PAGE}?{query}").words(".notice")
    answer = client.get(f"{PAGE}.json?{query}")
    assert answer.status_code == 400 and answer.json is not None
    assert answer.json["error"]["fields"] == [field]


def test_before_the_first_report_the_page_says_so(pages: Pages, client: FlaskClient) -> None:
    assert "Sampai saat itu belum ada laporan yang masuk" in pages.get(f"{PAGE}?as_of=2022-01-01").text
    assert client.get(f"{PAGE}.json?as_of=2022-01-01").status_code == 404


def test_one_too_many_is_told_when_to_come_back_and_what_is_kept_is_there_for_all(client: FlaskClient) -> None:
    kept, other = f"{PAGE}.json?as_of=2023-03-08&seq=5", f"{PAGE}.json?as_of=2023-03-09&seq=5"
    assert client.get(kept).status_code == 200
    with figure_slots.place(), figure_slots.place():
        assert client.get(kept).status_code == 200
        busy = client.get(other)
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert client.get(other).status_code == 200


#: Each list with figures of groups, and its files.
LISTS = (
    ("/agencies", "period=2023"),
    ("/agencies", "period=2023&category=jalan"),
    ("/areas", "period=2023"),
    ("/areas/31.74.04", "period=2023"),
    ("/compare", "of=agencies&kind=agency&period=2023&measure=median"),
    ("/compare", "of=areas&kind=kelurahan&category=jalan&period=2023&measure=median"),
)


def test_lists_as_of_a_moment_are_what_they_were_whatever_is_told_later(
    app: Flask, pages: Pages, client: FlaskClient, session: Session, city: City
) -> None:
    fed(app, session)
    recompute(session, city, NOW)
    found = published_periods(session, city.zone)
    assert found is not None
    pinned = "&".join(f"{name}={value}" for name, value in AsOf(found.as_of, found.seq).pairs.items())
    today = [client.get(f"{path}.json?{asked}").json for path, asked in LISTS]
    record_many([resolved(n, FAST, 400) for n in range(101, 160)], city)
    recompute(session, city, NOW + timedelta(days=3))
    for (path, asked), was in zip(LISTS, today, strict=True):
        page = pages.get(f"{path}?{asked}&{pinned}")
        assert "Sebagaimana diketahui pada" in page.words(".notice") and f"catatan nomor {found.seq}" in page.text, path
        assert all("as_of=" in link for link in page.links("main table a[href*=period]")), path
        assert page.one("meta[name=robots]")["content"] == "noindex"
        answer = client.get(f"{path}.json?{asked}&{pinned}")
        assert answer.headers["X-Log-Head"].startswith(f"{found.seq}:"), path
        assert {**(answer.json or {}), "page": ""} == {**(was or {}), "page": ""}, path  # which is of the same moment
        assert client.get(f"{path}.json?{asked}").json != was, path
        assert client.get(f"{path}.csv?{asked}&{pinned}").status_code == 200, path
        assert client.get(f"{path}.csv?{asked}&as_of=kemarin").status_code == 400, path
        assert "Yang tampil angka hari ini" in pages.get(f"{path}?{asked}&as_of=kemarin").words(".notice"), path
        assert "belum ada laporan yang masuk" in pages.get(f"{path}?as_of=2022-01-01").text, path
        assert client.get(f"{path}.json?as_of=2022-01-01").status_code == 404, path


def test_one_city_is_counted_at_a_time_and_a_larger_one_is_refused_with_a_way_out(
    pages: Pages, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = "as_of=2023-03-08&seq=5"
    with whole_city_slots.place():
        assert client.get(f"/areas.json?{asked}").status_code == 503
        assert client.get(f"/agencies.json?category=jalan&{asked}").status_code == 200, "it needs no whole city"
    monkeypatch.setattr("portal.queries.past.cell.MOST_TICKETS", 20)
    assert "Pilih satu instansi, atau satu kategori" in pages.get(f"/areas?{asked}", status=400).text
    refused = client.get(f"/areas.json?{asked}")
    assert refused.status_code == 400 and refused.json is not None
    assert refused.json["error"]["fields"] == ["as_of", "seq"]

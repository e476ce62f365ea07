"""The ticket's page as people and machines fetch it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from portal.actions import moderate
from portal.actions.apply_events import Act
from portal.actions.intake.record import record_many
from portal.actions.respond import respond
from portal.domain.city import City
from portal.domain.event import Kind
from portal.domain.visibility import Visibility
from portal.extensions import db
from portal.models import Event
from tests.support.complaints import MORNING, complaint, step
from tests.support.handed_on import CODE, last_seq, officer
from tests.support.pages import Pages


def test_the_page_begins_with_where_the_ticket_is(told: Flask, pages: Pages) -> None:
    page = pages.get(f"/tickets/{CODE}")
    assert "Lubang" in page.h1 or "lubang" in page.h1
    assert "menunggu PAM Jaya" in page.words(".lead")
    assert "Terlambat" in page.words(".lead .late")
    assert "lubang besar" in page.words(".own blockquote")


def test_the_timeline_has_a_band_for_each_hand_and_names_the_waits(told: Flask, pages: Pages) -> None:
    page = pages.get(f"/tickets/{CODE}")
    assert [h.get_text() for h in page.all(".spell h3")] == ["Kelurahan Ragunan", "Sudin Bina Marga", "PAM Jaya"]
    assert "3 hari 5 jam menunggu Sudin Bina Marga" in page.text
    assert "Batas selesai lewat" in page.text
    assert page.all(".wait.late")


def test_the_english_page_holds_no_indonesian_of_ours(told: Flask, pages: Pages) -> None:
    text = pages.get(f"/en/tickets/{CODE}").text
    for word in ("Perjalanan", "menunggu", "Batas", "Instansi", "hari", "Warga"):
        assert word not in text


def test_a_corrected_response_keeps_the_old_text_public(told: Flask, pages: Pages, city: City) -> None:
    with told.app_context():
        said = db.session().query(Event).filter_by(kind="responded").one().seq
        moderate.correct(1, said, "Sudah kami cek hari Rabu.", Act(city, officer("Sudin Bina Marga"), last_seq()))
    page = pages.get(f"/tickets/{CODE}")
    assert page.words(f"#e{said} .replaced p") == "Sudah kami cek."
    assert "Sudah kami cek hari Rabu." in page.words(f"#e{said}")


def test_a_redacted_text_is_gone_and_its_reason_stands_there(told: Flask, pages: Pages, city: City) -> None:
    with told.app_context():
        said = db.session().query(Event).filter_by(kind="responded").one().seq
        moderate.redact(1, said, "Memuat nama orang.", Act(city))
    page = pages.get(f"/tickets/{CODE}")
    assert "Sudah kami cek" not in page.response.text
    assert "Memuat nama orang." in page.words(f"#e{said} .taken")


def test_a_hidden_ticket_says_when_and_why_and_nothing_else(told: Flask, pages: Pages, city: City) -> None:
    with told.app_context():
        moderate.change_visibility(1, Visibility.HIDDEN, "Permintaan pengadilan.", Act(city))
    page = pages.get(f"/tickets/{CODE}")
    assert "Permintaan pengadilan." in page.words(".notice")
    assert "Sudin" not in page.response.text
    assert "Ampera" not in page.response.text


def test_what_a_report_says_is_text_and_never_markup(app: Flask, city: City, pages: Pages) -> None:
    nasty = "<script>alert(1)</script><b style=x onclick=y>"
    with app.app_context():
        record_many(
            [complaint(1, step(Kind.RESPONDED, 9, agency=f"A {nasty}", text=nasty), title=nasty, text=nasty)], city
        )
    page = pages.get(f"/tickets/{CODE}")
    assert page.h1.startswith("<script>")
    assert not page.all("main script, main [style], main [onclick]")


def test_a_posted_response_is_on_the_page_at_once(told: Flask, client: FlaskClient, city: City) -> None:
    tag = [client.get(f"/tickets/{CODE}") for _ in range(4)][-1].headers["ETag"]  # by now it is a hot page
    with told.app_context():
        respond(1, "Sedang kami gali.", Act(city, officer("PAM Jaya"), last_seq()))
    fresh = client.get(f"/tickets/{CODE}", headers={"If-None-Match": tag})
    assert fresh.status_code == 200
    assert "Sedang kami gali." in fresh.text


@pytest.mark.usefixtures("still")
def test_an_unchanged_page_is_304(told: Flask, client: FlaskClient) -> None:
    for suffix in ("", ".json", ".atom"):
        tag = client.get(f"/tickets/{CODE}{suffix}").headers["ETag"]
        assert client.get(f"/tickets/{CODE}{suffix}", headers={"If-None-Match": tag}).status_code == 304


def test_the_first_visit_of_a_ticket_is_light(told: Flask, client: FlaskClient) -> None:
    """DESIGN part 7: 60 KB with everything that the page loads."""
    wanted = {"Accept-Encoding": "br"}
    page = client.get(f"/tickets/{CODE}", headers=wanted)
    soup = BeautifulSoup(client.get(f"/tickets/{CODE}").text, "html.parser")
    loaded = {
        str(tag.get("href") or tag.get("src"))
        for tag in soup.select("link[rel~=stylesheet], link[rel=preload], script[src]")
    }
    sizes = [len(client.get(address, headers=wanted).data) for address in loaded]
    assert len(page.data) + sum(sizes) <= 60_000


def test_no_event_of_any_kind_breaks_the_page(app: Flask, city: City, pages: Pages) -> None:
    hands = ("Kelurahan Ragunan", "Sudin", "Dinas")
    steps = [
        step(Kind.INSTRUCTED, 2, agency=hands[0], to_agency=hands[1]),
        step(Kind.TRANSFERRED, 3, agency=hands[1], to_agency=hands[2], text="x"),
        step(Kind.STARTED, 4, agency=hands[2]),
        step(Kind.PROMISED, 5, agency=hands[2], promised_at=MORNING + timedelta(days=2)),
        step(Kind.COORDINATION_ASKED, 6, agency=hands[2], to_agency=hands[1]),
        step(Kind.COORDINATION_ANSWERED, 7, agency=hands[1], text="x"),
        step(Kind.COMPLETED, 80, agency=hands[2], text="x"),
        step(Kind.VALIDATION_REFUSED, 90, agency="Biro", text="x"),
        step(Kind.COMPLETED, 91, agency=hands[2], text="x"),
        step(Kind.VALIDATED, 92, agency="Biro"),
        step(Kind.CONFIRMED, 93),
        step(Kind.DISPUTED, 94, text="x"),
        step(Kind.RESOLVED, 95, agency=hands[2], text="x"),
        step(Kind.REOPENED, 96, agency=hands[2]),
        step(Kind.REJECTED, 97, agency=hands[2], text="x"),
        step(Kind.REOPENED, 98, agency=hands[2]),
        step(Kind.TIMED_OUT, 99),
        step(Kind.REOPENED, 100, agency=hands[2]),
        step(Kind.CLOSED, 101, agency=hands[2]),
    ]
    with app.app_context():
        told = [replace(complaint(n, *steps[:n]), submitted_at=MORNING) for n in range(1, len(steps) + 1)]
        made = record_many(told, city)
    for outcome in made:
        for prefix in ("", "/en"):
            page = pages.get(f"{prefix}/tickets/{outcome.code}")
            assert len(page.all(".event .what")) >= 1


def test_the_page_says_what_comes_next_and_what_a_reader_can_do(told: Flask, pages: Pages) -> None:
    page = pages.get(f"/tickets/{CODE}")
    assert "PAM Jaya menjawab permintaan" in page.words(".next")
    address = f"http://localhost/tickets/{CODE}"
    assert page.one("#alamat-laporan")["value"] == address
    assert str(page.one('a[href^="https://wa.me/"]')["href"]).endswith(f"%20http%3A//localhost/tickets/{CODE}")
    assert page.all(f'.acts a[href="/tickets/{CODE}.atom"]')
    assert page.all('.acts a[href="tel:112"]') and page.all('.acts a[href="mailto:dki@jakarta.go.id"]')


def test_what_it_is_about_where_and_whose_are_links(told: Flask, pages: Pages) -> None:
    page = pages.get(f"/tickets/{CODE}")
    links = [str(link["href"]) for link in page.all(".own a")]
    assert links[0].startswith("/tickets?category=")
    assert page.all(".lead a bdi")


def test_a_ticket_has_one_address_from_wherever_one_comes(told: Flask, pages: Pages) -> None:
    ways = pages.get(f"/tickets/{CODE}").all(".crumb a")
    assert [str(way["href"]) for way in ways] == ["/tickets", "/tickets", "/map"]
    assert [way.has_attr("hidden") for way in ways] == [False, True, True], "which one is meant, js/back.js finds"


def test_a_duplicate_says_how_the_other_report_stands(app: Flask, city: City, pages: Pages) -> None:
    merged = step(Kind.MERGED, 5, other="1")
    with app.app_context():
        record_many([complaint(1), complaint(2, merged)], city)
    page = pages.get("/tickets/JK2303060002")
    assert "Laporan itu masih terbuka, terlambat" in page.words(".lead .late")
    assert page.all(f'.timeline a[href="/tickets/{CODE}"]')
    with app.app_context():
        moderate.change_visibility(1, Visibility.HIDDEN, "Permintaan pengadilan.", Act(city))
    assert "Laporan itu" not in pages.get("/tickets/JK2303060002").words(".lead")


def test_a_map_asks_for_one_ticket_in_brief(told: Flask, pages: Pages, client: FlaskClient) -> None:
    part = client.get(f"/tickets/{CODE}/sheet", headers={"HX-Request": "true"})
    assert part.status_code == 200 and "<html" not in part.text
    assert f'href="/tickets/{CODE}"' in part.text and 'class="ls ls-sheet"' in part.text
    opened = client.get(f"/tickets/{CODE}/sheet")
    assert (opened.status_code, opened.headers["Location"]) == (302, f"/tickets/{CODE}")
    assert client.get("/tickets/JK2303069999/sheet", headers={"HX-Request": "true"}).status_code == 404


def test_the_status_of_a_ticket_is_explained_in_a_sentence(told: Flask, pages: Pages) -> None:
    """That every page explains its statuses is a law of tests/support/examine.py."""
    for path, means in ((f"/tickets/{CODE}", "minta bantuan instansi lain"), (f"/en/tickets/{CODE}", "for help")):
        page = pages.get(path)
        assert means in page.words(".meaning") and page.all(".lead ~ .meaning")

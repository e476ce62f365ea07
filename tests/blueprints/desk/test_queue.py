"""Officers see their queue, and whatever is asked of the desk it answers."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.actions import officers
from portal.actions.intake.record import record, record_many
from portal.domain.city import City
from portal.domain.permission import Role
from portal.extensions import db
from portal.models import Event
from tests.support.accounts import let_in
from tests.support.complaints import complaint
from tests.support.desk import CODE, PASSWORD, WORK, furnish, send, sign_in
from tests.support.pages import Page, Pages, filled_in

NEXT = "/desk/tickets/JK2303060002"


@pytest.fixture(autouse=True)
def context(app: Flask, city: City, quick_passwords: None) -> None:
    furnish(app, city)


def test_pages_of_the_desk_are_well_made(pages: Pages) -> None:
    client = pages.client
    assert pages.get("/desk/sign-in").status == 200
    assert sign_in(client).status_code == 302
    for path in (
        "/desk/",
        "/desk/?tab=overdue",
        WORK,
        f"{WORK}/transfer",
        f"{WORK}/reject",
        f"{WORK}/merge",
        f"{WORK}/note",
    ):
        assert pages.get(path).status == 200


def test_a_post_without_its_token_changes_nothing(client: FlaskClient, app: Flask) -> None:
    sign_in(client)
    assert client.post(f"{WORK}/respond", data={"seen": "1", "text": "CSRF"}).status_code == 400
    with app.app_context():
        assert db.session.execute(select(Event.text).where(Event.text == "CSRF")).first() is None


def test_broken_input_is_answered_never_500(client: FlaskClient) -> None:
    sign_in(client)
    for path in ("/desk/?tab=x&page=-1", "/desk/?page=99999999999999999999", f"{WORK}/nothing", "/desk/tickets/NONE"):
        assert client.get(path).status_code in (200, 404)
    assert send(client, "respond", text="x", then="keep", promise="31-31-3131").status_code == 422
    assert send(client, "transfer", text="x", to_agency="999999").status_code == 422
    assert send(client, "respond", text="x" * 20_000, then="keep").status_code == 422


def test_the_queue_stands_beside_the_ticket_and_leads_on(app: Flask, city: City, client: FlaskClient) -> None:
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area="31.74.04.1006"), city)
    sign_in(client)
    assert Pages(client).get("/desk/?tab=overdue").link("Ada lubang besar").startswith(f"{WORK}?tab=overdue&at=")
    page = Pages(client).get(f"{WORK}?tab=answer")
    assert str(page.one(".beside [aria-current]")["href"]).startswith(WORK)
    assert following(page) == f"{NEXT}?tab=answer"
    assert not page.all("a[rel=prev]")


def following(page: Page) -> str:
    """Where "next" leads, without its place."""
    return str(page.one("a[rel=next]")["href"]).split("&at=")[0]


def published(pages: Pages, path: str, text: str) -> Page:
    """The page that an officer comes to who has sent the form on this one."""
    return pages.submit(pages.get(path), "form.work", text=text)


@pytest.mark.parametrize("tab", ["answer", "overdue", "all"])
def test_next_after_a_finished_ticket_is_the_one_that_followed_it(
    app: Flask, city: City, pages: Pages, tab: str
) -> None:
    with app.app_context():
        record_many([complaint(n, agency="kelurahan-ragunan", area="31.74.04.1006") for n in (2, 3, 4)], city)
    sign_in(pages.client)
    opened = next(link for link in pages.get(f"/desk/?tab={tab}").links("a[data-row]") if link.startswith(NEXT))
    third = f"/desk/tickets/JK2303060003?tab={tab}"
    page = published(pages, opened, text="Kami datang.")
    assert following(page) == third and any(link.startswith(third) for link in page.links(".notice.good a"))
    assert following(pages.get(opened)) == third, "so it does after going back"
    again = published(pages, page.path, text="Masih dikerjakan.")
    assert following(again) == third, "a second act keeps the place too"
    note = published(pages, page.link("Catatan dalam"), text="Pelapor sudah ditelepon.")
    assert following(note) == third, "and so does another verb"


def test_a_lost_session_keeps_the_place_in_the_queue(app: Flask, city: City, client: FlaskClient) -> None:
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area="31.74.04.1006"), city)
    sign_in(client)
    form = filled_in(Pages(client).get(f"{WORK}?tab=answer&q=lubang").one("form.work"))
    client.delete_cookie("pantau")
    lost = client.post(f"{WORK}/respond", data=form | {"text": "Kami datang."})
    kept = filled_in(BeautifulSoup(lost.text, "html.parser").select_one("form.sign-in"))  # type: ignore[arg-type]
    back = client.post("/desk/sign-in", data=kept | {"email": "ragunan@example.org", "password": PASSWORD})
    assert f"{NEXT}?tab=answer&amp;q=lubang" in back.text


def test_a_coordinator_reads_what_is_true_of_a_coordinator(app: Flask, city: City, pages: Pages) -> None:
    with app.app_context():
        officers.add("koordinator@example.org", "Kora", city.validator or "", Role.COORDINATOR, PASSWORD)
        record_many([complaint(n, agency="pam-jaya") for n in range(2, 1_300)], city)
    let_in(app, pages.client, "koordinator@example.org")
    page = pages.get("/desk/")
    assert page.words("h1") == "Antrean: semua instansi"
    assert page.words(".lead") == (
        "1.299 laporan masih terbuka di semua instansi. 1.299 laporan belum dijawab. 1.299 lewat batas."
    )
    assert "kami" not in page.words("main").casefold()
    assert "1,299 reports are still open at all agencies." in pages.client.get("/en/desk/").text
    found = pages.get("/desk/?q=pam+jaya")
    assert found.words(".tabs [aria-current] .num") == "1.298"
    ours = pages.get(f"{WORK}?tab=all").words(".beside .where")
    assert ours == "Masih terbuka 1 dari 1.299"


def test_a_page_that_is_not_there_is_said_not_to_be(client: FlaskClient) -> None:
    sign_in(client)
    assert "Tidak ada halaman 9.999" in Pages(client).get("/desk/?page=9999").words(".notice")
    assert not Pages(client).get("/desk/").all(".notice")


def test_answered_today_stands_below_under_its_own_heading(app: Flask, city: City, pages: Pages) -> None:
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area="31.74.04.1006"), city)
    sign_in(pages.client)
    published(pages, WORK, text="Kami datang.")
    page = pages.get("/desk/")
    assert [str(row["href"]).split("?")[0] for row in page.all("a[data-row]")] == [NEXT, WORK]
    assert page.words(".done-today") == "Sudah dijawab hari ini"
    assert "Dijawab hari ini 1" in page.words(".tabs")
    assert [link.split("&")[0] for link in pages.get("/desk/?tab=today").links("a[data-row]")] == [f"{WORK}?tab=today"]


def test_a_number_opens_its_ticket_and_words_narrow_the_queue(app: Flask, city: City, client: FlaskClient) -> None:
    with app.app_context():
        record(complaint(2, agency="kelurahan-ragunan", area="31.74.04.1006", text="Sampah menumpuk. Bau."), city)
    sign_in(client)
    for typed in (CODE, "jk-230306-1", "2303060001"):
        assert client.get("/desk/", query_string={"q": typed}).location == WORK
    page = Pages(client).get("/desk/?q=SAMPAH+pejaten")
    assert [row.text for row in page.all(".queue h2")] == ["Sampah menumpuk"]
    assert page.words(".tabs [aria-current] .num") == "1"
    link = page.link("Sampah menumpuk")
    assert "q=SAMPAH+pejaten" in link and "q=SAMPAH+pejaten" in Pages(client).get(link).link("Di tangan kami")
    for nothing in ("%", "_", "tidak-ada", "x " * 400, "' OR 1=1"):
        assert not Pages(client).get(f"/desk/?q={nothing}").all(".queue li")

"""What cannot be sent comes back with what was typed; the preview leads back, too."""

from __future__ import annotations

import io

import pytest

from tests.support import reports
from tests.support.pages import Pages, filled_in
from tests.support.photos import photo
from tests.support.reports import TEXT


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"text": "Rusak"}, 422, "Tulis sedikit lebih banyak"),
        ({"contact": "bukan apa-apa"}, 422, "Email atau nomor telepon: Tulis seperti nama@contoh.id atau 0812"),
        ({"website": "https://spam.example"}, 400, "Kotak yang harus kosong terisi"),
        ({"form_token": "forged"}, 400, "terlalu lama terbuka"),
    ],
)
def test_what_cannot_be_sent_comes_back_with_what_was_typed(
    pages: Pages, typed: dict[str, str], status: int, words: str
) -> None:
    page = reports.check(pages, status, **typed)
    assert words in page.text
    assert page.one("#text").get_text().strip() == typed.get("text", TEXT)
    assert pages.submit(page, text=TEXT, contact="", website="").h1 == "Periksa sebelum dikirim"


@pytest.mark.only_on("sqlite")
def test_back_from_the_preview_all_is_there(pages: Pages) -> None:
    assert pages.get("/report/send").path == "/report"
    look = reports.check(pages, openness="private")
    look.one("form.reporting")["action"] = "/report/write"
    back = pages.submit(look)
    assert back.one("#text").get_text().strip() == TEXT and back.one("[name=openness][checked]")["value"] == "private"


@pytest.mark.only_on("sqlite")
def test_photos_are_sent_once_shown_before_and_public_with_the_report(pages: Pages) -> None:
    """A file that is none is said, and the good one beside it is kept."""
    page = pages.get(reports.place(pages).links(".do a")[0])
    fields = {**filled_in(page.one("form.reporting")), "text": TEXT}
    files = [(io.BytesIO(photo()), "lubang.jpg"), (io.BytesIO(b"no photo"), "surat.txt")]
    sent = pages._examined(pages.client.post("/report/check", data={**fields, "photos": files}), 422)
    assert "surat.txt: Berkas ini bukan foto" in sent.words("[role=alert]") and len(sent.all(".photo-row img")) == 1
    look = pages.submit(sent)
    assert str(look.one(".will-read .photo-row img")["src"]).startswith("data:image/webp;base64,")
    code = reports.code_of(pages.submit(look))
    shown = pages.get(f"/tickets/{code}")
    (address,) = [str(image["src"]) for image in shown.all("main img")]
    assert shown.one(".own img")["src"] == address
    assert pages.client.get(address).mimetype == "image/webp"

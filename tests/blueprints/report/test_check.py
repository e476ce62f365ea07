"""What cannot be sent comes back with what was typed; the preview leads back, too."""

from __future__ import annotations

import pytest

from tests.support import reports
from tests.support.pages import Pages
from tests.support.reports import TEXT


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"text": "Rusak"}, 422, "Tulis sedikit lebih banyak"),
        ({"contact": "bukan apa-apa"}, 422, "bukan alamat email dan bukan nomor telepon"),
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
    look.one("form.report")["action"] = "/report/write"
    back = pages.submit(look)
    assert back.one("#text").get_text().strip() == TEXT and back.one("[name=openness][checked]")["value"] == "private"

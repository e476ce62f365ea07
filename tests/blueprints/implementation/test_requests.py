"""The requests one by one; what the address cannot mean is not found."""

from __future__ import annotations

import pytest

from tests.support.pages import Pages

REQUESTS = "/implementation/waits/requests"


@pytest.mark.usefixtures("asked")
@pytest.mark.only_on("sqlite")
def test_the_list_can_be_narrowed_and_hides_what_is_hidden(pages: Pages) -> None:
    page = pages.get(f"{REQUESTS}?asked=sudin-sda")
    assert page.h1 == "Yang menunggu Sudin SDA"
    assert "3 permintaan, 0 di antaranya belum dijawab. 1 menyangkut laporan yang disembunyikan" in page.words("p.lead")
    assert len(page.all("table tbody tr")) == 2 and "Rahasia" not in page.text
    answered = pages.get(page.link("Dijawab"))
    assert "state=answered" in answered.path and "asked=sudin-sda" in answered.path
    assert "dijawab setelah 1 hari" in answered.text
    taken = pages.get(f"{REQUESTS}?state=unanswered")
    assert "berakhir tanpa jawaban setelah 15 jam" in taken.text


@pytest.mark.usefixtures("asked")
@pytest.mark.only_on("sqlite")
def test_bad_input_is_a_page_that_says_so(pages: Pages) -> None:
    for bad in ("asking=nobody", "asked=%00", "state=lost", "period=2023-13", f"asking={'x' * 500}"):
        pages.get(f"{REQUESTS}?{bad}", status=404)
    assert pages.get(f"{REQUESTS}?page=-3&x=1").status == 200

"""The glossary as people read it."""

from __future__ import annotations

import pytest

from tests.support.pages import Pages

pytestmark = pytest.mark.only_on("sqlite")


def test_each_word_is_there_with_its_meaning_in_both_languages(pages: Pages) -> None:
    page = pages.get(pages.get("/methodology").link("Arti setiap kata"))
    assert "Jawaban pertama" in page.text and "first answer" in page.text and "bukan jawaban" in page.text
    assert "no answer" in pages.get("/en/methodology/words").text

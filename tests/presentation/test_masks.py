"""The words for personal data are those of the page's language, in a list's marked texts as well."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.domain.masking import MARKS
from portal.exports.columns import COLUMNS
from portal.presentation.masks import masks_in
from portal.presentation.words import MASK_WORDS, masks

pytestmark = pytest.mark.only_on("sqlite")  # words and addresses: nothing of it asks the database

TEXT = "Hubungi [telepon] atau [pelat]; NIK [NIK], [bukan]."


@pytest.mark.parametrize(
    ("language", "said"),
    [("id", TEXT), ("en", "Hubungi [phone] atau [plate]; NIK [ID number], [bukan].")],
)
def test_a_mask_is_said_in_the_language_of_the_page(app: Flask, language: str, said: str) -> None:
    with app.test_request_context("/"), force_locale(language):
        assert masks(TEXT) == said


def test_a_mask_of_which_a_part_was_found_stays_one_piece(app: Flask) -> None:
    pieces = [("Hubungi [", False), ("telepon", True), ("] lalu ", False), ("got", True), ("", False)]
    with app.test_request_context("/"), force_locale("en"):
        said = list(masks_in(pieces))
    assert said == [("Hubungi ", False), ("[phone]", True), (" lalu ", False), ("got", True)]


def test_every_mask_has_its_words_and_stands_in_the_data_dictionary() -> None:
    described = next(column.description for column in COLUMNS if column.name == "text")
    assert set(MASK_WORDS) == set(MARKS)
    assert all(f"[{mark}]" in described for mark in MARKS)

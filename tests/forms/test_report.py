"""A report needs words; a contact is one, or none; nobody sees the trap."""

from __future__ import annotations

import pytest
from flask import Flask

from portal.forms.report import LONGEST_TEXT, ReportForm

TEXT = "Lampu jalan mati sejak Senin"


def filled(app: Flask, **typed: str) -> ReportForm:
    with app.test_request_context("/report/check", method="POST", data={"openness": "public", "text": TEXT, **typed}):
        form = ReportForm()
        form.validate()
        return form


@pytest.mark.only_on("sqlite")
def test_words_and_a_contact_are_taken_as_they_are_meant(app: Flask) -> None:
    form = filled(app, text=f"  {TEXT}\u200b ", contact=" Siti@Example.org ", openness="private")
    assert (form.text.data, form.reached, form.private, form.errors) == (TEXT, "siti@example.org", True, {})
    assert (filled(app).reached, filled(app).private) == ("", False)


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("text", ""),
        ("text", "Rusak"),
        ("text", "1234567890123"),
        ("text", "a" * (LONGEST_TEXT + 1)),
        ("contact", "tetangga saya"),
        ("contact", "0" * 200),
        ("openness", "maybe"),
    ],
)
def test_what_helps_nobody_is_said_at_its_field(app: Flask, field: str, typed: str) -> None:
    assert list(filled(app, **{field: typed}).errors) == [field]


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize(
    ("pasted", "token"),
    [
        ("", ""),
        (" tok-en_1 ", "tok-en_1"),
        ("https://pantau.example/en/r?x=1&k=tok-en_1#a", "tok-en_1"),
        ("http://[", "http://["),
    ],
)
def test_a_private_link_is_known_by_its_token_however_it_is_pasted(app: Flask, pasted: str, token: str) -> None:
    assert filled(app, known=pasted).known_by == token

"""One word for one thing, in every text of the portal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale

import portal
from portal.domain.status import Status, StatusType
from portal.presentation.glossary import GlossaryWord, glossary, glossary_word, glossary_words
from portal.presentation.words import END_NAMES, status_name

CATALOGUE = Path(portal.__file__).parent / "translations/en/LC_MESSAGES/messages.po"
#: A count is filled in as it was printed, with its separators; these are small by their nature.
PLAIN = re.compile(r"%\(\w+\)d")
FILLED_IN = re.compile(r"%\(\w+\)(?=s)")
SMALL = ("bulan", "hari", "jam", "kali", "menit", "tahun", "detik", "karakter", "instansi", "kode", "saran")


def forms(text: str | Iterable[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    """Every text in Indonesian and in English. (tests/house holds that the catalogue has all of them.)"""
    with CATALOGUE.open("rb") as file:
        pairs = [(forms(message.id), forms(message.string or "")) for message in read_po(file) if message.id]
    return [(FILLED_IN.sub("%()", "\n".join(one)), FILLED_IN.sub("%()", "\n".join(other))) for one, other in pairs]


def said(text: str, words: Iterable[str]) -> Iterator[str]:
    return (word for word in words if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.I))


def test_no_text_says_it_by_another_word(texts: list[tuple[str, str]]) -> None:
    wrong = [
        (found, text)
        for word in glossary()
        for indonesian, english in texts
        for text, never in ((indonesian, word.never_id), (english, word.never_en))
        for found in said(text, never)
    ]
    assert wrong == []


def test_a_word_that_no_text_uses_is_no_word_of_the_portal(texts: list[tuple[str, str]]) -> None:
    both = ["\n".join(part).casefold() for part in zip(*texts, strict=True)]
    assert [word.id for word in glossary() if word.id.split()[0] not in both[0]] == []
    assert [word.en for word in glossary() if word.en.split()[0] not in both[1]] == []


def test_no_word_is_forbidden_by_another(texts: list[tuple[str, str]]) -> None:
    words: tuple[GlossaryWord, ...] = glossary()
    for one in words:
        for other in words:
            assert list(said(one.id, other.never_id)) == list(said(one.en, other.never_en)) == []


def test_numbers_that_can_be_large_are_printed_with_separators(texts: list[tuple[str, str]]) -> None:
    plain = [text for text, _english in texts if PLAIN.search(text)]
    assert [text for text in plain if not any(word in text for word in SMALL)] == []


def test_every_status_type_and_ending_has_a_word_that_says_what_it_means(app: Flask) -> None:
    """By the name that pages print, in both languages."""
    codes = [*(one.value for one in Status), *(one.value for one in StatusType), *END_NAMES]
    assert {code for code in codes if not glossary_words([code])} == set()
    for status in Status:
        word = glossary_word(status.value)
        for language, name in (("id", word.id), ("en", word.en)):
            with app.test_request_context(), force_locale(language):
                assert name.startswith(str(status_name(status.value)).casefold()), status
        assert word.status == status.value


def test_words_stand_once_and_in_their_order_and_what_is_none_is_left_out() -> None:
    found = glossary_words(["resolved", "ditolak", "selesai", None, "nonsense", "menunggu", "dibantah"])  # type: ignore[list-item]
    assert [word.id for word in found] == ["menunggu", "selesai", "ditolak", "dibantah"]

"""Texts in English say what the Indonesian ones say, with the same things filled in."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import portal

CATALOGUE = Path(portal.__file__).parent / "translations/en/LC_MESSAGES/messages.po"
FILLED_IN = re.compile(r"%\((\w+)\)[ds]")
LONE = re.compile(r"%\(\w+\)[ds]|%%")


def messages() -> list[Message]:
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def test_a_text_fills_in_the_same_in_english() -> None:
    wrong = [
        (form, message.id)
        for message in messages()
        for form in forms(message.string)
        if sorted(set(FILLED_IN.findall(form))) != sorted(set(FILLED_IN.findall(forms(message.id)[-1])))
    ]
    assert wrong == []


def test_a_percent_sign_is_written_twice_where_things_are_filled_in() -> None:
    """``%`` alone would break the page that prints it."""
    assert [m.id for m in messages() for form in forms(m.string) if "%" in LONE.sub("", form)] == []


def test_many_and_one_are_both_there() -> None:
    assert all(len(forms(message.string)) == 2 for message in messages() if message.pluralizable)

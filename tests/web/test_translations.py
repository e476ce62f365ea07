"""Texts in English say what the Indonesian ones say, with the same things filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import portal

CATALOGUE = Path(portal.__file__).parent / "translations/en/LC_MESSAGES/messages.po"
FILLED_IN = re.compile(r"%\((\w+)\)[ds]|%%")


def messages() -> list[Message]:
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="en") if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


@pytest.mark.parametrize("message", messages(), ids=lambda m: forms(m.id)[0][:40])
def test_a_text_fills_in_the_same_in_english(message: Message) -> None:
    wanted = set(FILLED_IN.findall(forms(message.id)[-1]))
    for form in forms(message.string):
        assert form
        assert set(FILLED_IN.findall(form)) == wanted
        assert len(re.findall("%", form)) == len(re.findall(r"%\(|%%", form)) + form.count("%%")


def test_many_and_one_are_both_there() -> None:
    assert all(len(message.string) == 2 for message in messages() if message.pluralizable)

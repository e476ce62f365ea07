"""Whatever signs a file holds, what is written of it is TOML."""

from __future__ import annotations

import tomllib

import pytest

from portal.importers.drafting.toml import comment, key, listed, quoted


@pytest.mark.parametrize("text", ['say "no"', "back\\slash", "tab\there", "\x7f", "東京", "it's", "a\nb", "#", "= [x]"])
def test_a_text_comes_back_as_it_was_as_value_and_as_key(text: str) -> None:
    assert tomllib.loads(f"{quoted(text)} = {quoted(text)}") == {text: text}


def test_one_text_stands_alone_and_several_in_a_list() -> None:
    assert tomllib.loads(f"a = {listed(['x'])}\nb = {listed(['x', 'y'])}") == {"a": "x", "b": ["x", "y"]}


def test_a_comment_never_ends_its_line() -> None:
    assert tomllib.loads(comment("one\ntwo = 2") + "\n") == {}


def test_a_key_has_letters_and_digits_of_any_script() -> None:
    assert key("Council  District / 3") == "council-district-3" and key("区") == "区"

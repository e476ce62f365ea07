"""A part is drawn once for all pages that show it, and never shown where it does not belong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from markupsafe import Markup

from portal.web import parts
from portal.web.access import public


class Drawn:
    """A page that holds a part of ``version`` and counts how often that was drawn."""

    def __init__(self) -> None:
        self.version: object = 1
        self.times = 0

    def draw(self) -> str:
        self.times += 1
        return f"<b>{self.times}</b>"

    def page(self) -> str:
        return str(parts.part(self.version, self.draw))


@pytest.fixture
def drawn(app: Flask) -> Drawn:
    found = Drawn()
    app.add_url_rule("/parts/<name>", "home.parts", public(lambda name: found.page()))
    return found


@pytest.fixture
def fetch(app: Flask, drawn: Drawn) -> Callable[[str], str]:
    return lambda path: app.test_client().get(path).text


def test_two_pages_show_what_was_drawn_once(fetch: Callable[[str], str], drawn: Drawn) -> None:
    assert (fetch("/parts/a"), fetch("/parts/b?c=d"), drawn.times) == ("<b>1</b>", "<b>1</b>", 1)


def test_another_version_is_drawn_anew(fetch: Callable[[str], str], drawn: Drawn) -> None:
    fetch("/parts/a")
    drawn.version = 2
    assert fetch("/parts/a") == "<b>2</b>"


def test_each_language_has_its_own(fetch: Callable[[str], str]) -> None:
    assert [fetch(path) for path in ("/parts/a", "/en/parts/a", "/parts/a")] == ["<b>1</b>", "<b>2</b>", "<b>1</b>"]


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = parts.Parts()
    for key in range(parts.KEPT):
        kept.keep(key, Markup("x"))
    assert kept.find(0)
    kept.keep("one more", Markup("x"))
    assert (kept.find(0), kept.find(1)) == (Markup("x"), None)

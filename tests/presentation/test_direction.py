"""Names from right to left keep their place in a sentence."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from markupsafe import Markup

from portal.presentation.direction import END, START, isolated, isolated_values

NAME = "\u0648\u0632\u0627\u0631\u0629"


@pytest.mark.parametrize("name", ["Sudin SDA", "", "Kelurahan \u201cTebet\u201d, 3"])
def test_a_name_from_left_to_right_needs_nothing(name: str) -> None:
    assert isolated(name) == name


def test_one_from_right_to_left_stands_between_marks_and_stays_what_it_was() -> None:
    assert isolated(f"{NAME} 3") == f"{START}{NAME} 3{END}"
    kept = isolated(Markup("<b>%s</b>") % NAME)
    assert isinstance(kept, Markup) and kept == f"{START}<b>{NAME}</b>{END}"
    assert not isinstance(isolated(f"<b>{NAME}"), Markup), "what was not safe does not become so"
    assert isolated_values({"name": NAME, "n": 3}) == {"name": f"{START}{NAME}{END}", "n": 3}


@pytest.mark.only_on("sqlite")
def test_every_sentence_of_a_template_does_so_by_itself(app: Flask) -> None:
    with app.test_request_context("/"):
        said = render_template_string(
            '{{ _("Semua angka %(area)s", area=x) }}|{{ ngettext("%(x)s: %(n)s", "%(x)s: %(n)s", 2, n=2, x=x) }}',
            x=f"<{NAME}",
        )
    assert said == f"Semua angka {START}&lt;{NAME}{END}|{START}&lt;{NAME}{END}: 2"

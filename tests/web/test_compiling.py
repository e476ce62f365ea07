"""What pages print is escaped as MarkupSafe would."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from flask import Flask
from markupsafe import Markup, escape

from portal.domain.status import Status
from portal.web.compiling import quick


class Safe:
    """Says itself that it is safe."""

    def __html__(self) -> str:
        return "<b>tebal</b>"


class Shouting(str):
    """A string of another kind."""


HOSTILE = "<script>alert('x' & \"y\")</script>"


@pytest.mark.parametrize(
    "value",
    [
        *(
            "",
            "Jalan rusak",
            HOSTILE,
            "é \u202e \U0001f6a7 <",
            Shouting(HOSTILE),
            Markup("<i>") + HOSTILE,
            Markup("<b>&</b>"),
        ),
        *(Safe(), 7, -7, True, None, 1.5, Decimal("1.50"), Status.PROSES, datetime(2023, 1, 1, tzinfo=UTC), [HOSTILE]),
    ],
)
def test_every_kind_of_value_is_printed_as_markupsafe_prints_it(value: object) -> None:
    assert str(quick(value)) == str(escape(value))


def test_what_a_page_prints_is_escaped_once(app: Flask) -> None:
    made = app.jinja_env.from_string(
        "{% autoescape true %}{% macro put(x) %}<i>{{ x }}</i>{% endmacro %}"
        "{% set kept %}{{ word }}{% endset %}{{ word }}|{{ put(word) }}|{{ kept }}|"
        "{{ safe }}|{{ number }}|{{ word ~ safe }}{% endautoescape %}"
    )
    with app.test_request_context():
        page = made.render(word="<&>", safe=Markup("<b>"), number=3)
    assert page == "&lt;&amp;&gt;|<i>&lt;&amp;&gt;</i>|&lt;&amp;&gt;|<b>|3|&lt;&amp;&gt;<b>"


def test_templates_use_it(app: Flask) -> None:
    assert "import quick as escape" in str(app.jinja_env.compile("{{ x }}", "page.html", raw=True))


def test_a_parameter_hides_the_function_of_its_name(app: Flask) -> None:
    made = app.jinja_env.from_string("{% macro put(city) %}{{ city() }}{% endmacro %}{{ put(other) }}")
    with app.test_request_context():
        assert made.render(other=lambda: "lain") == "lain"


def test_a_text_escapes_what_is_filled_in(app: Flask) -> None:
    made = app.jinja_env.from_string(
        "{% autoescape true %}{{ _('%(a)s dan %(b)s, %(n)d kali, 100%%', a=word, b=safe, n=3) }}"
        "{{ ngettext('%(num)d %(a)s', '%(num)d %(a)s', 2, a=word) }}{% endautoescape %}"
    )
    with app.test_request_context():
        page = made.render(word="<&>", safe=Markup("<b>"))
    assert page == "&lt;&amp;&gt; dan <b>, 3 kali, 100%2 &lt;&amp;&gt;"

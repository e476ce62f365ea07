"""The first language without a prefix, the other under its own, one page under one address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient
from flask_babel import force_locale, gettext, lazy_gettext, ngettext
from markupsafe import Markup

from portal.presentation import dates, numbers
from portal.web.language import current, in_language, root
from tests.support.pages import Pages

MOMENT = datetime(2023, 11, 13, 23, 41, tzinfo=UTC)  # 14 November, 06.41 in Jakarta


@pytest.fixture
def outside(app: Flask) -> Iterator[None]:
    """An application's context without a request, as of a command, a worker or a mail."""
    with app.app_context():
        yield


def test_the_other_language_has_its_own_prefix_and_keeps_it_in_links(pages: Pages) -> None:
    page = pages.get("/en/")
    assert page.one("html")["lang"] == "en"
    assert page.links("header .name") == ["/en/"]


def test_the_switch_leads_to_the_same_page_in_the_other_language(pages: Pages) -> None:
    there = pages.get("/?q=a%20b").links("a.tongue")
    assert there == ["/en/?q=a%20b"]
    assert pages.get(there[0]).links("a.tongue") == ["/?q=a%20b"]


def test_the_first_language_with_a_prefix_leads_to_the_page_without(client: FlaskClient) -> None:
    response = client.get("/id/tickets/JK1?x=1")
    assert (response.status_code, response.headers["Location"]) == (301, "/tickets/JK1?x=1")


@pytest.mark.parametrize(
    ("path", "led"),
    [
        ("/id//evil.example/", "/evil.example/"),
        ("/id/\\evil.example", "/evil.example"),
        ("/id/%09/evil.example", "/%09/evil.example"),  # browsers drop a tab
        ("/id/%0d%0aX:1", "/%0D%0AX:1"),
        ("/id/%3Fq=1%23x", "/%3Fq=1%23x"),
        ("/id/%E2%80%A8x", "/%E2%80%A8x"),
    ],
)
def test_no_prefix_leads_off_the_site(client: FlaskClient, path: str, led: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, led)


def test_static_files_are_never_prefixed(pages: Pages) -> None:
    for link in pages.get("/en/").links("link[rel=stylesheet]"):
        assert link.startswith("/static/")


def test_a_portal_below_a_path_keeps_that_path(app: Flask) -> None:
    response = app.test_client().get("/en/", environ_overrides={"SCRIPT_NAME": "/pantau"})
    assert 'href="/pantau/static/' in response.text
    assert 'href="/pantau/en/"' in response.text
    assert 'href="/pantau/"' in response.text


@pytest.mark.usefixtures("outside")
def test_outside_a_request_the_citys_first_language_is_spoken() -> None:
    assert (current(), root(), gettext("Peta"), in_language("Sampah", "Waste")) == ("id", "", "Peta", "Sampah")
    assert numbers.number(1_234_567) == "1.234.567"
    assert render_template_string("{{ _('Peta') }} {{ language() }} {{ at | moment }}", at=MOMENT) == (
        "Peta id Selasa 14 Nov 2023, 06.41"
    )


@pytest.mark.usefixtures("outside")
def test_a_forced_language_is_obeyed_outside_a_request() -> None:
    """Mail to a follower, a feed and a file are written in the language of whom they are for."""
    with force_locale("en"):
        assert (current(), gettext("Peta"), str(lazy_gettext("Peta"))) == ("en", "Map", "Map")
        assert ngettext("%(num)d hari", "%(num)d hari", 1) == "1 day"
        assert in_language("Sampah", "Waste") == "Waste"
        assert numbers.number(1_234_567) == "1,234,567"
        assert numbers.duration(timedelta(days=3)) == "3 days"
        assert dates.moment(MOMENT) == "Tuesday 14 Nov 2023, 06:41"
        page = "{{ _('Peta') }} {{ 1234567 | number }} {{ 259200 | duration }} {{ at | day }} {{ language() }}"
        assert render_template_string(page, at=MOMENT) == "Map 1,234,567 3 days 14 Nov 2023 en"
    assert gettext("Peta") == "Peta"
    assert render_template_string("{{ _('Peta') }} {{ 1234567 | number }}") == "Peta 1.234.567"


def test_a_forced_language_is_obeyed_within_a_page_of_another(app: Flask) -> None:
    with app.test_request_context("/"), force_locale("en"):
        assert render_template_string("{{ _('Peta') }} {{ 0.5 | days }}") == "Map 12 hours"


def test_a_text_escapes_what_is_filled_in(app: Flask) -> None:
    page = (
        "{% autoescape true %}{{ _('%(a)s dan %(b)s, %(n)d kali, 100%%', a=word, b=safe, n=3) }}"
        "{{ ngettext('%(num)d %(a)s', '%(num)d %(a)s', 2, a=word) }}{% endautoescape %}"
    )
    with app.test_request_context():
        said = render_template_string(page, word="<&>", safe=Markup("<b>"))
    assert said == "&lt;&amp;&gt; dan <b>, 3 kali, 100%2 &lt;&amp;&gt;"

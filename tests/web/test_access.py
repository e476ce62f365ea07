"""Who may open a page."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from portal.web.access import safe_next


def test_a_desk_page_leads_to_the_sign_in_and_back(client: FlaskClient) -> None:
    response = client.get("/desk/?tab=late")
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/desk/sign-in?next=/desk/")


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "desk",
        "/a\nb",
        "/a\\b",
        "javascript:1",
        "/%2Fevil.example",
    ],
)
def test_no_next_leads_off_the_site(target: str | None) -> None:
    assert safe_next(target) is None


def test_a_path_of_ours_may_come_next() -> None:
    assert safe_next("/en/desk/?tab=late") == "/en/desk/?tab=late"


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/.//evil.example", "/evil.example"),
        ("/desk/../..//evil.example", "/evil.example"),
        ("/%2e//evil.example", "/evil.example"),
        ("/desk/./tickets//JK1?q=/../x", "/desk/tickets/JK1?q=/../x"),
        ("/desk/", "/desk/"),
        ("/", "/"),
        ("/..", "/"),
    ],
)
def test_what_comes_next_is_written_without_detours(target: str, path: str) -> None:
    assert safe_next(target) == path

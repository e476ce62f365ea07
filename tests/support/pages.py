"""A client for pages: it examines every page that it fetches, and fills in forms as a person would."""

from __future__ import annotations

from contextvars import Context
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.support.examine import faults, read, value, words


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it came."""

    path: str
    response: TestResponse
    soup: BeautifulSoup

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def h1(self) -> str:
        return self.words("h1")

    @property
    def text(self) -> str:
        """All that can be read on it."""
        return read(self.soup)

    def all(self, selector: str) -> list[Tag]:
        return list(self.soup.select(selector))

    def one(self, selector: str) -> Tag:
        """The only element that fits; anything else fails the test."""
        found = self.all(selector)
        assert len(found) == 1, f"{len(found)} elements fit {selector!r} on {self.path}"
        return found[0]

    def words(self, selector: str) -> str:
        """The text of the only element that fits."""
        return read(self.one(selector))

    def links(self, selector: str = "a[href]") -> list[str]:
        return [value(link, "href") for link in self.all(selector)]

    def link(self, text: str) -> str:
        """Where the first link with this text leads."""
        for link in self.all("a[href]"):
            if text in words(link.get_text(" ")):
                return value(link, "href")
        raise AssertionError(f"no link {text!r} on {self.path}")


class Visitor(FlaskClient):
    """Every request has an application context, a session and a user of its own, whatever context the test is in.

    As by a server, an answer is read to its end in the context of its request, also one that is made while it is sent.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        kwargs.setdefault("buffered", True)
        return Context().run(super().open, *args, **kwargs)


class Pages:
    """Fetches pages; each is examined by every rule of ``tests.support.examine``."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, *, status: int = 200, **headers: str) -> Page:
        """Fetch a page, following redirects. Headers as keywords: ``HX_Request="true"``."""
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        return self._examined(self.client.get(path, headers=named, follow_redirects=True), status)

    def fragment(self, path: str, *, status: int = 200) -> Page:
        """What htmx gets from the same address."""
        return self.get(path, status=status, HX_Request="true")

    def submit(self, page: Page, form: str = "form[method=post]", *, status: int = 200, **typed: str) -> Page:
        """Send the only form that fits ``form`` with what a browser would send, changed by what is typed."""
        tag = page.one(form)
        fields = {**filled_in(tag), **typed}
        unknown = set(typed) - {value(field, "name") for field in tag.select("[name]")}
        assert not unknown, f"the form on {page.path} has no field {unknown}"
        action = value(tag, "action") or page.path
        if value(tag, "method").lower() == "post":
            return self._examined(self.client.post(action, data=fields, follow_redirects=True), status)
        return self._examined(self.client.get(action, query_string=fields, follow_redirects=True), status)

    def _examined(self, response: TestResponse, status: int) -> Page:
        path = response.request.full_path.rstrip("?") if response.request.query_string else response.request.path
        assert response.status_code == status, f"{path} answered {response.status}: {response.text[:400]}"
        assert response.mimetype == "text/html", f"{path} is {response.mimetype}, not a page"
        soup = BeautifulSoup(response.text, "html.parser")
        found = faults(soup, response.request.path, dict(response.headers))
        assert not found, f"{path}:\n" + "\n".join(f"- {fault}" for fault in found)
        return Page(path, response, soup)


def filled_in(form: Tag) -> dict[str, str]:
    """What a browser would send of a form that nobody touched."""
    fields: dict[str, str] = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        kind = value(field, "type")
        if kind in {"submit", "button", "file"} or (kind in {"checkbox", "radio"} and not field.has_attr("checked")):
            continue
        if field.name == "select":
            chosen = field.select("option[selected]") or field.select("option")[:1]
            fields[value(field, "name")] = value(chosen[0], "value") if chosen else ""
        else:
            fields[value(field, "name")] = field.get_text() if field.name == "textarea" else value(field, "value")
    return fields

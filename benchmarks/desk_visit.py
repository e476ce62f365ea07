"""An officer at a browser without scripts: signs in, opens a ticket, posts a response."""

from __future__ import annotations

import re
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

_FIELD = re.compile(r'<input[^>]*\bname="(csrf_token|seen|key)"[^>]*\bvalue="([^"]*)"')


class DeskVisit:
    """One session of one officer."""

    def __init__(self, address: str, email: str, password: str) -> None:
        self._address = address
        self._browser = build_opener(HTTPCookieProcessor(CookieJar()))
        fields = self._fields("/desk/sign-in")
        page = self._post("/desk/sign-in", {**fields, "email": email, "password": password})
        if "/desk/sign-out" not in page:
            raise RuntimeError(f"{email} could not sign in")

    def respond(self, code: str, text: str) -> None:
        """Open the ticket, answer it, and follow the redirect back to it."""
        fields = self._fields(f"/desk/tickets/{code}")
        page = self._post(f"/desk/tickets/{code}/respond", {**fields, "text": text, "then": "keep"})
        if text not in page:
            raise RuntimeError(f"the response to {code} was not taken")

    def _fields(self, path: str) -> dict[str, str]:
        return dict(_FIELD.findall(self._get(path)))

    def _get(self, path: str) -> str:
        with self._browser.open(self._address + path, timeout=30) as answer:
            return str(answer.read().decode())

    def _post(self, path: str, fields: dict[str, str]) -> str:
        with self._browser.open(self._address + path, urlencode(fields).encode(), timeout=30) as answer:
            return str(answer.read().decode())

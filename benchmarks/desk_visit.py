"""An officer at a browser without scripts: signs in, opens a ticket, posts a response."""

from __future__ import annotations

import re
import time
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

from urllib3 import encode_multipart_formdata

_FIELD = re.compile(r'<input[^>]*\bname="(csrf_token|seen|key)"[^>]*\bvalue="([^"]*)"')


class DeskVisit:
    """One session of one officer; ``took``: seconds of every request since it was last cleared.

    ``visitor``: the address that it is said to come from, where the server believes that (tests/support/nginx.py).
    """

    def __init__(self, address: str, email: str, password: str, visitor: str = "") -> None:
        self._address = address
        self.took: list[float] = []
        self._browser = build_opener(HTTPCookieProcessor(CookieJar()))
        if visitor:
            self._browser.addheaders.append(("X-Test-Visitor", visitor))
        fields = self._fields("/desk/sign-in")
        page = self._post("/desk/sign-in", {**fields, "email": email, "password": password})
        if "/desk/sign-out" not in page:
            raise RuntimeError(f"{email} could not sign in")

    def respond(self, code: str, text: str) -> None:
        """Open the ticket, answer it, and follow the redirect back to it."""
        fields = self._fields(f"/desk/tickets/{code}")
        self._answer(code, urlencode({**fields, "text": text, "then": "keep"}).encode(), text)

    def respond_with_photo(self, code: str, text: str, photo: bytes) -> None:
        """The same with a photo in the form."""
        fields = self._fields(f"/desk/tickets/{code}") | {"text": text, "then": "keep"}
        file = ("photo.jpg", photo, "image/jpeg")
        body, kind = encode_multipart_formdata({**fields, "photos": file})
        self._answer(code, body, text, kind)

    def _answer(self, code: str, body: bytes, text: str, kind: str = "application/x-www-form-urlencoded") -> None:
        if text not in self._open(f"/desk/tickets/{code}/respond", body, kind):
            raise RuntimeError(f"the response to {code} was not taken")

    def queue(self) -> None:
        """Look at what there is to do."""
        self._get("/desk/")

    def _fields(self, path: str) -> dict[str, str]:
        return dict(_FIELD.findall(self._get(path)))

    def _get(self, path: str) -> str:
        return self._open(path, None)

    def _post(self, path: str, fields: dict[str, str]) -> str:
        return self._open(path, urlencode(fields).encode())

    def _open(self, path: str, data: bytes | None, kind: str = "application/x-www-form-urlencoded") -> str:
        asked = Request(self._address + path, data, {"Content-Type": kind} if data else {})
        began = time.perf_counter()
        with self._browser.open(asked, timeout=30) as answer:
            text = str(answer.read().decode())
        self.took.append(time.perf_counter() - began)
        return text

"""Unchanged pages cost nothing: a version names what a page shows, and the hottest pages are kept rendered."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from threading import Lock
from typing import cast

import brotli
from flask import Flask, Response, current_app, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

from ..context import portal_of
from . import assets, fragments, language, links
from .hot import STEADY

CONTROL = "public, max-age=0, must-revalidate"
HOT_PAGES = 256  # rendered pages kept in each worker
HOT_BYTES = 300_000  # a larger page is not kept
PAGE = "text/html; charset=utf-8"
BROTLI = 3  # quality: as small as gzip 4, as fast
GZIP = 5


@dataclass(frozen=True, slots=True)
class Packed:
    """A page as it is sent: compressed once for everybody who will get it."""

    body: bytes
    encoding: str
    content_type: str

    def response(self) -> Response:
        """An answer of its own for each request: later hands add headers to it."""
        fresh = Response(self.body, content_type=self.content_type)
        if self.encoding:
            fresh.headers["Content-Encoding"] = self.encoding
        return fresh


class Kept:
    """What one running portal keeps in one process. ``pack``: names the city pack with all its words."""

    def __init__(self, pack: str) -> None:
        self.pack = pack
        self.lock = Lock()
        self.hot: OrderedDict[tuple[str, str], Packed] = OrderedDict()

    def find(self, key: tuple[str, str]) -> Packed | None:
        with self.lock:
            found = self.hot.get(key)
            if found is not None:
                self.hot.move_to_end(key)
            return found

    def keep(self, key: tuple[str, str], page: Packed) -> None:
        if len(page.body) > HOT_BYTES:
            return
        with self.lock:
            self.hot[key] = page
            while len(self.hot) > HOT_PAGES:
                self.hot.popitem(last=False)


def register(app: Flask) -> None:
    pack = replace(portal_of(app).city, names=frozenset(), stop_words=frozenset())  # sets have no order of their own
    app.extensions["kept"] = Kept(_short(repr(pack)))


def _kept() -> Kept:
    return cast(Kept, current_app.extensions["kept"])


def answer(version: object, render: Callable[[], str | Response], steady: timedelta | None = None) -> Response:
    """The page of ``version``: 304 if the visitor has it, else kept from before, else rendered now.

    ``version`` must change whenever anything that the page shows does; city, language, build, fragment and
    address are added here. ``steady``: for so long nothing but a new event can change the page (see hot.py).
    """
    if steady is not None:
        request.environ[STEADY] = time.monotonic() + steady.total_seconds()
    tag = _tag(version)
    if request.if_none_match.contains_weak(tag):
        return _headed(Response(status=304), tag)
    encoding, kept = _encoding(request.headers.get("Accept-Encoding", "")), _kept()
    page = kept.find((tag, encoding))
    if page is None:
        rendered = render()
        if isinstance(rendered, Response) and rendered.status_code != 200:
            return rendered
        if isinstance(rendered, Response) and rendered.is_streamed:
            return _headed(rendered, tag)
        page = _packed(rendered, encoding)
        kept.keep((tag, encoding), page)
    return _headed(page.response(), tag)


def _tag(version: object) -> str:
    what = repr(
        (
            version,
            _kept().pack,
            language.current(),
            assets.kept().build,
            fragments.wanted(),
            request.path,
            links.origin(),
            request.query_string,
            language.root(),
        )
    )
    return _short(what)


def _short(what: str) -> str:
    return hashlib.blake2s(what.encode(), digest_size=12).hexdigest()


@lru_cache
def _encoding(accepted: str) -> str:
    """The best of what a browser says it can read, '' for plain."""
    listed = parse_accept_header(accepted, Accept)
    return next((name for name in ("br", "gzip") if listed.quality(name) > 0), "")


def _packed(rendered: str | Response, encoding: str) -> Packed:
    if isinstance(rendered, Response):
        body, content_type = rendered.get_data(), rendered.content_type or PAGE
    else:
        body, content_type = rendered.encode(), PAGE
    if encoding == "br":
        body = brotli.compress(body, quality=BROTLI)
    elif encoding == "gzip":
        body = gzip.compress(body, GZIP, mtime=0)
    return Packed(body, encoding, content_type)


def _headed(response: Response, tag: str) -> Response:
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["Cache-Control"] = CONTROL
    response.headers["Vary"] = f"Accept-Encoding, {fragments.VARY}"
    return response

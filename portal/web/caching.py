"""Unchanged pages cost nothing: a version names what a page shows, and the hottest pages are kept rendered."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from typing import TypeVar, cast

import brotli
from flask import Flask, Response, current_app, request

from . import assets, fragments, language
from .here import city, settings
from .hot import STEADY

T = TypeVar("T")
CONTROL = "public, max-age=0, must-revalidate"
HOT_PAGES = 256  # rendered pages kept in each worker
HOT_BYTES = 300_000  # a larger page is not kept
HELD = 500  # figures kept in each worker
BROTLI = 3  # quality: as small as gzip 4, as fast


class Kept:
    """What one running portal keeps in one process."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.hot: OrderedDict[tuple[str, str], Response] = OrderedDict()
        self.held: dict[object, tuple[float, object]] = {}

    def find(self, key: tuple[str, str]) -> Response | None:
        with self.lock:
            found = self.hot.get(key)
            if found is not None:
                self.hot.move_to_end(key)
            return found

    def keep(self, key: tuple[str, str], response: Response) -> None:
        if response.is_streamed or (response.content_length or 0) > HOT_BYTES:
            return
        with self.lock:
            self.hot[key] = response
            while len(self.hot) > HOT_PAGES:
                self.hot.popitem(last=False)


def register(app: Flask) -> None:
    app.extensions["kept"] = Kept()


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
    key, kept = (tag, _encoding()), _kept()
    page = kept.find(key)
    if page is None:
        page = _packed(render(), key[1])
        if page.status_code != 200:
            return page
        kept.keep(key, page)
    return _headed(_copy(page), tag)


def held(key: object, seconds: float, make: Callable[[], T]) -> T:
    """What ``make`` gives, asked again after ``seconds`` only: for figures that may be that old and say so."""
    held = _kept().held
    now = time.monotonic()
    found = held.get(key)
    if found is not None and now < found[0]:
        return cast(T, found[1])
    made = make()
    if len(held) > HELD:
        held.clear()
    held[key] = (now + seconds, made)
    return made


def _tag(version: object) -> str:
    what = repr(
        (
            version,
            city().slug,
            language.current(),
            assets.kept().build,
            fragments.wanted(),
            request.path,
            settings().public_url or request.host_url,
            request.query_string,
            language.root(),
        )
    )
    return hashlib.blake2s(what.encode(), digest_size=12).hexdigest()


def _encoding() -> str:
    accepted = request.headers.get("Accept-Encoding", "")
    return "br" if "br" in accepted else "gzip" if "gzip" in accepted else ""


def _packed(rendered: str | Response, encoding: str) -> Response:
    """The answer, compressed once for everybody who will get it."""
    response = rendered if isinstance(rendered, Response) else Response(rendered)
    if response.status_code != 200 or response.is_streamed or not encoding:
        return response
    body = response.get_data()
    response.set_data(brotli.compress(body, quality=BROTLI) if encoding == "br" else gzip.compress(body, 6, mtime=0))
    response.headers["Content-Encoding"] = encoding
    return response


def _copy(kept: Response) -> Response:
    """An answer of its own for each request: later hands add headers to it."""
    if kept.is_streamed:
        return kept
    fresh = Response(kept.get_data(), content_type=kept.content_type)
    if "Content-Encoding" in kept.headers:
        fresh.headers["Content-Encoding"] = kept.headers["Content-Encoding"]
    return fresh


def _headed(response: Response, tag: str) -> Response:
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["Cache-Control"] = CONTROL
    response.headers["Vary"] = f"Accept-Encoding, {fragments.VARY}"
    return response

"""Unchanged pages cost nothing: a version names what a page shows, and the hottest pages are kept rendered."""

from __future__ import annotations

import gzip
import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TypeVar

import brotli
from flask import Response, request

from . import assets, fragments, language
from .here import city

T = TypeVar("T")
CONTROL = "public, max-age=0, must-revalidate"
HOT_PAGES = 256  # rendered pages kept in each worker
HOT_BYTES = 300_000  # a larger page is not kept
BROTLI = 5  # quality: as small as gzip 9, faster

_hot: OrderedDict[tuple[str, str], Response] = OrderedDict()
_held: dict[object, tuple[float, object]] = {}
_lock = Lock()


def answer(version: object, render: Callable[[], str | Response]) -> Response:
    """The page of ``version``: 304 if the visitor has it, else kept from before, else rendered now.

    ``version`` must change whenever anything that the page shows does; city, language, build, fragment and
    address are added here.
    """
    tag = _tag(version)
    if request.if_none_match.contains_weak(tag):
        return _headed(Response(status=304), tag)
    key = (tag, _encoding())
    with _lock:
        kept = _hot.get(key)
        if kept is not None:
            _hot.move_to_end(key)
    if kept is None:
        kept = _packed(render(), key[1])
        if kept.status_code != 200:
            return kept
        _keep(key, kept)
    return _headed(_copy(kept), tag)


def held(key: object, seconds: float, make: Callable[[], T]) -> T:
    """What ``make`` gives, asked again after ``seconds`` only: for figures that may be that old and say so."""
    now = time.monotonic()
    found = _held.get(key)
    if found is not None and now < found[0]:
        return found[1]  # type: ignore[return-value]
    made = make()
    if len(_held) > 500:
        _held.clear()
    _held[key] = (now + seconds, made)
    return made


def forget() -> None:
    """Drop everything kept in this process; for tests and for a city that was filled anew."""
    with _lock:
        _hot.clear()
    _held.clear()


def _tag(version: object) -> str:
    what = repr(
        (
            version,
            city().slug,
            language.current(),
            assets.kept().build,
            fragments.wanted(),
            request.path,
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


def _keep(key: tuple[str, str], response: Response) -> None:
    if response.is_streamed or (response.content_length or 0) > HOT_BYTES:
        return
    with _lock:
        _hot[key] = response
        while len(_hot) > HOT_PAGES:
            _hot.popitem(last=False)


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

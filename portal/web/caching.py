"""The page cache: a version names what a page shows; who has it is told so, and all others get what was rendered once.

Nothing that is kept is ever wrong: whatever changes a page changes its key. So nothing is thrown away before its time
but for space, and several nodes may share one cache (REDIS_URL). Each portal needs a Redis database of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

from cachelib.serializers import BaseSerializer
from flask import Flask, Response, g, make_response, request

from .. import clock
from ..config import COMPRESSIONS
from ..context import current_portal
from ..extensions import compress, page_cache
from . import fragments, language, links

CONTROL = "public, max-age=0, must-revalidate"
LARGEST = 300_000  # bytes as sent; a larger page is not kept
FRONT_SECONDS = "1"  # a page that is kept here nginx may keep, too, for so long: deploy/nginx.conf
#: Of the pages that are asked for in this process now: one thread makes a page, the others wait and take what is kept.
_turns: WeakValueDictionary[str, Lock] = WeakValueDictionary()


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it is sent; ``encoding``: its compression, '' for none."""

    body: bytes
    content_type: str
    encoding: str

    def response(self) -> Response:
        response = Response(self.body, content_type=self.content_type)
        if self.encoding:
            response.headers["Content-Encoding"] = self.encoding
        return response


class PageSerializer(BaseSerializer):
    """A kept page as bytes. Not pickle: whoever could write to Redis could then run code in every node."""

    def dumps(self, value: KeptPage, *_args: Any) -> bytes:
        return json.dumps([value.content_type, value.encoding]).encode() + b"\n" + value.body

    def loads(self, bvalue: bytes | None) -> KeptPage | None:
        if bvalue is None:
            return None
        head, _, body = bvalue.partition(b"\n")
        content_type, encoding = json.loads(head)
        return KeptPage(body, content_type, encoding)


def register(app: Flask) -> None:
    page_cache.init_app(app, {"CACHE_SERIALIZER": PageSerializer()})
    app.jinja_env.globals["today"] = today


def today() -> date:
    """The day in the city: every page is of one, for on paper it says when it was printed."""
    return clock.now().astimezone(ZoneInfo(current_portal().city.zone)).date()


def answer(version: object, render: Callable[[], str | Response]) -> Response:
    """The page of ``version``: 304 if the visitor has it, else as it was kept, else rendered now.

    ``version`` must change whenever anything that the page shows does; city, language, build, day, fragment and address
    are added here. Its ``repr`` must be the same in every process.
    """
    tag, made = _tag(version), False
    if request.if_none_match.contains_weak(tag):
        g.asked_again = True
        return _headed(Response(status=304), tag)
    accepted = request.accept_encodings.best_match([*COMPRESSIONS, "identity"], "identity")

    def may_be_kept(page: object) -> bool:
        return isinstance(page, KeptPage) and len(page.body) <= LARGEST and page.encoding in ("", accepted)

    @page_cache.cached(make_cache_key=lambda: f"{tag}:{accepted}", response_filter=may_be_kept)
    def page() -> KeptPage | Response:
        nonlocal made
        made = True
        return _compressed(make_response(render()))

    with _turns.setdefault(tag, Lock()):
        found = page()
    if isinstance(found, KeptPage):
        g.asked_again = not made  # then repeated.py takes it
        response = _headed(found.response(), tag)
        response.headers["X-Accel-Expires"] = FRONT_SECONDS
        return response
    return _headed(found, tag) if found.status_code == 200 else found


def _tag(version: object) -> str:
    """Names what is shown, with all that makes the page of a version look different."""
    portal = current_portal()
    what = (
        version,
        portal.pack,
        portal.build,
        language.current(),
        language.root(),
        links.origin(),
        today(),
        request.path,
        request.query_string,
        fragments.wanted(),
    )
    return hashlib.blake2s(repr(what).encode(), digest_size=12).hexdigest()


def _compressed(response: Response) -> KeptPage | Response:
    """The answer as it is sent, unless it is an error or made while it is sent."""
    if response.status_code != 200 or response.is_streamed:
        return response
    response = compress.after_request(response)
    return KeptPage(response.get_data(), response.content_type or "", response.headers.get("Content-Encoding", ""))


def _headed(response: Response, tag: str) -> Response:
    response.headers["ETag"] = f'W/"{tag}"'
    response.headers["Cache-Control"] = CONTROL
    response.headers["Vary"] = f"Accept-Encoding, {fragments.VARY}"
    return response

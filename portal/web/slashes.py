"""A slash too many at the end of an address: nobody is told that a page is missing which is there."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, current_app, request
from werkzeug.urls import iri_to_uri


def quoted(path: str | bytes) -> str:
    """A path as it stands in an address; what a browser would drop, such as a tab, stays a sign of the path."""
    return quote(path, safe="/:@!$&'()*+,;=~")


def without_slash() -> Response | None:
    """Lead to this address without the slashes at its end, on this host; None where no page is there either."""
    path = "/" + request.path.strip("/\\")  # never //host
    adapter = current_app.create_url_adapter(request)
    if request.method not in {"GET", "HEAD"} or not request.path.endswith("/") or adapter is None:
        return None
    if not adapter.test(path, "GET") or adapter.match(path, "GET")[0] == "static":  # a folder of files is no page
        return None
    target = request.root_path + quoted(path)
    query = iri_to_uri(request.query_string.decode("utf-8", "replace"))
    return Response(status=301, headers={"Location": f"{target}?{query}" if query else target})

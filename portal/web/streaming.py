"""Long answers in pieces, compressed as they go, so that memory stays flat and a telephone's data plan is spared."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from flask import Response, request

_GZIP = 16 + zlib.MAX_WBITS  # zlib's way to ask for a gzip header
_LEVEL = 4  # three quarters of the best in a third of its time


def streamed(chunks: Iterable[str], mimetype: str) -> Response:
    """An answer that is made while it is sent."""
    packed = request.accept_encodings.find("gzip") >= 0
    body = (chunk.encode() for chunk in chunks)
    response = Response(_gzipped(body) if packed else body, mimetype=mimetype)
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _gzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for chunk in chunks:
        if packed := packer.compress(chunk):
            yield packed
    yield packer.flush()

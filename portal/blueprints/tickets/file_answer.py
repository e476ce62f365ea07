"""A file of tickets as an answer: its rows, and the headers that say of what and when it is."""

from __future__ import annotations

from flask import Response

from ...exports.tickets import MIMETYPES, table_chunks
from ...queries.tickets.export import Export
from .. import lens
from . import feed
from .about import about_file, describing, next_page
from .asked_file import AskedFile


def head(file: AskedFile, found: Export, asked: lens.LensRequest) -> Response:
    """As a stream of nothing: what is streamed is not kept for those who ask for the rows."""
    return Response(iter(()), headers=_headers(file, found, asked), content_type=MIMETYPES[file.format])


def whole(file: AskedFile, found: Export, asked: lens.LensRequest) -> Response:
    """With its rows, sent as they are read."""
    about = about_file(file, found, asked)
    chunks = table_chunks(file.format, found.rows, base=feed.base(), zone=asked.zone, about=about, form=file.form)
    return Response(chunks, headers=_headers(file, found, asked), content_type=MIMETYPES[file.format])


def _headers(file: AskedFile, found: Export, asked: lens.LensRequest) -> list[tuple[str, str]]:
    day = found.clocks.latest.astimezone(asked.zone).date().isoformat()
    stem = f"{asked.sources.city.slug}-{day}-{found.seq}{file.suffix}"
    next = next_page(file, found)
    return [
        ("X-Total-Count", str(found.total)),
        ("X-Log-Seq", str(found.seq)),
        ("X-Log-Head", f"{found.seq}:{found.head}"),
        ("Link", describing(found.filter)),
        *([("Link", f'<{next}>; rel="next"')] if next else []),
        ("Content-Disposition", f'attachment; filename="{stem}.{file.format}"'),
    ]

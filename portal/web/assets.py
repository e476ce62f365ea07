"""Static files: one address for each build, so that a browser keeps a file for a year and never an old one."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from flask import Flask, request, send_from_directory
from werkzeug.wrappers import Response

from ..context import current_portal, portal_of
from . import language
from .access import public

FOLDER = Path(__file__).parent.parent / "static"
BUILD = re.compile("[0-9a-f]{10}")
#: Comments, and the space before a line. No text in a stylesheet of ours holds either.
FOR_PEOPLE = re.compile(rb"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)
YEAR, MINUTES = timedelta(days=365), timedelta(minutes=5)


def register(app: Flask) -> None:
    """Take the place of Flask's own static route, whose addresses are the same for every build."""
    portal_of(app).build = build_of(FOLDER)
    app.add_url_rule("/static/<path:filename>", "static", serve)
    app.jinja_env.globals["asset"] = address


def build_of(folder: Path) -> str:
    """Ten hexadecimal digits that change whenever any file of the folder does."""
    digest = hashlib.blake2s(digest_size=5)
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def address(name: str) -> str:
    """Where a file is fetched; never under a language, so that one copy serves all."""
    return f"{language.root()}/static/{current_portal().build}/{name}"


@lru_cache(maxsize=64)
def lean(sheet: bytes) -> bytes:
    """A stylesheet without comments and indentation."""
    return FOR_PEOPLE.sub(b"", sheet)


@public
def serve(filename: str) -> Response:
    """A static file: for a year under today's build; a page from before an update gets today's file for minutes."""
    first, _, rest = filename.partition("/")
    lasting = first == current_portal().build
    name = rest if BUILD.fullmatch(first) else filename
    # Without ranges: Flask-Compress would compress a part, and nobody could put the parts together.
    response = send_from_directory(FOLDER, name, conditional=False)
    if name.endswith(".css"):
        response.direct_passthrough = False
        response.data = lean(response.data)
        response.add_etag(overwrite=True)
    response.cache_control.no_cache = None
    response.cache_control.public = True
    response.cache_control.max_age = int((YEAR if lasting else MINUTES).total_seconds())
    response.cache_control.immutable = lasting
    return response.make_conditional(request)

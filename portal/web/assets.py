"""Static files: one address for each build, compressed once, kept for a year."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import brotli
from flask import Flask, abort, current_app, request
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

from . import language
from .access import public

#: Written and kept apart, sent as one: a cheap phone pays for every request.
BUNDLES = {
    "css/pantau.css": (
        "css/reset.css",
        "css/tokens.css",
        "css/base.css",
        "css/layout.css",
        "css/parts.css",
        "css/timeline.css",
        "css/print.css",
    ),
}
TEXT = {"text/css", "text/javascript", "application/javascript", "application/json", "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"
SHORTLY = "public, max-age=300"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent: plain, and for texts compressed in two ways."""

    body: bytes
    mimetype: str
    brotli: bytes | None
    gzip: bytes | None


class Assets:
    """The files of one folder. ``build`` changes whenever a file does, and is part of every address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._kept: dict[str, Asset] = {}

    @cached_property
    def build(self) -> str:
        digest = hashlib.blake2s(digest_size=5)
        for path in sorted(p for p in self.folder.rglob("*") if p.is_file()):
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()

    def address(self, name: str) -> str:
        """Where an asset is fetched; never under a language, so that one copy serves all."""
        return f"{language.root()}/static/{self.build}/{name}"

    def find(self, name: str) -> Asset | None:
        """The asset of that name, read once; None if there is none."""
        if name not in self._kept:
            body = self._read(name)
            if body is None:
                return None
            mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
            text = mimetype in TEXT
            self._kept[name] = Asset(
                body, mimetype, brotli.compress(body) if text else None, gzip.compress(body, mtime=0) if text else None
            )
        return self._kept[name]

    def _read(self, name: str) -> bytes | None:
        parts = BUNDLES.get(name, (name,))
        bodies = [self._file(part) for part in parts]
        return None if None in bodies else b"\n".join(b for b in bodies if b is not None)

    def _file(self, name: str) -> bytes | None:
        path = safe_join(str(self.folder), name)
        try:
            return Path(path).read_bytes() if path else None
        except (OSError, ValueError):
            return None


def register(app: Flask) -> None:
    """Take the place of Flask's own static files."""
    app.extensions["assets"] = assets = Assets(Path(app.static_folder or ""))
    app.view_functions["static"] = serve
    app.jinja_env.globals["asset"] = assets.address


def kept() -> Assets:
    found: Assets = current_app.extensions["assets"]
    return found


@public
def serve(filename: str) -> Response:
    """A static file: for a year under its build, for minutes without."""
    assets = kept()
    first, _, rest = filename.partition("/")
    lasting = first == assets.build
    found = assets.find(rest if lasting or _is_build(first) else filename)
    if found is None:
        abort(404)
    body, encoding = _encoded(found)
    response = Response(body, mimetype=found.mimetype)
    response.headers["Cache-Control"] = FOREVER if lasting else SHORTLY
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def _is_build(segment: str) -> bool:
    """An older page may name an older build: it gets today's file, but does not keep it."""
    return len(segment) == 10 and all(c in "0123456789abcdef" for c in segment)


def _encoded(asset: Asset) -> tuple[bytes, str]:
    accepted = request.accept_encodings
    if asset.brotli is not None and accepted.find("br") >= 0:
        return asset.brotli, "br"
    if asset.gzip is not None and accepted.find("gzip") >= 0:
        return asset.gzip, "gzip"
    return asset.body, ""

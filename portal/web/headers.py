"""Security headers of every answer: nothing inline, nothing from other hosts, no framing."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.wrappers import Response

from ..context import portal_of
from .sessions import is_desk

MARK = "Content-Security-Policy"


def policy(basemap: str) -> str:
    """The Content-Security-Policy; ``basemap`` is the only foreign address that may give images."""
    images = "img-src 'self' data:"
    host = tile_host(basemap)
    return "; ".join(
        (
            "default-src 'self'",
            f"{images} {host}" if host else images,
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def tile_host(basemap: str) -> str:
    """Scheme and host of a tile address, a ``{s}`` in it as a wildcard; '' for our own or none."""
    parts = urlsplit(basemap)
    host = re.sub(r"^\{\w+\}", "*", parts.netloc)
    return f"{parts.scheme}://{host}" if parts.scheme in {"http", "https"} and re.fullmatch(r"[\w.*:-]+", host) else ""


def register(app: Flask) -> None:
    settings = portal_of(app).settings
    fixed = {
        MARK: policy(settings.basemap),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if settings.public_url.startswith("https:") and settings.hsts != "off":
        fixed["Strict-Transport-Security"] = settings.hsts
    pairs = list(fixed.items())

    @app.after_request
    def add_headers(response: Response) -> Response:
        if MARK not in response.headers:
            response.headers.extend(pairs)
        if is_desk(request.path):
            response.headers["Cache-Control"] = "no-store"
        return response

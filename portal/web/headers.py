"""Security headers of every answer: nothing inline, nothing from other hosts, no framing but of what is made for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.wrappers import Response

from ..context import portal_of
from .sessions import is_desk

P = ParamSpec("P")
R = TypeVar("R")
MARK = "Content-Security-Policy"
FRAMES = "X-Frame-Options"
KIND = "portal_headers"
PICTURE = "default-src 'none'; sandbox; frame-ancestors 'none'"
PRIVATE = (("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex, nofollow"))
DRAWING = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def framed(view: Callable[P, R]) -> Callable[P, R]:
    """Other sites may show this page in a frame: it has no form, no cookie and no script."""
    setattr(view, KIND, "framed")
    return view


def drawing(view: Callable[P, R]) -> Callable[P, R]:
    """An SVG file, which carries its own style and nothing that runs or is fetched."""
    setattr(view, KIND, "drawing")
    return view


def picture(view: Callable[P, R]) -> Callable[P, R]:
    """A file that came from outside: nothing in it runs or is fetched, whatever a browser makes of it."""
    setattr(view, KIND, "picture")
    return view


def private(view: Callable[P, R]) -> Callable[P, R]:
    """A page behind a secret address: kept by nobody, found by nobody, and told to no other site."""
    setattr(view, KIND, "private")
    return view


def policy(basemap: str, frames: str = "'none'") -> str:
    """The Content-Security-Policy; ``basemap`` is the only foreign address that may give images, ``frames`` say who may
    show the page in a frame."""
    images = "img-src 'self' data:"
    host = tile_host(basemap)
    return "; ".join(
        (
            "default-src 'self'",
            f"{images} {host}" if host else images,
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            f"frame-ancestors {frames}",
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
        FRAMES: "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), payment=(), usb=(), geolocation=(self)",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if settings.public_url.startswith("https:") and settings.hsts != "off":
        fixed["Strict-Transport-Security"] = settings.hsts
    pairs = {
        "": list(fixed.items()),
        "framed": [(n, policy("", frames="*") if n == MARK else said) for n, said in fixed.items() if n != FRAMES],
        "picture": [(name, PICTURE if name == MARK else said) for name, said in fixed.items()],
        "drawing": [(name, DRAWING if name == MARK else said) for name, said in fixed.items()],
    }

    pairs["private"] = [*fixed.items(), *PRIVATE]
    pairs["private"].remove(("Referrer-Policy", fixed["Referrer-Policy"]))

    @app.after_request
    def add_headers(response: Response) -> Response:
        if MARK not in response.headers:
            response.headers.extend(pairs[_kind(app, response)])
        if is_desk(request.path) or _kind(app, response) == "private":
            response.headers["Cache-Control"] = "no-store"
        return response


def _kind(app: Flask, response: Response) -> str:
    """Which headers an answer gets; an error is never one of those that are made for elsewhere."""
    view = app.view_functions.get(request.endpoint or "")
    kind = str(getattr(view, KIND, ""))
    return kind if kind == "private" or response.status_code < 400 else ""

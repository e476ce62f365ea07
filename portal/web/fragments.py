"""Page or fragment: the one place that reads what htmx says about its request."""

from __future__ import annotations

from flask import render_template, request

VARY = "HX-Request, HX-Request-Type, HX-History-Restore-Request"


def wanted() -> bool:
    """Whether htmx asks for a part of the page; history restores and boosted links want all of it."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-Request-Type") != "full"
    )


def render(page: str, fragment: str, **context: object) -> str:
    """The page, or its fragment when htmx asks for it: one URL, one context. Answers must vary by VARY."""
    return render_template(fragment if wanted() else page, **context)

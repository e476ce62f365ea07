"""What people read when something goes wrong: what happened and what to do, in their language, logged once."""

from __future__ import annotations

from flask import Flask, abort, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from . import fragments

#: Errors with a page of their own in templates/errors/; others use the nearest.
PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503})
JSON = (".json", ".geojson")
PLAIN = (".csv", ".atom", ".xml", ".txt")


def register(app: Flask) -> None:
    app.before_request(refuse_nul)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(InternalServerError, refused)  # Flask has logged the cause by then
    app.register_error_handler(CSRFError, form_too_old)
    app.register_error_handler(OperationalError, database_away)
    app.register_error_handler(InterfaceError, database_away)


def refuse_nul() -> None:
    """No browser sends a NUL and PostgreSQL keeps none: such an address leads nowhere, such a form is refused."""
    if "\0" in request.path:
        abort(404)
    if request.method == "POST" and any("\0" in value for values in request.form.listvalues() for value in values):
        abort(400)


def refused(error: HTTPException) -> ResponseReturnValue:
    """An HTTP error as a page, a fragment, JSON or a line of text; redirects pass."""
    if error.code is None or error.code < 400:
        return error
    return page(error.code, error)


def form_too_old(error: CSRFError) -> ResponseReturnValue:
    """The form's token is missing or of another session."""
    return page(400, error, "errors/form.html")


def database_away(error: OperationalError | InterfaceError) -> ResponseReturnValue:
    """The database does not answer: say so, once in the log, and when to come back."""
    current_app.logger.error("database away: %s", error.orig or error)
    response = page(503)
    response.headers["Retry-After"] = "30"
    return response


def page(code: int, error: HTTPException | None = None, template: str = "") -> Response:
    """The answer for an error, in the form that the address promises."""
    shown = code if code in PAGES else (400 if code < 500 else 500)
    if request.path.endswith(JSON):
        response: Response = jsonify(error={"code": code, "name": _name(error, code)})
    elif request.path.endswith(PLAIN):
        response = make_response(f"{code} {_name(error, code)}\n", {"Content-Type": "text/plain; charset=utf-8"})
    else:
        response = make_response(_html(template or f"errors/{shown}.html", code))
    _carry_over(error, response)
    response.status_code = code
    response.headers["Cache-Control"] = "no-store"
    return response


def _html(template: str, code: int) -> str:
    """The page; plain words if even that fails, so that nothing ever answers with a trace."""
    try:
        return render_template(template, code=code, fragment=fragments.wanted())
    except Exception:
        current_app.logger.exception("error page %s failed", template)
        return f"<!doctype html><title>{code}</title><h1>{code}</h1>"


def _name(error: HTTPException | None, code: int) -> str:
    return error.name if error is not None else {503: "Service Unavailable"}.get(code, "Error")


def _carry_over(error: HTTPException | None, response: Response) -> None:
    """Headers that belong to the error itself, such as Allow and Retry-After."""
    if error is None:
        return
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value

"""Errors: what happened and what to do, in the visitor's language and the format of the address, logged once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from posixpath import splitext
from xml.etree.ElementTree import Element, SubElement, tostring

from flask import Flask, Response, abort, current_app, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy import exc as database_errors
from werkzeug.exceptions import BadRequest, HTTPException, InternalServerError

from . import fragments, slashes
from .database_faults import RETRY_SECONDS, DatabaseFault, fault_of, is_fault

#: Errors with a page of their own in templates/errors/; others use the nearest.
PAGES = frozenset({400, 401, 403, 404, 405, 409, 413, 414, 422, 429, 431, 500, 503})
_LONGEST = 80  # characters of a value that could not be read that are repeated
#: Names of fields and the values of each that could not be read.
Unread = Mapping[str, Sequence[str]]


class UnreadableFilter(BadRequest):
    """A part of the filter that the address asks for could not be read, or cannot be answered: then ``why``, in a
    sentence or two, and by name the addresses of what can be had ``instead``."""

    def __init__(self, unread: Unread, why: str = "", instead: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.unread = {name: [_one_line(value) for value in values] for name, values in unread.items()}
        self.why, self.instead = why, dict(instead or {})


def _one_line(value: str) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in value).split())
    return text[:_LONGEST]


#: What somebody who tries to get around a limit or a form's token is answered with.
GUARDED = frozenset({413, 414, 429, 431})
STALE_FORM = "errors/form.html"


def register(app: Flask) -> None:
    app.before_request(refuse_nul)
    app.register_error_handler(HTTPException, refused)
    app.register_error_handler(InternalServerError, refused)  # Flask has logged the cause by then
    app.register_error_handler(CSRFError, form_too_old)
    for kind in (database_errors.DBAPIError, database_errors.TimeoutError, sqlite3.Error):
        app.register_error_handler(kind, database_away)


def refuse_nul() -> None:
    """No browser sends a NUL and PostgreSQL keeps none: such an address leads nowhere, such a form is refused."""
    if "\0" in request.path:
        abort(404)
    if request.method == "POST" and any("\0" in value for values in request.form.listvalues() for value in values):
        abort(400)


def refused(error: HTTPException) -> ResponseReturnValue:
    """An HTTP error as a page, a fragment or in the format of its address; redirects pass."""
    if error.code is None or error.code < 400:
        return error
    forgiven = slashes.without_slash() if error.code == 404 else None
    return forgiven or page(error.code, error)


def form_too_old(error: CSRFError) -> ResponseReturnValue:
    """The form's token is missing or of another session."""
    return page(400, error, STALE_FORM)


def database_away(error: Exception) -> ResponseReturnValue:
    """The database does not answer, or not in time, or cannot be written: say which, and when to come back."""
    if not is_fault(error):
        raise error  # a mistake of ours
    fault = fault_of(error)
    current_app.logger.error("database %s: %s", fault.value, getattr(error, "orig", None) or error)
    return _come_back(fault)


def index_away(error: Exception) -> ResponseReturnValue:
    """The search index is lost or damaged; the worker builds another one."""
    current_app.logger.error("search index away: %s", " ".join(str(error).split())[:_LONGEST])
    return _come_back(DatabaseFault.INDEX)


def _come_back(fault: DatabaseFault) -> Response:
    g.fault = fault
    response = page(503)
    response.headers["Retry-After"] = str(RETRY_SECONDS[fault])
    return response


def page(code: int, error: HTTPException | None = None, template: str = "") -> Response:
    """The answer for an error, in the format of the address."""
    if code in GUARDED or template == STALE_FORM:
        current_app.logger.warning("refused: %s", "a form without its token" if template else _name(error, code))
    shown = code if code in PAGES else (400 if code < 500 else 500)
    write = FORMATS.get(splitext(request.path)[1])
    refused = error if isinstance(error, UnreadableFilter) else UnreadableFilter({})
    response = write(code, _name(error, code), refused) if write else _html(template or f"errors/{shown}.html", code)
    _carry_over(error, response)
    response.status_code = code
    response.headers["Cache-Control"] = "no-store"
    return response


def _html(template: str, code: int) -> Response:
    """The page; plain words if even that fails, so that nothing ever answers with a trace."""
    part = fragments.wanted()
    ours = code >= 500  # what the visitor did wrong may be the very form, which is not read again then
    typed = list(request.form.items(multi=True)) if ours and not part and "text" in request.form else []
    g.without_database = ours  # what has failed cannot help to say so
    try:
        return make_response(
            render_template(template, code=code, fragment=part, fault=g.get("fault", ""), typed_form=typed)
        )
    except Exception:
        current_app.logger.exception("error page %s failed", template)
        return make_response(f"<!doctype html><title>{code}</title><h1>{code}</h1>")


def _json(code: int, name: str, refused: UnreadableFilter) -> Response:
    error: dict[str, object] = {"code": code, "name": name}
    if refused.unread:
        error["fields"] = list(refused.unread)
        error |= {"why": refused.why, "instead": refused.instead} if refused.why else {"unread": refused.unread}
    return jsonify(error=error)


def _text(code: int, name: str, refused: UnreadableFilter) -> Response:
    lines = [f"{code} {name}"]
    if refused.why:
        lines += [refused.why, *(f"{what}: {address}" for what, address in refused.instead.items())]
    else:
        lines += [_("Tidak terbaca: %(part)s", part=part) for part in _parts(refused.unread)]
    lines += [str(ADVICE[code])] if code in ADVICE else []
    return make_response("\n".join([*lines, ""]), {"Content-Type": "text/plain; charset=utf-8"})


def _xml(code: int, name: str, refused: UnreadableFilter) -> Response:
    root = Element("error")
    SubElement(root, "code").text = str(code)
    SubElement(root, "name").text = name
    for field, values in refused.unread.items():
        for value in values or [""]:
            SubElement(root, "field", name=_one_line(field)).text = value
    if refused.why:
        SubElement(root, "why").text = refused.why
    for what, address in refused.instead.items():
        SubElement(root, "instead", name=what).text = address
    text = '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"
    return make_response(text, {"Content-Type": "application/xml; charset=utf-8"})


def _parts(unread: Unread) -> list[str]:
    return [f"{_one_line(name)}={value}" for name, values in unread.items() for value in values or [""]]


#: What to do, in a file that cannot be had: what its page would say.
ADVICE = {
    429: _l("Tunggu sebentar, lalu coba lagi. Batas ini menjaga agar halaman tetap cepat untuk semua orang."),
}
#: How an error is written where an address ends so; everything else is a page.
FORMATS: dict[str, Callable[[int, str, UnreadableFilter], Response]] = {
    ".json": _json,
    ".geojson": _json,
    ".csv": _text,
    ".atom": _xml,
    ".xml": _xml,
    ".txt": _text,
}


def _name(error: HTTPException | None, code: int) -> str:
    return error.name if error is not None else {503: "Service Unavailable"}.get(code, "Error")


def _carry_over(error: HTTPException | None, response: Response) -> None:
    """Headers that belong to the error itself, such as Allow and Retry-After."""
    if error is None:
        return
    for name, value in error.get_headers():
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value

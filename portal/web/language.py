"""The language of a page: the city's first one without a prefix, the others under their own first path segment."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.support import NullTranslations, Translations
from flask import Flask, request
from flask_babel import Babel
from werkzeug.wrappers import Response

from ..context import current_portal, portal_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

#: Where the middleware leaves what it found: the language, and the path that static files hang from.
LANGUAGE = "pantau.language"
ROOT = "pantau.root"
#: (language, SCRIPT_NAME, ROOT), where they are asked for a hundred times a page; unset outside requests and while a
#: body streams.
_speaking: ContextVar[tuple[str, str, str] | None] = ContextVar("speaking", default=None)
NAMES = {"id": "Indonesia", "en": "English"}


class LanguagePrefix:
    """WSGI middleware: moves ``/en`` from PATH_INFO to SCRIPT_NAME, so that url_for keeps it by itself."""

    def __init__(self, application: WSGIApplication, languages: tuple[str, ...]) -> None:
        self.application = application
        self.first = languages[0]
        self.others = frozenset(languages[1:])

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        root, path = environ.get("SCRIPT_NAME", ""), environ.get("PATH_INFO", "")
        environ[ROOT], environ[LANGUAGE] = root, self.first
        segment, _, rest = path[1:].partition("/")
        if segment in self.others:
            environ[LANGUAGE] = segment
            environ["SCRIPT_NAME"] = f"{root}/{segment}"
            environ["PATH_INFO"] = f"/{rest}"
        elif segment == self.first and environ.get("REQUEST_METHOD") in {"GET", "HEAD"}:
            return self._without_prefix(environ, f"{root}/{rest}")(environ, start_response)
        token = _speaking.set((environ[LANGUAGE], environ.get("SCRIPT_NAME", ""), root))
        try:
            return self.application(environ, start_response)
        finally:
            _speaking.reset(token)

    @staticmethod
    def _without_prefix(environ: WSGIEnvironment, path: str) -> Response:
        """The first language has no prefix: one page, one address."""
        query = environ.get("QUERY_STRING", "")
        target = "/" + path.lstrip("/\\")  # never //host
        quoted = target.encode("latin-1", "replace").decode("utf-8", "replace")
        return Response(status=301, headers={"Location": f"{quoted}?{query}" if query else quoted})


def register(app: Flask, babel: Babel) -> None:
    languages: tuple[str, ...] = portal_of(app).city.languages
    app.wsgi_app = LanguagePrefix(app.wsgi_app, languages)  # type: ignore[method-assign]
    babel.init_app(
        app,
        default_locale=languages[0],
        default_timezone=portal_of(app).city.zone,
        locale_selector=current,
    )
    app.jinja_env.globals.update(language=current, in_language=in_language)


def current() -> str:
    """The language of this request; the city's first outside one."""
    speaking = _speaking.get()
    if speaking is not None:
        return speaking[0]
    try:
        found: str | None = request.environ.get(LANGUAGE)
    except RuntimeError:  # there is no request
        found = None
    return found or current_portal().city.languages[0]


def text(message: str, **values: object) -> str:
    """A text of the code in this page's language. Templates have their own way: templating.py."""
    return _catalogue(current()).gettext(message) % values


def texts(one: str, many: str, num: int, **values: object) -> str:
    """As ``text``, of one or of many; ``num`` may be filled in."""
    return _catalogue(current()).ngettext(one, many, num) % {"num": num, **values}


@lru_cache
def _catalogue(language: str) -> NullTranslations:
    """The texts of a language; the source language needs none."""
    return Translations.load(str(Path(__file__).parent.parent / "translations"), [language])


def prefix() -> str:
    """What every address of a page begins with: where the portal is mounted, and the language."""
    speaking = _speaking.get()
    return speaking[1] if speaking is not None else request.script_root


def root() -> str:
    """The path before every language: what addresses of static files begin with."""
    speaking = _speaking.get()
    if speaking is not None:
        return speaking[2]
    return str(request.environ.get(ROOT, "")) if request else ""


def in_language(name: str, name_en: str = "") -> str:
    """Of a name in the city's language and in English, the one for this page."""
    return name_en if name_en and current() == "en" else name


def others() -> list[tuple[str, str, str]]:
    """(code, name, address of this same page) for each other language of the city."""
    languages, mine, before = current_portal().city.languages, current(), root()
    query = request.query_string.decode("utf-8", "replace")
    rest = f"{request.path}?{query}" if query else request.path
    return [
        (code, NAMES.get(code, code), f"{before}{'' if code == languages[0] else '/' + code}{rest}")
        for code in languages
        if code != mine
    ]

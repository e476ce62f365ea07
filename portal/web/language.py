"""The language of a page: the city's first one without a prefix, the others under their own first path segment."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from babel.support import NullTranslations, Translations
from flask import Flask, has_request_context, request
from flask_babel import Babel, force_locale, get_translations
from jinja2 import Environment
from werkzeug.wrappers import Response

from ..context import current_portal, portal_of
from ..spoken import language as spoken_language
from ..spoken import speaking
from .slashes import quoted

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

#: Where the middleware leaves what it found: the language, and the path before every language.
LANGUAGE = "pantau.language"
ROOT = "pantau.root"
NAMES = {"id": "Indonesia", "en": "English"}


class LanguagePrefix:
    """WSGI middleware: moves ``/en`` from PATH_INFO to SCRIPT_NAME, so that url_for adds it to every address."""

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
        with speaking(environ[LANGUAGE]):
            return self.application(environ, start_response)

    @staticmethod
    def _without_prefix(environ: WSGIEnvironment, path: str) -> Response:
        """The first language has no prefix: one page, one address."""
        query = environ.get("QUERY_STRING", "")
        target = "/" + path.lstrip("/\\")  # never //host
        address = quoted(target.encode("latin-1", "replace"))
        return Response(status=301, headers={"Location": f"{address}?{query}" if query else address})


def register(app: Flask, babel: Babel) -> None:
    """Let the address choose Flask-Babel's locale, and the city its time zone."""
    city = portal_of(app).city
    app.wsgi_app = LanguagePrefix(app.wsgi_app, city.languages)  # type: ignore[method-assign]
    babel.init_app(app, default_locale=city.languages[0], default_timezone=city.zone, locale_selector=requested)
    with app.app_context():
        _install_texts(app.jinja_env, city.languages)
    app.jinja_env.globals.update(language=current, in_language=in_language, other_languages=others)


def _install_texts(environment: Environment, languages: tuple[str, ...]) -> None:
    """Flask-Babel's texts for templates. Its own callables look for the locale three times a text, these once."""
    known: dict[str, Translations | NullTranslations] = {}
    for language in languages:
        with force_locale(language):
            known[language] = get_translations()

    def translations() -> Translations | NullTranslations:
        found = known.get(current())
        return get_translations() if found is None else found

    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: translations().ugettext(text),
        lambda one, many, count: translations().ungettext(one, many, count),
        newstyle=True,
    )
    environment.globals["_"] = environment.globals["gettext"]


def requested() -> str:
    """The language that the address names; the city's first outside a request."""
    first = current_portal().city.languages[0]
    return str(request.environ.get(LANGUAGE, first)) if has_request_context() else first


def current() -> str:
    """The language in use: that of the request, unless ``spoken.forced`` says another."""
    return spoken_language()


def root() -> str:
    """The path before every language, where addresses of static files begin; '' outside a request."""
    return str(request.environ.get(ROOT, "")) if has_request_context() else ""


def in_language(name: str, name_en: str = "") -> str:
    """Of a name in the city's language and in English, the one for this page."""
    return name_en if name_en and current() == "en" else name


def others() -> list[tuple[str, str, str]]:
    """(code, name, address of this same page) for each other language of the city."""
    query = request.query_string.decode("utf-8", "replace")
    rest = f"{request.path}?{query}" if query else request.path
    return [(code, NAMES.get(code, code), path) for code, path in in_each(rest) if code != current()]


def in_each(rest: str) -> list[tuple[str, str]]:
    """(code, address) of a page in each language of the city, its first one first; ``rest``: without any language."""
    languages, before = current_portal().city.languages, root()
    return [(code, f"{before}{'' if code == languages[0] else '/' + code}{rest}") for code in languages]

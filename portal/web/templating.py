"""Makes templates cheap: a page calls a thousand macros and texts, and Jinja asks the same questions at each."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask, request
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from ..context import portal_of
from .compiling import PLAIN, quick
from .language import current, root
from .sessions import is_desk

CATALOGUES = "translations"
NUMBERS = frozenset({int, float})


class QuickContext(Context):
    """Calls macros and plain functions at once; whatever else can be called goes Jinja's own way."""

    def call(self, called: Any, *args: Any, **kwargs: Any) -> Any:
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind in PLAIN:
            wants = getattr(called, "jinja_pass_arg", None)
            if wants is not None:
                if wants.name != "eval_context":
                    return super().call(called, *args, **kwargs)
                args = (self.eval_ctx, *args)
        else:
            return super().call(called, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return called(*args, **kwargs)


class Texts(dict[str, tuple[str, Markup | None]]):
    """The texts of one language as they are asked for; a text without a translation stands for itself.

    Beside each the same as a template prints it, None where things are filled in.
    """

    def __init__(self, catalogue: NullTranslations) -> None:
        super().__init__()
        self.catalogue = catalogue

    def __missing__(self, text: str) -> tuple[str, Markup | None]:
        words = self.catalogue.gettext(text)
        found = self[text] = (words, None if "%" in words else Markup(words))  # noqa: S704 - our own words
        return found


def register(app: Flask) -> None:
    """Take the place of the functions that Flask-Babel gives to templates, and mean the same."""
    directory = str(Path(app.root_path) / CATALOGUES)
    texts = {code: Texts(Translations.load(directory, [code])) for code in portal_of(app).city.languages}

    @pass_eval_context
    def gettext(context: EvalContext, text: str, /, **values: object) -> str:
        words, printed = texts[current()][text]
        if not context.autoescape:
            return words % values if printed is None else words
        return printed if printed is not None else Markup(words % _escaped(values))  # noqa: S704 - escaped

    @pass_eval_context
    def ngettext(context: EvalContext, one: str, many: str, count: int, /, **values: object) -> str:
        words = texts[current()].catalogue.ngettext(one, many, count)
        values.setdefault("num", count)
        return Markup(words % _escaped(values)) if context.autoescape else words % values  # noqa: S704 - escaped

    app.jinja_env.context_class = QuickContext
    app.jinja_env.make_globals = partial(_globals, app.jinja_env.globals)  # type: ignore[method-assign]
    app.update_template_context = _public_context(app.update_template_context)  # type: ignore[method-assign, assignment]
    drawn: dict[object, Markup] = {}

    def once(macro: Macro, *args: str) -> Markup:
        """What a macro draws of these words, drawn once for each language: menus are the same on every page."""
        key = (macro.name, current(), root(), *args)
        if key not in drawn:
            drawn[key] = Markup(macro(*args))  # noqa: S704 - a macro has escaped it
        return drawn[key]

    app.jinja_env.globals["once"] = once
    app.jinja_env.globals.update({"_": gettext, "gettext": gettext, "ngettext": ngettext})


def _escaped(values: dict[str, object]) -> dict[str, object]:
    """What is filled into a text; a number stays one, for the text may say how it is written."""
    return {name: value if type(value) in NUMBERS else quick(value) for name, value in values.items()}


def _globals(shared: MutableMapping[str, Any], own: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
    """One plain dict: Jinja's ChainMap is asked a thousand times a page. Nothing is added after the first page."""
    return {**shared, **(own or {})}


def _public_context(everything: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    """Public pages are not told who is signed in, nor what is in a session: asking would already cost."""

    def fill(context: dict[str, Any]) -> None:
        if not request or is_desk(request.path):
            everything(context)

    return fill

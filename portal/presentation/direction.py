"""Names that are written from right to left, within sentences that are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context

from ..spoken import language

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
KEPT = 8192  # sentences into which nothing is set: a page says a hundred of them, and each is looked up, marked, read
#: Unicode's first strong isolate and its end: they hold in titles and letters too, where no <bdi> may stand.
START, END = "\u2068", "\u2069"


Text = TypeVar("Text", bound=str)


def isolated(name: Text) -> Text:
    """A stored name between marks, so that it does not move the words around it; one from left to right needs none."""
    if not RIGHT_TO_LEFT.search(name):
        return name
    return type(name)(f"{START}{name}{END}")


def isolated_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is set into a sentence, its names isolated."""
    return {key: isolated(value) if isinstance(value, str) else value for key, value in values.items()}


def register(app: Flask) -> None:
    """Every sentence of a template isolates the names that are set into it; elsewhere ``| isolated`` does."""
    app.add_template_filter(isolated)
    texts: dict[str, Any] = app.jinja_env.globals
    texts.update(gettext=_isolating(texts["gettext"]), ngettext=_isolating(texts["ngettext"]))
    texts["_"] = texts["gettext"]


def _isolating(say: Callable[..., str]) -> Callable[..., str]:
    known: dict[tuple[str, bool, str], str] = {}

    @pass_context
    def said(context: Context, *texts: Any, **values: Any) -> str:
        if values or len(texts) > 1:
            return say(context, *texts, **isolated_values(values))
        what = language(), context.eval_ctx.autoescape, texts[0]
        if (found := known.get(what)) is None:
            found = say(context, *texts)
            if len(known) < KEPT:
                known[what] = found
        return found

    return said

"""Forms are filled in as a browser sends them, in either language, without the portal and its database."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

import portal
from portal.forms.words import PortalForm

Errors = dict[str, list[str]]
Fill = Callable[..., Any]
Refuse = Callable[..., Errors]
Filled = tuple[PortalForm, Errors]


@pytest.fixture
def plain_app() -> Flask:
    """An application that knows no more than the portal's words."""
    app = Flask("forms")
    app.config.update(SECRET_KEY="the tests'", WTF_CSRF_ENABLED=False, BABEL_DEFAULT_LOCALE="id")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(Path(portal.__file__).parent / "translations")
    Babel(app)
    return app


@pytest.fixture
def fill(plain_app: Flask) -> Fill:
    """A form of a kind with what was typed, validated; ``agencies`` are those that it offers."""

    def filled(
        form: type[PortalForm], language: str = "id", agencies: list[tuple[int, str]] | None = None, **typed: str
    ) -> Filled:
        with plain_app.test_request_context(method="POST", data=typed), force_locale(language):
            made = form()
            if agencies is not None:
                made.offer(agencies)
            made.validate()
            return made, {name: [str(text) for text in texts] for name, texts in made.errors.items()}

    return filled


@pytest.fixture
def refuse(fill: Fill) -> Refuse:
    """What a form refuses: the messages by field; empty when it takes everything."""

    def errors(*arguments: Any, **typed: Any) -> Errors:
        found: Errors = fill(*arguments, **typed)[1]
        return found

    return errors

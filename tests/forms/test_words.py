"""WTForms' own messages: no form of the portal speaks English to whoever reads Indonesian."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.forms import sign_in, words, work
from portal.forms.words import MESSAGES, FormMessages, PortalForm
from tests.forms.conftest import Fill

FORMS = sorted(
    {
        form
        for module in (sign_in, work)
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, PortalForm) and form is not PortalForm
    },
    key=lambda form: form.__name__,
)
NONSENSE = ["", "\x00", "nonsense", "x" * 200_000, "-1", "2026-13-45"]


def test_there_are_forms_to_examine() -> None:
    assert len(FORMS) >= 9


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("typed", NONSENSE)
def test_whatever_is_typed_a_form_says_nothing_that_is_not_translated(
    fill: Fill, monkeypatch: pytest.MonkeyPatch, form: type[PortalForm], typed: str
) -> None:
    asked: list[str] = []

    def gettext(self: FormMessages, text: str) -> str:
        asked.append(text)
        return text

    monkeypatch.setattr(words.FormMessages, "gettext", gettext)
    fields = {name for base in form.__mro__ for name, field in vars(base).items() if hasattr(field, "field_class")}
    agencies = [(1, "A")] if hasattr(form, "offer") else None
    fill(form, agencies=agencies, **dict.fromkeys(fields, typed))
    sentences = {text for text in asked if text.endswith(".")}  # the others name hidden fields, which nobody sees
    assert sentences <= MESSAGES.keys()


@pytest.mark.parametrize("message", MESSAGES)
def test_each_message_has_its_words_in_both_languages(plain_app: Flask, message: str) -> None:
    with plain_app.test_request_context():
        said = {}
        for language in ("id", "en"):
            with force_locale(language):
                said[language] = FormMessages().gettext(message)
    assert said["id"] != said["en"] and message not in said.values()


def test_one_character_and_many_are_counted_by_the_same_words(plain_app: Flask) -> None:
    one, many = [message for message in MESSAGES if "character" in message]
    with plain_app.test_request_context(), force_locale("id"):
        assert FormMessages().ngettext(one, many, 1) == FormMessages().ngettext(one, many, 2)


def test_a_message_that_is_not_ours_stays_as_it_is() -> None:
    assert FormMessages().gettext("Something else.") == "Something else."

"""Statuses are found by every word that the pages print for them."""

from __future__ import annotations

from flask import Flask
from flask_babel import force_locale

from portal.domain.names import address
from portal.presentation.words import STATUS_NAMES, STATUS_TYPE_NAMES
from portal.search.status_names import STATUSES

#: What pages call a status is, in English, also the name of the type that holds it.
WIDER = {"selesai": "resolved", "ditutup": "closed"}


def test_what_pages_print_is_a_name_in_both_languages(app: Flask) -> None:
    printed = {status.value: name for status, name in STATUS_NAMES.items()}
    printed |= {kind.value: name for kind, name in STATUS_TYPE_NAMES.items()}
    for language in ("id", "en"):
        with app.test_request_context(), force_locale(language):
            for value, name in printed.items():
                meant = STATUSES.get(address(str(name)))
                assert meant in (value, WIDER.get(value)), f"{language}: {name}"

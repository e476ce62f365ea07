"""What the reporter says by the private link with words and photos: an answer, more, or that the work is not done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from ...actions.ask_reporter import answer_question
from ...actions.judge import judge
from ...actions.reporting import say_more
from ...context import current_portal
from ...domain.status import Refused
from ...forms.report import OwnWordsForm
from ...presentation.refusals import refusal_text
from ...web.public_forms import FIELD, form_key
from .own import HalfSaid, opened, own_page, takes_photos
from .photos import BUTTON, pictures, receive


def contested() -> ResponseReturnValue:
    """Open the report again with what the form brings, or show the form again with why not."""
    token = request.form.get("k", "")
    if not opened(token).asks:
        return own_page(token, 422, refused=refusal_text("not_asked_now", {}))
    city = current_portal().city
    return _said("undone", "contested", lambda id, words, key: judge(id, city, done=False, words=words, photos_of=key))


def added() -> ResponseReturnValue:
    """Put what the form brings into the timeline."""
    return _said("text", "said", partial(say_more, city=current_portal().city))


def answered() -> ResponseReturnValue:
    """Answer the agency's question with what the form brings."""
    return _said("answer", "answered", partial(answer_question, city=current_portal().city))


def _said(field: str, done: str, do: Callable[[int, str, str], object]) -> ResponseReturnValue:
    """``do`` is given the ticket, the words, and the key of the form with which the photos wait."""
    token, form = request.form.get("k", ""), OwnWordsForm()
    own = opened(token)
    faults = receive() if takes_photos() else []
    if BUTTON in request.form:
        return own_page(token, half=_half(field, form, faults))
    if not form.validate() or faults:
        return own_page(token, 422, half=_half(field, form, [*faults, *form.text.errors]))
    try:
        do(own.ticket_id, form.text.data or "", form_key())
    except Refused as refusal:
        return own_page(token, 422, half=_half(field, form, [refusal_text(refusal.reason, refusal.facts)]))
    return redirect(url_for("report.mine", k=token, done=done), 303)


def _half(field: str, form: OwnWordsForm, faults: Sequence[str]) -> HalfSaid:
    return HalfSaid(field, request.form.get(FIELD, ""), form.text.data or "", faults, pictures())

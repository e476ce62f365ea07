"""The reporter contests an end by the private link, with words and with photos of what is not done."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from ...actions.judge import judge
from ...context import current_portal
from ...domain.status import Refused
from ...forms.report import OwnWordsForm
from ...presentation.words import refusal_text
from ...web.public_forms import FIELD, form_key
from .own import HalfContest, opened, own_page, takes_photos
from .photos import BUTTON, pictures, receive


def contested() -> ResponseReturnValue:
    """Open the report again with what the form brings, or show the form again with why not."""
    token, form = request.form.get("k", ""), OwnWordsForm()
    own = opened(token)
    if not own.asks:
        return own_page(token, 422, refused=refusal_text("not_asked_now", {}))
    faults = receive() if takes_photos() else []
    if BUTTON in request.form:
        return own_page(token, contest=_half(form, faults))
    if not form.validate() or faults:
        return own_page(token, 422, contest=_half(form, [*faults, *form.text.errors]))
    try:
        judge(own.ticket_id, current_portal().city, done=False, words=form.text.data, photos_of=form_key())
    except Refused as refusal:
        return own_page(token, 422, refused=refusal_text(refusal.reason, refusal.facts))
    return redirect(url_for("report.mine", k=token, done="contested"), 303)


def _half(form: OwnWordsForm, faults: Sequence[str]) -> HalfContest:
    return HalfContest(request.form.get(FIELD, ""), form.text.data or "", faults, pictures())

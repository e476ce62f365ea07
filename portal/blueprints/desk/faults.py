"""What is wrong with a form, each fault at its field: those of the form itself, and what the rules refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, make_response
from flask.typing import ResponseReturnValue
from wtforms import RadioField, SelectMultipleField

from ...actions.passwords import BUSY_SECONDS, Busy
from ...domain.status import Refused
from ...forms.words import in_summary
from ...forms.work import WorkForm
from ...presentation.refusals import refusal_text
from .photo_form import FileFault

#: Which field a refusal by the rules is about. Others are about the whole step.
FIELDS = {
    "text_needed": "text",
    "words_needed": "text",
    "only_pasted": "text",
    "choice_gone": "beside",
    "nothing_to_correct": "text",
    "agency_needed": "to_agency",
    "already_there": "to_agency",
    "not_your_unit": "to_agency",
    "date_needed": "promise",
    "date_past": "promise",
    "ticket_unknown": "into",
    "ticket_needed": "into",
    "same_ticket": "into",
    "other_is_duplicate": "into",
    "already_so": "visibility",
    "kept_private": "visibility",
}


@dataclass(frozen=True, slots=True)
class FormFault:
    """One fault in words. ``id``: of the field where it is mended; "" when it is no field's."""

    id: str
    text: str


def faults(form: WorkForm, refusal: Refused | None) -> list[FormFault]:
    """All faults in the order in which the page shows the fields (what is chosen or typed in a line comes before the
    text); the refusal is told at its field too, if the form has it."""
    apart = []
    if refusal is not None:
        text = refusal_text(refusal.reason, refusal.facts)
        field = form[FIELDS[refusal.reason]] if FIELDS.get(refusal.reason) in form else None
        if field is None:
            apart.append(FormFault("", text))
        else:
            field.errors = [*field.errors, text]
    shown = sorted(form, key=lambda field: field.type not in ("SelectField", "StringField"))
    at_fields = [
        FormFault(_first_id(field), in_summary(field, str(error))) for field in shown for error in field.errors
    ]
    return apart + at_fields


def file_faults(files: Sequence[FileFault]) -> list[FormFault]:
    """What could not be taken of the files, by their names; mended where files are chosen."""
    return [FormFault("photos-file", f"{file.name}: {file.text}" if file.name else file.text) for file in files]


def refused(page: ResponseReturnValue, refusal: Refused, status: int = 422) -> Response:
    """A page that is shown again with what was typed; where the portal is only busy it says when to come back."""
    answer = make_response(page)
    answer.status_code = 503 if isinstance(refusal, Busy) else status
    if isinstance(refusal, Busy):
        answer.headers["Retry-After"] = str(BUSY_SECONDS)
    return answer


def _first_id(field: object) -> str:
    """Where the focus goes: of several circles the first."""
    id = str(getattr(field, "id", ""))
    return f"{id}-0" if isinstance(field, RadioField | SelectMultipleField) else id

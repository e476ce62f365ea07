"""What a form of the desk says of its photos: new files, what each shows, their order, and what is thrown away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from flask import abort, request
from werkzeug.datastructures import FileStorage

from ...actions import attach
from ...actions.attach import HalfForm, Upload
from ...context import current_portal
from ...domain.attachment import Purpose
from ...domain.status import Refused
from ...extensions import db
from ...forms.work import ResponseForm
from ...media.decode import MOST_BYTES
from ...presentation.refusals import refusal_text
from ...queries.attachments.served import desk_picture
from ...web.uploads import takes_files
from .form import Work, asked_ticket, signed_in_officer

#: A view that reads photos wears this.
sends_photos = takes_files
#: The button that was pressed: what to do, and with which photo ("remove:<key>").
BUTTON = "photo"


@dataclass(frozen=True, slots=True)
class FileFault:
    """Why a file was not taken, at its name."""

    name: str
    text: str


def half_form(work: Work) -> HalfForm:
    """Where the photos of a form wait."""
    return HalfForm(work.ticket.id, signed_in_officer().id, work.draft_name)


def behind(key: str) -> str:
    """The code of the ticket whose picture this officer may see by this key; 404 for what is not theirs to see."""
    found = desk_picture(db.session(), key) or abort(404)
    mine = found.waits_for == signed_in_officer().id
    if not mine and (found.waits_for is not None or not asked_ticket(found.ticket).whole):
        abort(404)
    return found.ticket


def receive(work: Work) -> list[FileFault]:
    """Do what this request says of the form's photos; what could not be taken, file by file."""
    if not work.takes_photos:
        return []
    half = half_form(work)
    _describe(half)
    faults = [*_press(half), *(fault for file in request.files.getlist("photos") if (fault := _add(half, file, work)))]
    if isinstance(work.form, ResponseForm):
        work.form.lacks_photo = work.lacks_photo
    return faults


def _describe(half: HalfForm) -> None:
    """What was typed beside each photo; one that is gone meanwhile is no matter."""
    for key in request.form.getlist("photo_key"):
        purpose, alt = request.form.get(f"purpose-{key}", ""), request.form.get(f"alt-{key}", "")
        if purpose in set(Purpose):
            _gently(partial(attach.describe, half, key, Purpose(purpose), alt, current_portal().city))


def _press(half: HalfForm) -> list[FileFault]:
    todo, _, key = request.form.get(BUTTON, "").partition(":")
    order = request.form.getlist("photo_key")
    try:
        if todo == "remove":
            _gently(partial(attach.throw_away, half, key))
        elif todo == "restore":
            _gently(partial(attach.bring_back, half, key))
        elif todo == "earlier" and key in order:
            attach.arrange(half, moved_earlier(order, key))
    except Refused as refusal:
        return [FileFault("", refusal_text(refusal.reason, refusal.facts))]
    return []


def moved_earlier(order: list[str], key: str) -> list[str]:
    """The same with one of them a place before where it was; the first becomes the last."""
    place = order.index(key)
    rest = [other for other in order if other != key]
    return [*rest, key] if place == 0 else [*rest[: place - 1], key, *rest[place - 1 :]]


def _add(half: HalfForm, file: FileStorage, work: Work) -> FileFault | None:
    if not file.filename:
        return None  # the chooser was left empty
    upload = Upload(file.stream.read(MOST_BYTES + 1), work.photo_purpose)
    try:
        attach.add(half, upload, current_portal().city, current_portal().media)
    except Refused as refusal:
        return FileFault(file.filename[-60:], refusal_text(refusal.reason, refusal.facts))
    except OSError:
        return FileFault(file.filename[-60:], refusal_text("media_away", {}))
    return None


def _gently(change: Callable[[], None]) -> None:
    try:
        change()
    except LookupError:
        return

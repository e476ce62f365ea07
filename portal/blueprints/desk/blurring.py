"""What the page of a photo with unreadable parts needs of the store and of the ticket."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

from flask import abort
from werkzeug.exceptions import ServiceUnavailable

from ...actions import blur as act
from ...actions.blur import LARGE, Blur
from ...context import current_portal
from ...domain.blur import HiddenPart
from ...domain.notice import NoticeSubject
from ...domain.withdrawal import WithdrawalReason
from ...extensions import db
from ...media.blur import preview
from ...queries.notices.subject import Noticed, noticed
from .form import act_by_me


def photo_to_blur(key: str) -> Noticed:
    """The public photo; 404 for any other."""
    return noticed(db.session(), NoticeSubject.PHOTO, key) or abort(404)


def picture_with(key: str, parts: object) -> str:
    """How it would look, as an address that holds the picture itself: it is kept nowhere. "" without parts."""
    if not isinstance(parts, list) or not parts:
        return ""
    try:
        content = preview(current_portal().media.get(key, LARGE), parts)
    except OSError as error:
        raise ServiceUnavailable from error
    return f"data:image/webp;base64,{b64encode(content).decode()}"


def do_blur(key: str, parts: Sequence[HiddenPart], reason: str) -> None:
    """Raises Refused or Forbidden; 404 when there is no such photo, 503 when the store is away."""
    try:
        act.blur(Blur(key, parts, WithdrawalReason(reason)), act_by_me(), current_portal().media)
    except LookupError:
        abort(404)
    except OSError as error:
        raise ServiceUnavailable from error

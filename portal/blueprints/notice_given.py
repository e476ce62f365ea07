"""A public form about a photo or text becomes a notice."""

from __future__ import annotations

from ..actions import notices
from ..actions.notices import SaidAgainst
from ..context import current_portal
from ..domain.notice import NoticeReason
from ..forms.notice import NoticeForm
from ..queries.notices.subject import Noticed
from ..web.proxies import visitor_address
from ..web.public_forms import form_key


def give_notice(about: Noticed, form: NoticeForm) -> None:
    """What a program has filled in is thrown away. Raises Refused for too many."""
    if form.website.data:
        return
    reason, words = NoticeReason(form.reason.data), str(form.words.data or "")
    said, portal = SaidAgainst(reason, words, form_key(), visitor_address()), current_portal()
    notices.give(about, said, portal.city, portal.settings.secret_key)

"""The form by which a second person decides about a withdrawal."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from .words import PortalForm


class DecisionForm(PortalForm):
    """Why it is agreed to, or refused."""

    answer = TextAreaField(
        _("Pertimbangan Anda"),
        [DataRequired(_("Tulis pertimbangan Anda.")), Length(max=2_000)],
        description=_("Dibaca oleh yang meminta; tidak tampil untuk umum."),
    )

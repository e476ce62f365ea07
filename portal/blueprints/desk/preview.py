"""What the public will read of an officer's text, and what it will not."""

from __future__ import annotations

from flask_babel import gettext as _

from ...domain.event import Kind
from ...domain.privacy import mask, text_is_public
from ...domain.visibility import Visibility
from ...domain.visible_text import visible_text


def public_text(text: str) -> str:
    """A text as it will be shown: what cannot be seen is taken out, personal data masked."""
    return mask(visible_text(text))


def withheld(visibility: str, kind: Kind) -> str:
    """The visibility that keeps the text of such an event from the public; "" when it is public."""
    return "" if text_is_public(Visibility(visibility), kind) else visibility


def saved_notice(visibility: str, kind: Kind) -> str:
    """What an officer reads after saving: what has become public, and what has not."""
    if kind is Kind.NOTED:
        return str(_("Catatan tersimpan. Hanya petugas yang membacanya."))
    kept_by = withheld(visibility, kind)
    if kept_by == Visibility.STUB:
        return str(_("Tersimpan. Warga melihat langkah ini tanpa teksnya: laporan ini hanya tampil ringkas."))
    if kept_by:
        return str(_("Tersimpan. Laporan ini sendiri tidak tampil untuk umum."))
    return str(_("Sudah terbit. Warga melihatnya sekarang."))

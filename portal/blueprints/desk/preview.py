"""What the public will read of an officer's text, and what it will not."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from ...context import current_portal
from ...domain import privacy
from ...domain.event import Kind
from ...domain.visibility import Visibility

ASKED = _l("Permintaan terkirim. Belum ada yang berubah sampai orang kedua dari instansi lain menyetujuinya.")


def public_text(text: str) -> str:
    """A text as it will be shown."""
    return privacy.public_text(text, current_portal().city.contacts)


def withheld(visibility: str, kind: Kind) -> str:
    """The visibility that keeps the text of such an event from the public; "" when it is public."""
    return "" if privacy.text_is_public(Visibility(visibility), kind) else visibility


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

"""What is said of a photo or document: what it shows, and when it was taken."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from ..domain.attachment import FileKind, Photo, Purpose
from .dates import day
from .direction import isolated
from .numbers import number

PURPOSE_NAMES: dict[Purpose, LazyString] = {
    Purpose.BEFORE: _("Sebelum"),
    Purpose.AFTER: _("Sesudah"),
    Purpose.OTHER: _("Lainnya"),
}
#: For who cannot see it, where nobody has said what it shows.
UNSAID: dict[Purpose, LazyString] = {
    Purpose.BEFORE: _("Foto sebelum dikerjakan, tanpa keterangan"),
    Purpose.AFTER: _("Foto sesudah dikerjakan, tanpa keterangan"),
    Purpose.OTHER: _("Foto tanpa keterangan"),
}


def register(app: Flask) -> None:
    for function in (photo_alt, photo_blurred, photo_caption, purpose_name):
        app.add_template_filter(function)


def purpose_name(purpose: Purpose) -> str:
    """What an attachment shows, in a word."""
    return str(PURPOSE_NAMES[purpose])


def photo_alt(photo: Photo) -> str:
    """The alternative text: as it was written, else what is known of it."""
    if photo.alt:
        return photo.alt
    return gettext("Halaman pertama sebuah dokumen") if photo.kind is FileKind.DOCUMENT else str(UNSAID[photo.purpose])


def photo_caption(photo: Photo) -> str:
    """What stands below: what it shows, how long a document is, and the day on which it was taken, if it says so."""
    said = [] if photo.purpose is Purpose.OTHER else [purpose_name(photo.purpose)]
    if photo.kind is FileKind.DOCUMENT:
        pages = ngettext("%(n)s halaman", "%(n)s halaman", photo.pages, n=number(photo.pages))
        said.append(gettext("Dokumen, %(pages)s", pages=pages))
    if photo.taken_at is not None:
        said.append(gettext("diambil %(day)s", day=day(photo.taken_at)))
    return ", ".join(said) or gettext("Foto")


def photo_blurred(photo: Photo) -> str:
    """That parts of it were made unreadable, when and by whom; "" of one that is whole."""
    if photo.blurred_at is None:
        return ""
    when = day(photo.blurred_at)
    if not photo.blurred_by:
        return str(gettext("Sebagian dikaburkan pada %(day)s", day=when))
    return str(gettext("Sebagian dikaburkan pada %(day)s oleh %(agency)s", day=when, agency=isolated(photo.blurred_by)))

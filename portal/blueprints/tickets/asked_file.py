"""How a file of tickets is asked for beside its filter: in which form of CSV, or which page of JSON or GeoJSON."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from ...domain import file_part
from ...domain.file_part import FilePart
from ...domain.since import NAMES as SINCE
from ...domain.since import Since
from ...exports.csv import CsvForm
from ...queries.tickets.export import Export, ticket_export
from ...queries.tickets.file_page import file_page
from .. import lens

#: The formats that come in pages.
PAGED = ("json", "geojson")
_KNOWN = {"csv": ("bom", "format"), **dict.fromkeys(PAGED, file_part.NAMES)}


@dataclass(frozen=True, slots=True)
class AskedFile:
    """``known``: the names that such a file has in its address beside the filter's; ``unread``: those with a value that
    could not be read. ``part`` None: all of it."""

    format: str
    known: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    form: CsvForm = CsvForm.PLAIN
    part: FilePart | None = None

    @property
    def suffix(self) -> str:
        """What the file's name ends with, so that two forms of the same rows do not take each other's place."""
        return "" if self.form is CsvForm.PLAIN else f"-{self.form.value}"

    def found(self, asked: lens.LensRequest, since: Since) -> Export:
        """The tickets that are in it; those that have changed ``since`` alone, where that is asked."""
        if self.part:
            return file_page(asked.sources, asked.filter, asked.now, self.part)
        return ticket_export(asked.sources, asked.filter, asked.now, since)


def asked_file(format: str) -> AskedFile:
    """What this request says of a file of a format. What changed since a moment comes whole, without pages."""
    known = _KNOWN.get(format, ())
    if format == "csv":
        form = request.args.get("format", "")
        if form not in ("", CsvForm.EXCEL):
            return AskedFile(format, known, ("format",))
        return AskedFile(format, known, form=CsvForm(form or ("bom" if request.args.get("bom") == "1" else "plain")))
    if format in PAGED:
        part, unread = file_part.parse(request.args)
        if part and any(request.args.get(name) for name in SINCE):
            return AskedFile(format, known, ("page_size",))
        return AskedFile(format, known, unread, part=part)
    return AskedFile(format, known)

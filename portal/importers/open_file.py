"""Opens a file with all that reads its rows, so that a wrong header is told before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from .. import clock
from ..domain.city import City
from .csv_records import RecordReader, named_columns
from .csv_rows import CsvRows
from .duplicate_ids import DuplicateIds
from .mapping import SourceMapping
from .returned import ReturnedRows
from .source_word import SourceWord

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An open file with what reads its rows."""

    path: Path
    rows: CsvRows
    reader: RecordReader
    returned: ReturnedRows
    ids: DuplicateIds
    source: str
    word: SourceWord
    dated: bool  # the mapping names the column of a deadline


@contextmanager
def open_file(
    path: Path, mapping: SourceMapping, city: City, source: str | None, progress: Progress | None
) -> Iterator[OpenFile]:
    """The file, until the block ends. Raises FileError when nothing of it can be imported."""
    name = source or mapping.source_name
    rows = CsvRows(
        path, named_columns(mapping), encodings=mapping.encodings, delimiter=mapping.separator, progress=progress
    )
    with closing(rows), closing(DuplicateIds()) as ids:
        reader = RecordReader(mapping, rows.header, city, name, clock.now())
        returned = ReturnedRows(rows.header, name)
        word = SourceWord.of(mapping, name, city.zone, clock.now())
        yield OpenFile(path, rows, reader, returned, ids, name, word, mapping.fields.due is not None)


def check_header(path: Path, mapping: SourceMapping, city: City) -> None:
    """Raise FileError when nothing of the file could be imported by this mapping into this city; reads the header."""
    with open_file(path, mapping, city, None, None):
        pass

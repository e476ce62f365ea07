"""Reads a file line by line, gzipped or not, in any of some encodings, with no more than a line in memory."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from .problem import FileError

LONGEST = 4_000_000  # characters of a line; a longer one is refused
_SAMPLE = 65_536
_ESCAPED = re.compile("[\udc80-\udcff]")
_FOREIGN = {b"PK\x03\x04": "a ZIP or Excel file", b"%PDF": "a PDF file", b"\xd0\xcf\x11\xe0": "an old Excel file"}


class _UntilDamage(io.RawIOBase):
    """A gzip stream that ends where it is damaged instead of raising; ``damaged`` says that it did."""

    def __init__(self, packed: gzip.GzipFile) -> None:
        self._packed = packed
        self.damaged = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            found = self._packed.read1(len(buffer))
        except (EOFError, OSError, zlib.error):
            self.damaged = True
            return 0
        buffer[: len(found)] = found
        return len(found)


class Lines:
    """The lines of a file with their ends. An iterator for csv.reader.

    ``held`` has the lines since ``release``: those of a record that cannot be read are given back and read again.
    ``wrong``: a held line is in none of the encodings; ``nul``: one holds a NUL; ``long``: one was cut at LONGEST.
    """

    def __init__(self, path: Path, encodings: tuple[str, ...], progress: Callable[[int], None] | None = None) -> None:
        try:
            self._raw = path.open("rb", buffering=0)
        except OSError as error:
            hint = " Standard input cannot be read; write it to a file first." if path.name == "-" else ""
            raise FileError(f"{path} cannot be opened: {error.strerror}.{hint}") from error
        if not self._raw.seekable():
            self._raw.close()
            raise FileError(f"{path} is a pipe or a terminal, which cannot be read twice; write it to a file first.")
        self._progress = progress
        self._encodings = encodings
        self._unpacked = self._unpack(path)
        self._text, self._replaced = self._decode()
        self._again: deque[str] = deque()
        self.number = 0
        self.held: list[str] = []
        self.wrong = self.nul = self.long = False

    @property
    def damaged(self) -> bool:
        return self._damage is not None and self._damage.damaged

    def close(self) -> None:
        self._text.close()
        self._raw.close()

    def _unpack(self, path: Path) -> io.BufferedReader:
        head = self._raw.read(4)
        self._raw.seek(0)
        for magic, kind in _FOREIGN.items():
            if head.startswith(magic):
                raise FileError(f"{path} is {kind}; save it as CSV.")
        self._damage: _UntilDamage | None = None
        if head[:2] == b"\x1f\x8b":
            self._damage = _UntilDamage(gzip.GzipFile(fileobj=io.BufferedReader(self._raw, 1 << 17)))
            return io.BufferedReader(self._damage, 1 << 17)
        return io.BufferedReader(self._raw, 1 << 17)

    def _decode(self) -> tuple[io.TextIOWrapper, bool]:
        """The text, and whether undecodable bytes show as U+FFFD (UTF-16) instead of being kept as surrogates."""
        sample = self._unpacked.peek(_SAMPLE)
        newline = "\r" if b"\r" in sample and b"\n" not in sample else ""
        if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return io.TextIOWrapper(self._unpacked, "utf-16", "replace", newline=newline), True
        if sample.startswith(codecs.BOM_UTF8):
            self._encodings = ("utf-8-sig",)  # its mark says so
        first = self._encodings[0]
        return io.TextIOWrapper(self._unpacked, first, "surrogateescape", newline=newline), False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.held.append(line)
        if "\x00" in line:
            self.nul = True
        if len(line) >= LONGEST:
            self.long = True
        if not line.isascii() and (_ESCAPED.search(line) or (self._replaced and "\ufffd" in line)):
            self.wrong = True
        return line

    def _read(self) -> str:
        line = self._text.readline(LONGEST)
        if len(line) == LONGEST and not line.endswith(("\n", "\r")):
            self._skip()
        if len(self._encodings) > 1 and not line.isascii() and _ESCAPED.search(line):
            line = self._decoded(line)
        if self._progress and self.number % 512 == 0:
            self._progress(self._raw.tell())
        return line

    def _skip(self) -> None:
        """The rest of a line that is too long."""
        while True:
            rest = self._text.readline(LONGEST)
            if not rest or rest.endswith(("\n", "\r")):
                return

    def _decoded(self, line: str) -> str:
        """The line in the next encoding that fits, as it is where none does."""
        raw = line.encode(self._encodings[0], "surrogateescape")
        for encoding in self._encodings[1:]:
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError:
                continue
        return line

    def release(self) -> None:
        """Forget the held lines: their record has been read."""
        self.held.clear()
        self.wrong = self.nul = self.long = False

    def give_back(self, count: int) -> None:
        """Read the last ``count`` held lines once more."""
        back = self.held[len(self.held) - count :]
        del self.held[len(self.held) - count :]
        self._again.extendleft(reversed(back))
        self.number -= count


def printable(text: str) -> str:
    """What can be stored of a text that was read wrongly: lone surrogates and NULs become visible marks."""
    return _ESCAPED.sub("\ufffd", text).replace("\x00", "\u2400")

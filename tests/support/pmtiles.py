"""A small archive of vector tiles, written byte by byte as the PMTiles specification (version 3) says."""

from __future__ import annotations

import gzip
import json
import struct
from pathlib import Path

EXTENT = 4096


def archive(path: Path, tiles: dict[tuple[int, int, int], bytes]) -> Path:
    """An archive of these tiles (zoom, column, row)."""
    ordered = sorted((tile_id(*place), gzip.compress(tile)) for place, tile in tiles.items())
    directory = gzip.compress(_directory([(id, len(tile)) for id, tile in ordered]))
    metadata = gzip.compress(json.dumps({"vector_layers": [{"id": "roads"}]}).encode())
    data = b"".join(tile for _, tile in ordered)
    root, told = 127, 127 + len(directory)
    begin = told + len(metadata)
    zooms = [zoom for zoom, _, _ in tiles]
    numbers = struct.pack(
        "<11Q", root, len(directory), told, len(metadata), begin, 0, begin, len(data), *(3 * [len(ordered)])
    )
    kinds = struct.pack("<6B", 1, 2, 2, 1, min(zooms), max(zooms))
    box = struct.pack("<4iB2i", -1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000, 0, 0, 0)
    path.write_bytes(b"PMTiles\x03" + numbers + kinds + box + directory + metadata + data)
    return path


def tile_id(zoom: int, column: int, row: int) -> int:
    """The place of a tile on the Hilbert curve of its zoom, after all tiles of coarser ones."""
    found, side = ((1 << 2 * zoom) - 1) // 3, 1 << zoom >> 1
    while side:
        right, down = int(column & side > 0), int(row & side > 0)
        found += side * side * ((3 * right) ^ down)
        if not down:
            if right:
                column, row = side - 1 - column, side - 1 - row
            column, row = row, column
        side >>= 1
    return found


def road(name: str, *points: tuple[int, int], kind: str = "major_road") -> bytes:
    """A tile with one road through points of 0 to EXTENT. Tiles are joined by ``+``."""
    return _layer("roads", 2, kind, name, points)


def lake(name: str, *points: tuple[int, int]) -> bytes:
    """A tile with one water within these points, named clockwise."""
    return _layer("water", 3, "lake", name, points)


def _layer(layer_name: str, shape: int, kind: str, name: str, points: tuple[tuple[int, int], ...]) -> bytes:
    steps, at = [_varint(9), b""], (0, 0)
    moves = []
    for x, y in points:
        moves.append(_zigzag(x - at[0]) + _zigzag(y - at[1]))
        at = (x, y)
    steps[1] = moves[0] + _varint((len(moves) - 1) << 3 | 2) + b"".join(moves[1:])
    closed = _varint(15) if shape == 3 else b""
    feature = _field(2, bytes([0, 0, 1, 1])) + _number(3, shape) + _field(4, b"".join(steps) + closed)
    texts = [_field(4, _field(1, text.encode())) for text in (kind, name)]
    layer = [
        _number(15, 2),
        _field(1, layer_name.encode()),
        _field(2, feature),
        _field(3, b"kind"),
        _field(3, b"name"),
        *texts,
    ]
    return _field(3, b"".join(layer) + _number(5, EXTENT))


def _directory(entries: list[tuple[int, int]]) -> bytes:
    ids = [id for id, _ in entries]
    apart = [after - before for before, after in zip([0, *ids], ids, strict=False)]
    lengths = [length for _, length in entries]
    offsets = [1, *([0] * (len(entries) - 1))]  # 0: directly after the one before it
    numbers = [len(entries), *apart, *([1] * len(entries)), *lengths, *offsets]
    return b"".join(map(_varint, numbers))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])


def _zigzag(number: int) -> bytes:
    return _varint(number << 1 if number >= 0 else (-number << 1) - 1)


def _number(key: int, value: int) -> bytes:
    return _varint(key << 3) + _varint(value)


def _field(key: int, value: bytes) -> bytes:
    return _varint(key << 3 | 2) + _varint(len(value)) + value

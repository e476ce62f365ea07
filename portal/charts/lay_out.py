"""A drawing of a page, whose places are shares of a width, laid out in the pixels of one width: for a file of its own.

Not every program that opens SVG knows percentages inside drawings inside drawings, or strokes that are not stretched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

#: By its name, along which side an attribute is measured.
ACROSS = frozenset({"x", "x1", "x2", "cx", "dx", "width", "rx"})
DOWN = frozenset({"y", "y1", "y2", "cy", "dy", "height", "ry"})
KEPT = ACROSS | DOWN | {"r", "d", "points", "class", "font-size", "transform"}
#: Labels for which a narrow window has no room; what a pointer is caught by; a sign that the font has not.
LEFT_OUT = frozenset({"rank2", "rank3", "rank4", "hit", "more"})


@dataclass(frozen=True, slots=True)
class PixelBox:
    """What percentages are of, and by how much points are stretched."""

    width: float
    height: float
    across: float = 1.0
    down: float = 1.0

    def placed(self, name: str, value: str) -> str:
        """An attribute of a shape in pixels."""
        if name in ACROSS:
            return f"{length(value, self.width) * self.across:.6g}"
        if name in DOWN and not value.endswith("em"):
            return f"{length(value, self.height) * self.down:.6g}"
        if name == "points" and (self.across, self.down) != (1.0, 1.0):
            pairs = [point.split(",") for point in value.split()]
            return " ".join(f"{float(x) * self.across:.6g},{float(y) * self.down:.6g}" for x, y in pairs)
        return value


def length(value: str, whole: float) -> float:
    """Pixels of a length, which may be a percentage of the whole."""
    return float(value.removesuffix("%")) * whole / 100 if value.endswith("%") else float(value.removesuffix("px"))


def drawing_of(markup: str) -> tuple[Element, set[str]]:
    """The first drawing in a part of a page, and the classes of what it stands in, by which it is styled."""
    root = fromstring(f"<div>{markup}</div>")  # noqa: S314 - our own templates made it, and escaped what is others'
    above = {child: parent for parent in root.iter() for child in parent}
    found = next(root.iter("svg"))
    classes: set[str] = set()
    at = found
    while at in above:
        at = above[at]
        classes |= set((at.get("class") or "").split())
    return found, classes


def laid_out(drawing: Element, width: float) -> tuple[Element, float]:
    """A group of shapes in pixels, and its height."""
    box = PixelBox(width, width)
    height = length(drawing.get("height") or _height(drawing, width), width)
    drawing.set("height", f"{height:g}")
    return _group(drawing, box), height


def _height(drawing: Element, width: float) -> str:
    """Of a drawing that says no height: as wide as it may be, in its own form."""
    _, _, wide, high = _view(drawing) or (0.0, 0.0, 1.0, 1.0)
    return f"{width * high / wide:.6g}"


def _view(drawing: Element) -> tuple[float, float, float, float] | None:
    numbers = [float(number) for number in (drawing.get("viewBox") or "").split()]
    return (numbers[0], numbers[1], numbers[2], numbers[3]) if len(numbers) == 4 else None


def _group(drawing: Element, box: PixelBox) -> Element:
    """A drawing within a drawing as a group that is moved, or stretched point by point, or scaled as a whole."""
    x, y = length(drawing.get("x", "0"), box.width), length(drawing.get("y", "0"), box.height)
    width, height = length(drawing.get("width", "100%"), box.width), length(drawing.get("height", "100%"), box.height)
    view = _view(drawing)
    inner, scale = PixelBox(width, height), 1.0
    if view and drawing.get("preserveAspectRatio") == "none":
        inner = PixelBox(view[2], view[3], width / view[2], height / view[3])
    elif view:
        scale = min(width / view[2], height / view[3])
        inner = PixelBox(view[2], view[3])
        x += (width - view[2] * scale) / 2 - view[0] * scale
        y += (height - view[3] * scale) / 2 - view[1] * scale
    group = Element("g", {"class": drawing.get("class", "")} if drawing.get("class") else {})
    if scale != 1.0:
        group.set("transform", f"translate({x:.6g} {y:.6g}) scale({scale:.6g})")
    elif x or y:
        group.set("transform", f"translate({x:.6g} {y:.6g})")
    group.extend(_shapes(drawing, inner))
    return group


def _shapes(parent: Element, box: PixelBox) -> list[Element]:
    return [_shape(child, box) for child in parent if not LEFT_OUT & set((child.get("class") or "").split())]


def _shape(shape: Element, box: PixelBox) -> Element:
    if shape.tag == "svg":
        return _group(shape, box)
    found = Element(
        "g" if shape.tag == "a" else shape.tag,
        {name: box.placed(name, value) for name, value in shape.items() if name in KEPT},
    )
    found.text = re.sub(r"\s+", " ", shape.text or "").strip() or None
    found.extend(_shapes(shape, box))
    return found

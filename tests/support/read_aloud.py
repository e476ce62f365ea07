"""What a screen reader reads of a page, in its order: Chromium's accessibility tree, as programs that speak get it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from playwright.sync_api import Page

#: A chart's values: a picture or a map says them by its name and its links.
VALUES = frozenset({"image", "table", "list", "group"})
#: Within these a text is no description of a chart: it is its values, its title, or a way to somewhere.
OWN = frozenset({"table", "heading", "link", "DisclosureTriangle", "form", "navigation"})
#: Signs that only the eye needs; in a browser's own field for dates they are not the page's.
MARKS = frozenset("/+−→←▸▾›»●○■")
OPENS, TAKE_AWAY, FORMS = "DisclosureTriangle", "Unduh atau kutip bagan ini", ["SVG", "PNG", "CSV", "JSON"]
Node: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Heard:
    """``role`` and ``name`` as the browser hands them on; ``within``: the roles around it; ``taken``: it belongs to how
    a chart is taken away."""

    role: str
    name: str
    within: tuple[str, ...]
    taken: bool


def heard(page: Page) -> list[Heard]:
    """The main part of the page that is open, with everything opened that can be."""
    page.evaluate("document.querySelectorAll('main details').forEach((one) => { one.open = true; })")
    told = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    nodes = {node["nodeId"]: node for node in told}
    return [one for one in _read(told[0], nodes, (), taken=False) if "main" in one.within]


def _read(node: Node, nodes: Mapping[str, Node], within: tuple[str, ...], *, taken: bool) -> Iterator[Heard]:
    """A picture is one thing, whatever it is drawn of."""
    role, children = _role(node), [nodes[child] for child in node.get("childIds", ()) if child in nodes]
    taken = taken or any(_role(child) == OPENS and _name(child).startswith(TAKE_AWAY) for child in children)
    if not node.get("ignored"):
        yield Heard(role, _name(node), within, taken)
        within = (*within, role)
    for child in children if role not in ("image", "StaticText") else ():
        yield from _read(child, nodes, within, taken=taken)


def _role(node: Node) -> str:
    return str(node.get("role", {}).get("value", ""))


def _name(node: Node) -> str:
    return str(node.get("name", {}).get("value", "")).strip()


def faults(told: Sequence[Heard]) -> list[str]:
    """What is read in a wrong order, without a name, or though it only decorates."""
    found = [f"a {one.role} without a name" for one in told if one.role in ("image", "table") and not one.name]
    found += [f"reads {one.name}" for one in told if one.role == "StaticText" and _decorates(one)]
    return [*found, *_out_of_order(told)]


def _decorates(one: Heard) -> bool:
    return bool(one.name) and set(one.name) <= MARKS and not {"Date", "link"} & set(one.within)


def _out_of_order(told: Sequence[Heard]) -> Iterator[str]:
    """Each chart: a heading, then its values with their name or after words on them, and last how it is taken away."""
    begun, headed = 0, False
    for place, one in enumerate(told):
        if one.role != OPENS or not one.taken or not one.name.startswith(TAKE_AWAY):
            continue
        before = [other for other in told[begun:place] if not other.taken]
        headings = [at for at, other in enumerate(before) if other.role == "heading"]
        headed = headed or bool(headings)
        values = [at for at, other in enumerate(before) if other.role in VALUES and (other.name or _told(before[:at]))]
        if not headed or not values or values[-1] < max(headings, default=-1):
            yield f"before {one.name!r} stand no heading and values"
        if one.name.removeprefix(TAKE_AWAY).strip(" :") == "":
            yield "a chart without a title is taken away"
        forms = [other.name for other in told[place + 1 :] if other.role == "link"][: len(FORMS)]
        if forms != FORMS:
            yield f"{one.name!r} is followed by {forms}"
        begun = place + 1


def _told(before: Sequence[Heard]) -> bool:
    return any(one.role == "StaticText" and not OWN & set(one.within) for one in before)

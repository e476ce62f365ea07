"""Writes each section of a drafted mapping, with a comment on what was guessed and why."""

from __future__ import annotations

from ...domain.city import City
from ...domain.names import address
from . import shapes
from .dates import MOSTLY, DateForms
from .roles import DATES, Roles
from .sample import SampledColumn
from .toml import comment, listed, quoted

_CODE = 40  # characters of a public code
USED_AS = {
    "updated": "older rows never overwrite newer ones",
    "due": "the deadline of each report",
    "place": "the address in words",
    "title": "the report's title",
    "text": "what the citizen wrote; every text is masked",
}


def top(roles: Roles, stem: str, city: City) -> list[str]:
    """The keys that stand before all sections."""
    sample = roles.sample
    lines = [
        f"name = {quoted(stem)}",
        f"source = {quoted(address(stem))} # guess: the same for all exports of this source; ids are unique in it",
        f'# zone = "{city.zone}" # that of the city; times without an offset are in it',
        *_dates(roles),
    ]
    if sample.encodings != ("utf-8",):
        lines += [
            comment(f"guess: some lines are not UTF-8; check letters with accents after {sample.encodings[-1]}"),
            f"encodings = {listed(list(sample.encodings))}",
        ]
    return lines


def _dates(roles: Roles) -> list[str]:
    forms: dict[str, None] = {}
    lines: list[str] = []
    for name, found in sorted(roles.dates.items(), key=lambda one: _when(one[0], roles)):
        forms |= dict.fromkeys(found.forms)
        if reason := _order(name, found, roles):
            lines.append(comment(reason))
    return [*lines, f"dates = [{', '.join(map(quoted, forms))}]"]


def _when(name: str, roles: Roles) -> int:
    """Where a column of dates stands in the life of a report."""
    return next(place for place, role in enumerate(DATES) if (one := roles.column(role)) and one.name == name)


def _order(name: str, found: DateForms, roles: Roles) -> str:
    """What proves the order of day and month in a column, or that nothing does."""
    first = "the day comes first" if found.day_first else "the month comes first"
    if found.proof:
        return f"{quoted(name)}: {first}, as {found.proof} shows"
    if found.proof is None:
        others = any(other.proof for other in roles.dates.values())
        why = "as in the file's other dates" if others else "no value here has a number above 12 that would prove it"
        return f"{quoted(name)}: guess: {first}; {why}"
    if "excel" in found.forms:
        return f"{quoted(name)}: guess: the numbers are Excel's serial dates"
    return ""


def blank(columns: list[SampledColumn]) -> list[str]:
    """Words in these columns, which the mapping reads, that stand for an empty cell."""
    lines = [f"{quoted(column.name)} = {listed(list(column.blanks))}" for column in columns if column.blanks]
    return ["[blank] # guess: these values stand for an empty cell", *lines] if lines else []


def fields(roles: Roles) -> list[str]:
    """[fields]: the report's own facts."""
    found = roles.found
    lines = ["[fields]", f"id = {quoted(found['id'].column.name)} # {found['id'].why}{_repeated(found['id'].column)}"]
    if found["id"].column.share(_is_code) == 1:
        lines.append(
            f"code = {quoted(found['id'].column.name)} # guess: people find a report by the source's number;"
            " leave it out and the portal numbers reports itself"
        )
    lines.append(f"submitted = {quoted(found['submitted'].column.name)} # {found['submitted'].why}")
    for role, use in USED_AS.items():
        if role in found:
            lines.append(f"{role} = {quoted(found[role].column.name)} # {found[role].why}; {use}")
        elif role == "title":
            lines += _title(roles)
    return lines


def _repeated(column: SampledColumn) -> str:
    more = column.filled - len(column.counts)
    return f"; {more:,} rows repeat an id, and the first counts" if more else ""


def _is_code(value: str) -> bool:
    return 3 <= len(value) <= _CODE and value.isascii() and value.replace("-", "").isalnum()


def _title(roles: Roles) -> list[str]:
    """A title of category and place where no column has sentences, from which a title could be taken."""
    text, category, place = (roles.column(role) for role in ("text", "category", "place"))
    if category is None or (text is not None and shapes.is_words(text)):
        return []
    where = f"[, {{{place.name}}}]" if place else ""
    return [f"title = {quoted(f'{{{category.name}}}{where}')} # guess: no column has whole sentences to take it from"]


def labels(roles: Roles) -> list[str]:
    """[category], [agency], [channel]."""
    lines: list[str] = []
    for role in ("category", "agency", "channel"):
        if role in roles.found:
            column, why = roles.found[role].column, roles.found[role].why
            values = "one value" if len(column.counts) == 1 else f"{len(column.counts):,} different values"
            lines += ["", f"[{role}]", f"column = {quoted(column.name)} # {why}; {values}"]
            lines.append(comment(f"for example {column.examples(5)}"))
    return lines


def coordinates(roles: Roles, city: City) -> list[str]:
    """[coordinates]; what is no point is dropped, for a report without a point is better than none."""
    found = roles.found
    if "lat" in found:
        named = [f"{role} = {quoted(found[role].column.name)} # {found[role].why}" for role in ("lat", "lon")]
        middle = shapes.mean(found["lat"].column), shapes.mean(found["lon"].column)
    elif "point" in found:
        column = found["point"].column
        points = shapes.pairs(column)
        middle = (sum(a for a, _ in points) / len(points), sum(b for _, b in points) / len(points))
        turned = _turned(column, middle, city)
        named = [f"point = {quoted(column.name)} # {found['point'].why}"]
        named.append(f"order = {quoted('lon,lat' if turned else 'lat,lon')} # guess, by {column.examples(1)}")
        middle = middle[::-1] if turned else middle
    else:
        return ["# No columns of coordinates were found; without them there is a list, but no map."]
    dropped = [f'{what} = "drop"' for what in ("unusable", "zero", "outside")]
    lines = ["[coordinates]", *named, '# Such rows are taken without a point; "refuse" would refuse them.', *dropped]
    return lines + ([comment(warning)] if (warning := _far(middle, city)) else [])


def _turned(column: SampledColumn, middle: tuple[float, float], city: City) -> bool:
    """Whether the longitude stands first: WKT has it so, no latitude is above 90, and the city's bounds tell."""
    if column.values[0].upper().startswith("POINT") or abs(middle[0]) > 90:
        return True
    return bool(city.bounds) and bool(_far(middle, city)) and not _far(middle[::-1], city)


def _far(middle: tuple[float, ...], city: City) -> str:
    """A warning when the points lie about another place than the city."""
    if city.bounds is None:
        return ""
    west, south, east, north = city.bounds
    lat, lon = middle
    if south - 1 <= lat <= north + 1 and west - 1 <= lon <= east + 1:
        return ""
    return f"WARNING: most points lie about {lat:.2f}, {lon:.2f}, far from the bounds of {city.name}. Is CITY right?"


def unused(roles: Roles, columns: list[SampledColumn]) -> list[str]:
    """What the mapping does not read: personal data without a value, the others with examples."""
    personal = {column.name for column in roles.personal}
    lines = [
        comment(f"WARNING: {quoted(name)} looks like personal data (names, telephone, e-mail ...) and is not mapped.")
        for name in sorted(personal)
    ]
    rest = [column for column in columns if column.name not in personal]
    return [*lines, *(["# Columns that are not used:"] if rest else []), *(_example(column, roles) for column in rest)]


def _example(column: SampledColumn, roles: Roles) -> str:
    people = shapes.may_be_people(column)
    what = "not shown, for the values may be names of people" if people else column.examples() or "empty"
    why = "" if column.usable else " (cannot be named: it stands twice, has no name, or one of { } [ ] | in it)"
    date = " (dates)" if roles.forms(column, named=False).share > MOSTLY else ""
    return comment(f"{quoted(column.name)}{why}{date}: {what}")

"""flask portal areas: load official outlines, or draw schematic ones."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import AppGroup

from ..actions.areas.load import Loaded, load_areas
from ..actions.areas.sketch import sketch_areas
from ..actions.install import install
from ..cities import CityError
from ..cities.polygons import read_features
from ..context import current_portal
from ..domain.status import Refused
from .schema import raise_schema, ready

areas = AppGroup("areas", help="Outlines of the city's areas.")

_REFUSALS = {
    "no_area": "no outline fits an area of the city, by code or by name; name the property with --code-property",
    "elsewhere": "the outlines lie far from the city's areas; are longitude and latitude swapped?",
}


@areas.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code-property", help="Property that holds an area's code or name; by default the one that fits best.")
@click.option("--level", help="Level of the areas in the file, such as kelurahan; by default the one that fits best.")
@click.option("--source", default="", help="Whose outlines these are; printed under the map.")
@click.option(
    "--keep-centres", is_flag=True, help="Leave the areas' centres, and the public points of stubs, as they are."
)
def load(file: Path, code_property: str | None, level: str | None, source: str, keep_centres: bool) -> None:
    """Replace schematic outlines by those of a GeoJSON FILE and move tickets to the areas they lie in."""
    try:
        features = read_features(file)
        raise_schema()
        install(current_portal().city)
        with click.progressbar(length=1, label="Tickets") as bar:

            def progress(done: int, of: int) -> None:
                bar.length = of
                bar.update(done - bar.pos)

            loaded = load_areas(
                features,
                code_property=code_property,
                level=level,
                source=source,
                centres=not keep_centres,
                progress=progress,
            )
    except CityError as error:
        raise click.ClickException(str(error)) from error
    except Refused as refusal:
        raise click.ClickException(f"{file}: {_REFUSALS.get(refusal.reason, refusal.reason)}") from refusal
    for line in summary(loaded):
        click.echo(line)


@areas.command("sketch")
def sketch() -> None:
    """Give areas that were made on import a centre amid their tickets, and a schematic outline."""
    ready()
    sketched = sketch_areas(current_portal().city)
    click.echo(f"Areas with a new centre: {sketched.centred}; schematic outlines: {sketched.outlined}.")


def summary(loaded: Loaded) -> list[str]:
    """What became of the file, for the person who loaded it."""
    lines = [f"Outlines taken: {len(loaded.matched)} of level {loaded.level}, found by property {loaded.by!r}."]
    if loaded.derived:
        lines.append(f"Larger areas drawn from them: {len(loaded.derived)}.")
    if loaded.unmatched:
        lines.append(f"Features that are no area of this city: {len(loaded.unmatched)} ({_some(_numbers(loaded))}).")
    if loaded.missing:
        lines.append(f"Areas without an official outline: {len(loaded.missing)} ({_some(loaded.missing)}).")
    lines.append(f"Tickets that changed area: {loaded.moved}; stubs that moved with a centre: {loaded.placed}.")
    if not loaded.changed:
        lines.append("The outlines were already there.")
    return lines


def _numbers(loaded: Loaded) -> tuple[str, ...]:
    return tuple(str(feature.number) for feature in loaded.unmatched)


def _some(names: tuple[str, ...], count: int = 8) -> str:
    return ", ".join(names[:count]) + (" ..." if len(names) > count else "")

"""Which reports lie on one street: those of one name and near each other, however it is spelt."""

from __future__ import annotations

from portal.domain.street import street_key, streets_at
from portal.domain.streets import AreaPlan, Degrees, FoundStreet, StreetReport, found_streets

HERE, NEXT, FAR = (-6.26, 106.81), (-6.265, 106.815), (-6.33, 106.78)
PLAN = AreaPlan({1: HERE, 2: NEXT, 3: FAR}, {1: frozenset({2}), 2: frozenset({1})})


def reports(place: str, area: int, spot: Degrees | None = HERE, times: int = 1, first: int = 1) -> list[StreetReport]:
    named = streets_at(place, "id")
    return [StreetReport(first + n, street_key(name), name, area, spot) for n in range(times) for name in named]


def found(*given: list[StreetReport]) -> list[tuple[str, int, bool]]:
    """(name, number of reports, whether it is the only street of its name) of each."""
    streets = found_streets([report for some in given for report in some], PLAN)
    return [(street.name, len(street.reports), street.alone) for street in streets]


def test_house_numbers_lanes_and_ways_of_writing_make_no_other_street() -> None:
    ways = (
        "Jalan Kemang Raya No. 12",
        "jl kemang raya 7 RT 05/RW 03",
        "JLN. KEMANG RAYA, depan SDN 01",
        "Jl. Kemang Raya Gg. 3",
        "Gg. Mawar, Jl.Kemang Raya",
        "Jalan Kemang Raya dekat Jalan Bangka Raya",
    )
    assert found(*(reports(way, 1, first=n) for n, way in enumerate(ways))) == [("Jalan Kemang Raya", 6, True)]
    assert found(reports("Gg. Mawar RT 3", 1)) == [("Gang Mawar", 1, True)]
    assert found(reports("Jl. Bangka 2 No. 5", 1), reports("Jalan Bangka II", 1)) == [("Jalan Bangka II", 2, True)]
    assert found(reports("Jl. H. Nawi", 1), reports("Jalan Haji Nawi", 1, times=2)) == [("Jalan Haji Nawi", 3, True)]


def test_a_crossing_lies_on_both_of_its_streets() -> None:
    both = [("Jalan Ampera", 1, True), ("Jalan Kemang Raya", 1, True)]
    assert found(reports("perempatan Jl. Ampera dan Jl. Kemang Raya", 1)) == both


def test_a_name_in_areas_that_touch_is_one_street_and_far_away_another() -> None:
    near, beside, far = (
        reports("Jalan Swadaya", 1, HERE, 4),
        reports("Jalan Swadaya", 2, (-6.28, 106.83), 3),
        reports("Jalan Swadaya", 3, FAR, 2),
    )
    assert found(near, beside) == [("Jalan Swadaya", 7, True)]
    assert found(near, far) == [("Jalan Swadaya", 4, False), ("Jalan Swadaya", 2, False)]
    assert [street.area for street in found_streets([*far, *near], PLAN)] == [1, 3]


def test_who_names_no_point_is_put_where_the_area_is_and_who_names_nothing_to_the_only_street() -> None:
    near, far = reports("Jalan Swadaya", 1, HERE, 4), reports("Jalan Swadaya", 3, FAR, 2)
    assert found(near, far, reports("Jalan Swadaya", 2, None))[0] == ("Jalan Swadaya", 5, False)
    nowhere = reports("Jalan Swadaya", 0, None)
    assert found(near, nowhere) == [("Jalan Swadaya", 5, True)]
    assert sum(n for _, n, _ in found(near, far, nowhere)) == 6, "which of two is not known"


def test_a_misspelt_name_counts_to_the_street_nearby_and_to_none_far_away() -> None:
    right = reports("Jalan Kemang Raya", 1, HERE, 10)
    assert found(right, reports("Jalan Kemng Raya", 2, NEXT)) == [("Jalan Kemang Raya", 11, True)]
    assert found(right, reports("Jalan Kemng Raya", 3, FAR)) == [
        ("Jalan Kemang Raya", 10, True),
        ("Jalan Kemng Raya", 1, True),
    ]


def test_a_street_without_points_has_neither_line_nor_box_and_one_in_two_areas_a_line_in_each() -> None:
    (street,) = found_streets(reports("Jalan Kemang Raya", 1, None, 8), PLAN)
    assert (street.lines, street.box) == ((), None)

    def along(area: int, lat: float, east: float) -> list[StreetReport]:
        return [one for n in range(9) for one in reports("Jalan Ampera", area, (lat, east + n * 4e-4))]

    (two,) = found_streets([*along(1, -6.26, 106.80), *along(2, -6.27, 106.81)], PLAN)
    assert isinstance(two, FoundStreet) and len(two.lines) == 2
    assert two.box is not None and [round(side, 4) for side in two.box] == [106.8, -6.27, 106.8132, -6.26]

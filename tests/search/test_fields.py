"""Values of fields become queries on attributes of tickets, whatever of their names people type."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from portal.domain.channel import ChannelKind
from portal.domain.city import City, PackAgency, PackArea, PackCategory, PackChannel
from portal.domain.source_clock import SourceClocks
from portal.domain.status import Status, StatusType
from portal.search.clock_query import overdue
from portal.search.fields import ALIASES, FIELDS, FieldReader, FieldValue
from portal.search.status_names import STATUSES

NOW = datetime(2024, 1, 15, 3, 0, tzinfo=UTC)
CLOCKS = SourceClocks(NOW)
DAY = 86_400
CITY = City(
    slug="contoh",
    name="Contoh",
    title="Contoh",
    languages=("id", "en"),
    zone="Asia/Jakarta",
    code_prefix="JK",
    agencies={
        "dinas-sda": PackAgency(slug="dinas-sda", name="Dinas Sumber Daya Air", short="SDA", kind="dinas"),
        "sudin-sda": PackAgency(slug="sudin-sda", name="Suku Dinas Sumber Daya Air", short="SDA", kind="sudin"),
        "pln": PackAgency(slug="pln", name="PT PLN (Persero)", short="PLN", kind="company"),
    },
    categories={"banjir": PackCategory(slug="banjir", name="Banjir", name_en="Flooding", group="g")},
    channels={"jaki": PackChannel(slug="jaki", name="Aplikasi JAKI", name_en="JAKI app")},
    areas={
        "31.74.01": PackArea(code="31.74.01", name="Tebet", level="kecamatan"),
        "31.74.01.1001": PackArea(code="31.74.01.1001", name="Tebet Timur", level="kelurahan"),
    },
)
FIELD = FieldReader(CITY, CLOCKS)


def query(field: str, text: str, *, prefix: bool = False) -> str:
    return str(FIELD.parse(field, text, prefix=prefix).query)


def test_what_is_late_is_a_value_beside_the_conditions() -> None:
    for typed in ("overdue", "Lewat Batas", "terlambat"):
        assert (FIELD.parse("is", typed).query, FIELD.parse("is", typed).names) == (overdue(CLOCKS), ("overdue",))


def test_today_is_a_day_of_the_city() -> None:
    assert FIELD.parse("received", "kemarin").names == ("2024-01-14",) * 2
    late = FieldReader(CITY, SourceClocks(datetime(2024, 1, 15, 18, 0, tzinfo=UTC)))  # after midnight there
    assert late.parse("received", "kemarin").names == ("2024-01-15",) * 2


def test_no_alias_means_two_fields() -> None:
    aliases = [alias for name, others in ALIASES.items() for alias in (name, *others)]
    assert len(aliases) == len(set(aliases)) == len(FIELDS)
    assert FIELDS["instansi"] == FIELDS["agency"] == "agency"


@pytest.mark.parametrize("field", ALIASES)
def test_every_field_can_be_parsed(field: str) -> None:
    assert isinstance(FIELD.parse(field, "2023"), FieldValue)
    assert isinstance(FIELD.parse(field, "2023", prefix=True), FieldValue)


@pytest.mark.parametrize("status", [*Status])
def test_every_status_is_found_by_its_own_name(status: Status) -> None:
    assert query("status", status.value) == f"status:{status.value}"
    assert query("ever", status.value) == f"ever:{status.value}"


@pytest.mark.parametrize("type_", [*StatusType])
def test_a_type_of_statuses_is_a_present_status_or_any_past_one_of_it(type_: StatusType) -> None:
    assert query("status", type_.value) == f"type:{type_.value}"
    past = FIELD.parse("ever", type_.value)
    assert {status for status in Status if f"ever:{status.value}" in str(past.query)} == {
        status for status in Status if status.type is type_
    }
    assert past.names == (type_.value,)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Selesai", "status:selesai"),
        (" done ", "status:selesai"),
        ("in progress", "status:proses"),
        ("Menunggu Validasi", "status:validasi"),
        ("terbuka", "type:open"),
        ("teratasi", "type:resolved"),
    ],
)
def test_statuses_have_names_in_both_languages(typed: str, expected: str) -> None:
    assert query("status", typed) == expected


def test_all_names_of_statuses_lead_to_a_status_or_a_type() -> None:
    assert set(STATUSES.values()) == {s.value for s in Status} | {t.value for t in StatusType}


def test_an_unknown_value_is_still_asked_for_so_that_the_answer_is_nothing() -> None:
    for field in ("status", "agency", "category", "channel", "area", "ever", "holder"):
        value = FIELD.parse(field, "Entah Apa")
        assert value.problem == "unknown_value"
        assert str(value.query) == f"{field}:entah-apa"
        assert value.names == ("entah-apa",)


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("pln", ("pln",)),
        ("PT PLN (Persero)", ("pln",)),
        ("dinas sumber daya air", ("dinas-sda",)),
        ("sda", ("dinas-sda", "sudin-sda")),  # the short name of two
        ("sumber daya", ("dinas-sda", "sudin-sda")),  # words of the names of two
        ("air suku", ("sudin-sda",)),  # in any order
    ],
)
def test_an_agency_is_named_by_slug_name_short_name_or_some_of_its_words(typed: str, names: tuple[str, ...]) -> None:
    value = FIELD.parse("agency", typed)
    assert (value.names, value.problem) == (names, None)


def test_several_agencies_of_one_name_are_any_of_them() -> None:
    assert query("agency", "sda") == "(agency:dinas-sda OR agency:sudin-sda)"
    assert query("holder", "sda") == "(holder:dinas-sda OR holder:sudin-sda)"


def test_categories_and_channels_have_english_names_too() -> None:
    assert query("category", "flooding") == query("category", "Banjir") == "category:banjir"
    assert query("channel", "jaki app") == query("channel", "aplikasi jaki") == "channel:jaki"


def test_an_area_is_named_by_its_name_or_its_code_and_a_code_is_taken_as_it_is() -> None:
    assert query("area", "tebet") == "area:31.74.01"
    assert query("area", "tebet timur") == query("area", "31.74.01.1001") == "area:31.74.01.1001"
    assert query("area", "99.99") == "area:99.99"
    assert FIELD.parse("area", "99.99").problem is None


def test_a_prefix_is_everything_that_begins_with_it() -> None:
    assert query("agency", "sudin", prefix=True) == "agency:sudin-sda"
    assert query("agency", "sumb", prefix=True) == "(agency:dinas-sda OR agency:sudin-sda)", "of any word"
    assert query("agency", "sumber da", prefix=True) == query("agency", "sumb", prefix=True)
    assert query("agency", "entah", prefix=True) == "agency:entah*"
    assert query("area", "31.74", prefix=True) == "area:31.74*"
    assert query("code", "jk-2306", prefix=True) == "code:JK2306*"


@pytest.mark.parametrize("typed", ["JK2306180342", "jk 2306 180342", "#JK-2306180342"])
def test_a_code_is_compared_without_signs_and_case(typed: str) -> None:
    assert query("code", typed) == "code:JK2306180342"


def test_digits_alone_are_a_code_with_or_without_the_letters_of_the_city() -> None:
    assert query("code", "2306180342") == "(code:2306180342 OR code:JK2306180342)"


def test_received_is_a_range_of_days_in_the_city() -> None:
    value = FIELD.parse("received", "2023-02")
    assert str(value.query) == "day:[20230201 TO 20230228]"
    assert value.names == ("2023-02-01", "2023-02-28")
    assert FIELD.parse("received", ">2023").names == ("2024-01-01", "")


def test_days_are_counted_until_now_or_until_the_end() -> None:
    now = int(NOW.timestamp())
    query = FIELD.parse("days", "2..5").query
    assert query is not None
    since, took = query.subqueries
    assert (since.fieldname, since.start, since.end) == ("open_since", now - 6 * DAY + 1, now - 2 * DAY)
    assert (took.fieldname, took.start, took.end) == ("took", 2 * DAY, 6 * DAY - 1)


def test_an_open_range_of_days_leaves_the_other_end_open() -> None:
    query = FIELD.parse("days", ">30").query
    assert query is not None
    since, took = query.subqueries
    assert since.start is None and took.end is None


@pytest.mark.parametrize(("field", "problem"), [("received", "bad_date"), ("days", "bad_number")])
def test_a_range_that_is_none_has_no_query_and_says_why(field: str, problem: str) -> None:
    assert FIELD.parse(field, "lusa") == FieldValue(None, ("lusa",), problem)  # type: ignore[arg-type]


def test_a_city_without_names_of_a_field_does_not_call_a_value_unknown() -> None:
    bare = City(slug="x", name="X", title="X", languages=("id",), zone="Asia/Jakarta", code_prefix="X")
    value = FieldReader(bare, CLOCKS).parse("category", "banjir")
    assert (str(value.query), value.problem) == ("category:banjir", None)


def test_a_whole_name_goes_before_names_with_the_same_letters() -> None:
    named = {
        slug: PackCategory(slug=slug, name=name, name_en=name, group="", was=was)
        for slug, name, was in (("cpp", "C++", ()), ("c", "C", ("Lama",)), ("путь", "Путь", ()))
    }
    field = FieldReader(replace(CITY, categories=named), CLOCKS)
    asked = ("C++", "c++", "C", "Lama", "Путь", "ПУТЬ")
    assert [field.parse("category", text).names for text in asked] == [
        ("cpp",), ("cpp",), ("c",), ("c",), ("путь",), ("путь",),
    ]  # fmt: skip


def test_whose_reports_they_are_can_be_asked_where_the_pack_says_so() -> None:
    own = PackChannel(slug="patroli", name="Patroli", name_en="Patrol", kind=ChannelKind.CITY)
    reader = FieldReader(replace(CITY, channels={**CITY.channels, "patroli": own}), CLOCKS)
    assert {str(reader.parse("channel", word).query) for word in ("kota", "city", "City")} == {"channel:patroli"}
    assert str(reader.parse("channel", "warga").query) == "NOT channel:patroli"
    assert query("channel", "kota") == "channel:kota", "a city without such channels has nothing of that name"

"""The status and the dates of a row become steps in order of time, or a refusal that names the column."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.domain.event import Kind
from portal.domain.record import Step
from portal.importers.dates import DateReader
from portal.importers.header import Header
from portal.importers.problem import FieldError
from portal.importers.steps import LONGEST_TEXT, StepColumns, Steps
from tests.support import csv_files

NOW = datetime(2024, 6, 1, tzinfo=UTC)
SUBMITTED = datetime(2023, 3, 6, 1, 30, tzinfo=UTC)  # 08:30 in Jakarta
HOLDER = "Kelurahan Ragunan"
KNOWN = "Bina Marga"


def steps(directory: Path, mapping: str = csv_files.MAPPING, **cells: str) -> tuple[Step, ...]:
    """The steps of a good row with these cells, received by HOLDER."""
    read = csv_files.mapping(directory, mapping)
    row = csv_files.row("A1") | cells
    dates = DateReader(read.dates, read.zone or "", NOW)
    columns = StepColumns(read, Header(list(row)), dates, lambda label: label == KNOWN, lambda _row: None)
    return Steps(columns).read(list(row.values()), SUBMITTED, HOLDER)


def refused(directory: Path, mapping: str = csv_files.MAPPING, **cells: str) -> tuple[str, str, str]:
    with pytest.raises(FieldError) as error:
        steps(directory, mapping, **cells)
    return error.value.field, error.value.reason, error.value.value


def test_an_open_row_has_no_steps_even_with_a_closing_date(tmp_path: Path) -> None:
    assert steps(tmp_path, closed="2023-03-07 09:00") == ()


@pytest.mark.parametrize(
    ("status", "closed", "kind", "text"),
    [("done", "2023-03-07 09:00", Kind.RESOLVED, ""), (" NO ", "07/03/2023 09:00", Kind.REJECTED, "Not the city's.")],
)
def test_a_closed_status_ends_at_its_own_time(tmp_path: Path, status: str, closed: str, kind: Kind, text: str) -> None:
    (step,) = steps(tmp_path, status=status, closed=closed)
    assert (step.kind, step.text, step.agency) == (kind, text, HOLDER)
    assert step.at == datetime(2023, 3, 7, 2, tzinfo=UTC)


def test_a_row_may_close_in_the_second_it_opens(tmp_path: Path) -> None:
    assert steps(tmp_path, status="done", closed="2023-03-06 08:30")[0].at == SUBMITTED


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"status": "lost"}, ("status", "unknown_status", "lost")),
        ({"status": ""}, ("status", "missing", "")),
        ({"status": "done"}, ("closed", "no_closing_date", "")),
        ({"status": "done", "closed": "soon"}, ("closed", "not_a_date", "soon")),
        ({"status": "done", "closed": "2023-03-06 08:29"}, ("closed", "closes_before_it_opens", "2023-03-06 08:29")),
    ],
)
def test_an_end_that_cannot_be_refuses_the_row(
    tmp_path: Path, cells: dict[str, str], expected: tuple[str, str, str]
) -> None:
    assert refused(tmp_path, **cells) == expected


def test_a_status_that_the_mapping_does_not_name_may_count_as_open(tmp_path: Path) -> None:
    mapping = csv_files.MAPPING.replace('closed_at = "closed"', 'closed_at = "closed"\nunknown = "open"')
    assert steps(tmp_path, mapping, status="lost") == ()


def test_without_a_status_column_every_row_is_open(tmp_path: Path) -> None:
    start, end = csv_files.MAPPING.index("[status]"), csv_files.MAPPING.index("[coordinates]")
    assert steps(tmp_path, csv_files.MAPPING[:start] + csv_files.MAPPING[end:], status="done") == ()


def test_an_end_on_the_first_day_without_its_hour_is_the_end_of_that_day(tmp_path: Path) -> None:
    mapping = csv_files.MAPPING.replace('"%d/%m/%Y %H:%M"', '"%d/%m/%Y"')
    ends = [steps(tmp_path, mapping, status="done", closed=day)[0].at for day in ("06/03/2023", "07/03/2023")]
    last_second = datetime(2023, 3, 6, 16, 59, 59, tzinfo=UTC)  # of the sixth in Jakarta
    assert ends == [last_second, datetime(2023, 3, 6, 17, tzinfo=UTC)]
    midnight = refused(tmp_path, mapping, status="done", closed="2023-03-06 00:00")
    assert midnight == ("closed", "closes_before_it_opens", "2023-03-06 00:00")


def test_a_merged_report_names_the_one_that_stays(tmp_path: Path) -> None:
    mapping = csv_files.MAPPING.replace('done = "resolved"', 'done = { kind = "merged", other = "place" }')
    cells = {"status": "done", "closed": "2023-03-07 09:00"}
    (step,) = steps(tmp_path, mapping, **cells, place="A0")
    assert (step.kind, step.other) == (Kind.MERGED, "A0")
    (unnamed,) = steps(tmp_path, mapping, **cells, place=" ")
    assert (unnamed.kind, unnamed.other) == (Kind.MERGED, None)


STEPS = (
    csv_files.MAPPING
    + """
[[steps]]
kind = "started"
at = "seen"
after_minutes = 5
[[steps]]
kind = "responded"
at = "said_at"
text_column = "said"
[[steps]]
kind = "promised"
at = "seen"
promised = "promise"
statuses = ["open"]
[[steps]]
kind = "noted"
at = "noted_at"
text = "Seen by {noted}."
"""
)
BLANK = dict.fromkeys(("seen", "said", "said_at", "promise", "noted", "noted_at"), "")


def stepped(directory: Path, **cells: str) -> list[tuple[Kind, str]]:
    return [(step.kind, f"{step.at:%d %H:%M}") for step in steps(directory, STEPS, **BLANK | cells)]


def test_dates_of_a_row_become_steps_in_order_of_time(tmp_path: Path) -> None:
    cells = {"seen": "2023-03-06 10:00", "said_at": "2023-03-06 09:00", "said": "Kami cek.", "status": "done"}
    assert stepped(tmp_path, **cells, closed="2023-03-07 09:00") == [
        (Kind.RESPONDED, "06 02:00"),
        (Kind.STARTED, "06 03:00"),
        (Kind.RESOLVED, "07 02:00"),
    ]


def test_steps_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    assert stepped(tmp_path, seen="2023-03-06 08:34") == []  # bookkeeping
    assert stepped(tmp_path, said_at="2023-03-06 09:00") == []  # an answer without a text
    assert stepped(tmp_path, seen="2023-03-06 09:00", promise="2023-03-05 00:00") == [(Kind.STARTED, "06 02:00")]


def test_after_the_end_only_words_are_taken(tmp_path: Path) -> None:
    closed = {"status": "done", "closed": "2023-03-07 09:00"}
    assert stepped(tmp_path, seen="2023-03-08 09:00", **closed) == [(Kind.RESOLVED, "07 02:00")]
    late = stepped(tmp_path, said_at="2023-03-08 09:00", said="Terima kasih.", **closed)
    assert late == [(Kind.RESOLVED, "07 02:00"), (Kind.RESPONDED, "08 02:00")]


def test_at_the_same_moment_the_end_comes_last(tmp_path: Path) -> None:
    same = "2023-03-07 09:00"
    found = stepped(tmp_path, said_at=same, said="Selesai.", status="done", closed=same)
    assert [kind for kind, _ in found] == [Kind.RESPONDED, Kind.RESOLVED]


def test_a_step_for_some_statuses_is_none_for_the_others(tmp_path: Path) -> None:
    cells = {"seen": "2023-03-06 10:00", "promise": "10/03/2023 00:00"}
    assert Kind.PROMISED in dict(stepped(tmp_path, **cells))
    assert Kind.PROMISED not in dict(stepped(tmp_path, **cells, status="done", closed="2023-03-07 09:00"))


def test_a_note_is_not_public_and_its_words_come_from_the_mapping(tmp_path: Path) -> None:
    (step,) = steps(tmp_path, STEPS, **BLANK | {"noted": "Budi", "noted_at": "2023-03-06 10:00"})
    assert (step.kind, step.public, step.text) == (Kind.NOTED, False, "Seen by Budi.")


def test_a_promise_is_of_the_end_of_its_day(tmp_path: Path) -> None:
    promise = steps(tmp_path, STEPS, **BLANK | {"seen": "2023-03-06 09:00", "promise": "10/03/2023 00:00"})[1]
    assert (promise.kind, promise.promised_at) == (Kind.PROMISED, datetime(2023, 3, 10, 16, 59, 59, tzinfo=UTC))


def test_a_step_before_the_report_refuses_the_row(tmp_path: Path) -> None:
    expected = ("seen", "happens_before_it_opens", "2023-03-05 09:00")
    assert refused(tmp_path, STEPS, **BLANK | {"seen": "2023-03-05 09:00"}) == expected


def test_a_text_that_an_event_cannot_hold_refuses_the_row(tmp_path: Path) -> None:
    cells = BLANK | {"said_at": "2023-03-06 09:00", "said": "x" * (LONGEST_TEXT + 1)}
    assert refused(tmp_path, STEPS, **cells) == ("said", "too_long", "x" * 200)


TURNED = (
    csv_files.MAPPING
    + """
[[steps]]
kind = "resolved"
at = "first"
[[steps]]
kind = "closed"
at = "withdrawn"
[[steps]]
kind = "started"
at = "seen"
[[steps]]
kind = "reopened"
at = "again"
text_column = "why"
"""
)
ENDED = {"status": "done", "closed": "2023-03-10 09:00"}


def turned(directory: Path, **cells: str) -> list[tuple[Kind, str]]:
    blank = dict.fromkeys(("first", "withdrawn", "seen", "again", "why"), "")
    days = {
        name: f"2023-03-{value} 09:00" if name != "status" and len(value) == 2 else value
        for name, value in cells.items()
    }
    return [(step.kind, f"{step.at:%d}") for step in steps(directory, TURNED, **blank | days)]


def test_an_end_among_the_steps_counts_only_before_a_reopening(tmp_path: Path) -> None:
    opened = [(Kind.RESOLVED, "07"), (Kind.REOPENED, "08")]
    assert turned(tmp_path, first="07", again="08") == opened
    assert turned(tmp_path, first="07", again="08", **ENDED) == [*opened, (Kind.RESOLVED, "10")]
    assert turned(tmp_path, first="07") == []
    assert turned(tmp_path, first="10", **ENDED) == [(Kind.RESOLVED, "10")]
    assert turned(tmp_path, first="07", withdrawn="08", again="09") == [(Kind.CLOSED, "08"), (Kind.REOPENED, "09")]


def test_a_reopening_counts_without_the_end_before_it_but_not_after_the_last(tmp_path: Path) -> None:
    assert turned(tmp_path, again="08") == [(Kind.REOPENED, "08")]
    assert turned(tmp_path, again="08", seen="07") == [(Kind.STARTED, "07"), (Kind.REOPENED, "08")]
    assert turned(tmp_path, again="11", first="07", **ENDED) == [(Kind.RESOLVED, "10")]


def test_work_between_an_end_and_its_reopening_is_left_out(tmp_path: Path) -> None:
    opened = [(Kind.RESOLVED, "07"), (Kind.REOPENED, "09")]
    assert turned(tmp_path, first="07", seen="08", again="09") == opened
    assert turned(tmp_path, first="07", seen="10", again="09") == [*opened, (Kind.STARTED, "10")]
    assert turned(tmp_path, first="07", seen="07", again="07") == [
        (Kind.STARTED, "07"), (Kind.RESOLVED, "07"), (Kind.REOPENED, "07"),
    ]  # fmt: skip


ROUTED = csv_files.MAPPING + '[[steps]]\nkind = "routed"\nat = "when"\nto_agency = "unit"\nagency = "from"\n'
ROUTED = ROUTED.replace(
    'column = "agency"', 'column = "agency"\nunknown = "refuse"\n[agency.values]\nBM = "Bina Marga"'
)
WHEN = {"when": "2023-03-06 09:00", "from": ""}


def test_a_hand_over_names_both_agencies_by_the_labels_of_the_mapping(tmp_path: Path) -> None:
    (step,) = steps(tmp_path, ROUTED, **WHEN, unit="bm")
    assert (step.kind, step.agency, step.to_agency) == (Kind.ROUTED, HOLDER, "Bina Marga")
    (step,) = steps(tmp_path, ROUTED, **WHEN | {"from": KNOWN}, unit="bm")
    assert (step.agency, step.to_agency) == (KNOWN, "Bina Marga")


def test_a_hand_over_to_the_holder_or_to_nobody_is_none(tmp_path: Path) -> None:
    known = ROUTED.replace("[agency.values]", f'[agency.values]\nhere = "{HOLDER}"')
    assert steps(tmp_path, known, **WHEN, unit="HERE") == ()
    assert steps(tmp_path, ROUTED, **WHEN, unit="") == ()


def test_an_agency_that_the_mapping_would_refuse_is_refused_in_a_step_too(tmp_path: Path) -> None:
    assert refused(tmp_path, ROUTED, **WHEN, unit="Atlantis") == ("unit", "unknown_value", "Atlantis")


WORDED = csv_files.MAPPING.replace(
    "[coordinates]",
    """[[status.wording]]
column = "text"
begins = ["Case is a Duplicate", "dup "]
means = { kind = "merged" }
[[status.wording]]
column = "text"
contains = "no evidence"
means = { kind = "closed", text_column = "text" }
[[status.wording]]
column = "text"
contains = "still open"
means = "open"
[coordinates]""",
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("case is a duplicate - see the other", [Kind.MERGED]),
        ("This case is a duplicate", [Kind.RESOLVED]),
        ("Officers saw NO EVIDENCE of it.", [Kind.CLOSED]),
        ("These conditions are still open.", []),
        ("dup of no evidence", [Kind.MERGED]),
        ("Filled.", [Kind.RESOLVED]),
    ],
)
def test_the_words_of_an_ended_row_can_say_how_it_ended(tmp_path: Path, text: str, kinds: list[Kind]) -> None:
    found = steps(tmp_path, WORDED, status="done", closed="2023-03-07 09:00", text=text)
    assert [step.kind for step in found] == kinds


def test_the_words_of_an_open_row_do_not_end_it(tmp_path: Path) -> None:
    assert steps(tmp_path, WORDED, status="open", text="Case is a Duplicate") == ()

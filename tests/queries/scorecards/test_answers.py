"""Of all answers those count that stand and that are to the tickets that were asked for."""

from __future__ import annotations

import numpy as np

from portal.queries.scorecards.answers import answer_columns, patterns


def test_answers_to_other_tickets_and_those_taken_back_do_not_count() -> None:
    seq, ticket, agency = ([1, 2, 3, 4], [7, 9, 8, 7], [50, 51, 52, 53])
    rows = [np.array(column, dtype=np.int64) for column in (seq, ticket, agency)]
    tickets, taken_back = (np.array(ids, dtype=np.int64) for ids in ([7, 8], [4]))
    assert [column.tolist() for column in answer_columns(tickets, rows, taken_back)] == [[50, 52]]
    assert [column.tolist() for column in answer_columns(tickets[:0], rows, taken_back)] == [[]]


def test_a_text_that_was_pasted_again_has_the_same_number() -> None:
    one, same, other = patterns(["Lubang sudah kami tambal 3 Mei", "Lubang sudah kami tambal 9 Juni", "Belum."])
    assert one == same != other

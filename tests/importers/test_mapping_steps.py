"""What a mapping says of steps and ends: ends have their time, wordings are known by a beginning or a part."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from portal.domain.event import Kind
from portal.importers.header import Source
from portal.importers.mapping_steps import ENDS, NEEDS, StatusRule, StepRule, WordingRule


def test_a_status_is_open_or_an_end_at_its_own_time_or_that_of_all() -> None:
    same = {"kind": "merged", "other": "original", "at": "joined"}
    values = {"Open": "open", "Done": "resolved", "Same": same}
    ends = StatusRule.model_validate({"column": "State", "closed_at": "closed", "values": values}).ends
    assert ends["open"] is None
    done, merged = ends["done"], ends["same"]
    assert done and (done.kind, done.at) == (Kind.RESOLVED, Source(("closed",)))
    assert merged and (merged.kind, merged.at, merged.other) == (
        Kind.MERGED,
        Source(("joined",)),
        Source(("original",)),
    )


def test_every_end_without_a_time_is_named() -> None:
    wording = [{"column": "b", "begins": "so", "means": "closed"}]
    values = {"x": "closed", "y": "resolved", "z": "open"}
    with pytest.raises(ValidationError, match=r"x.at': .* 'values.y.at': .* 'wording\[1\].means.at': ") as error:
        StatusRule.model_validate({"column": "a", "values": values, "wording": wording})
    assert "values.z" not in str(error.value)


@pytest.mark.parametrize("kind", [kind for kind in NEEDS if kind not in ENDS])
def test_a_step_names_what_its_kind_needs(kind: Kind) -> None:
    with pytest.raises(ValidationError, match=f"'{NEEDS[kind]}': 'is missing: {kind} needs it'"):
        StepRule.model_validate({"kind": kind.value, "at": "when"})


def test_a_wording_fits_where_it_begins_or_stands_within() -> None:
    told = {"column": "a", "begins": ["Not ours"], "contains": "duplicate", "means": {"kind": "closed", "at": "t"}}
    rule = WordingRule.model_validate(told)
    assert [rule.fits(text) for text in ("not ours, sorry", "this is not ours", "a duplicate of 5", "")] == [
        True,
        False,
        True,
        False,
    ]

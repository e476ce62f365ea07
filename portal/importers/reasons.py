"""Says in words why a row was refused."""

from __future__ import annotations

#: Reason -> sentence. ``{value}`` is what stood there, shortened.
WORDS: dict[str, str] = {
    "missing": "is empty",
    "too_long": "is longer than a ticket can hold",
    "field_too_long": "is longer than 1,000,000 characters",
    "line_too_long": "the line is longer than 4,000,000 characters",
    "not_a_date": "is not a date in any form that the mapping names: {value}",
    "date_too_early": "lies before 1990: {value}",
    "date_in_future": "lies in the future: {value}",
    "no_closing_date": "closed, but without a closing date",
    "closes_before_it_opens": "closes before it opens: {value}",
    "happens_before_it_opens": "happens before the report came in: {value}",
    "unknown_status": "a status that the mapping does not know: {value}",
    "unknown_value": "a value that neither the mapping nor the city knows: {value}",
    "not_coordinates": "not coordinates: {value}",
    "half_a_point": "one coordinate is there, the other is not: {value}",
    "coordinates_zero": "the coordinates are zero: {value}",
    "coordinates_swapped": "latitude and longitude are swapped: {value}",
    "coordinates_outside": "the coordinates lie outside the city: {value}",
    "duplicate_id": "the same id with other contents stands on an earlier line of this file: {value}",
    "broken_quotes": "the quotes of this line do not pair",
    "wrong_columns": "has another number of cells than the header: {value}",
    "cut_off": "the file ends in the middle of this row",
    "wrong_encoding": "is not in the encoding that the mapping names: {value}",
    "nul_byte": "holds a NUL byte, shown as \u2400: {value}",
    "file_damaged": "the compressed file is damaged or cut off here; what follows could not be read",
    "not_storable": "the database refuses it: {value}",
    "submitted_changed": "the ticket is known with another submission time ({value})",
    "not_from_here": "what happened does not fit the ticket's status ({value})",
    "text_needed": "this step needs a text ({value})",
    "agency_needed": "this step needs an agency ({value})",
    "already_there": "it is handed to the agency that already has it ({value})",
    "date_past": "the promised date is not after the promise",
    "merge_cycle": "it and the report that it names as the same lead in a circle to each other ({value})",
    "code_changed": "the ticket is known by another code, which is its address and does not change ({value})",
    "against_the_desk": "it contradicts what officers did with the ticket in this portal ({value})",
    "ticket_unknown": "it names a ticket that is not known ({value})",
    "out_of_order": "what happened is not in order of time ({value})",
    "code_malformed": "the code is not 3 to 40 letters, digits and hyphens ({value})",
    "code_taken": "the code belongs to another ticket ({value})",
}


def words(reason: str, value: str) -> str:
    """The sentence for a reason; its key where there is none."""
    return WORDS.get(reason, reason.replace("_", " ") + (": {value}" if value else "")).replace("{value}", value)

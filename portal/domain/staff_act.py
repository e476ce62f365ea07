"""What the audit keeps of officers: signing in and out, accounts, and every change of a ticket."""

from __future__ import annotations

from enum import StrEnum


class StaffAct(StrEnum):
    """One kind of line in the audit."""

    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"  # wrong name, password or code
    SIGN_IN_DELAYED = "sign_in_delayed"  # too many tries: nothing was looked at
    SIGNED_OUT = "signed_out"
    SESSIONS_ENDED = "sessions_ended"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - the name of an act
    SECOND_FACTOR_SET = "second_factor_set"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    RECOVERY_CODE_USED = "recovery_code_used"
    RESET_LINK_MADE = "reset_link_made"
    OFFICER_ADDED = "officer_added"
    OFFICER_CHANGED = "officer_changed"
    OFFICER_DEACTIVATED = "officer_deactivated"
    OFFICER_ACTIVATED = "officer_activated"
    AGENCY_ADDED = "agency_added"
    AGENCY_CHANGED = "agency_changed"
    AGENCY_DEACTIVATED = "agency_deactivated"
    AGENCY_ACTIVATED = "agency_activated"
    TICKET_CHANGED = "ticket_changed"  # an event was written to its log; AuditEntry.kind says which
    TICKET_FORBIDDEN = "ticket_forbidden"  # tried, and refused because of role or agency
    WITHDRAWAL_ASKED = "withdrawal_asked"
    WITHDRAWAL_AGREED = "withdrawal_agreed"
    WITHDRAWAL_REFUSED = "withdrawal_refused"

"""The table of permissions as a page: ``python -m tests.support.permission_matrix > docs/permissions.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from portal.blueprints.desk.agencies import agencies
from portal.blueprints.desk.audit import audit
from portal.blueprints.desk.notices import notices
from portal.blueprints.desk.officers import officers
from portal.blueprints.desk.operation import operation
from portal.blueprints.desk.verbs import VERBS
from portal.blueprints.desk.walk_in import walk_in
from portal.blueprints.desk.withdrawals import withdrawals
from portal.domain.permission import PERMISSIONS, Relation, Role, Verb
from portal.web.access import ROLES

HEAD = """# Who may do what

Made from `portal/domain/permission.py` by `python -m tests.support.permission_matrix > docs/permissions.md`; a test
says when it is not current, and `tests/blueprints/desk/test_permissions.py` tries every cell with real requests. What
is not granted is answered by 403, and nothing of the ticket is in the answer. A hidden or unpublished ticket is 404
for whoever may not read it. A report that is public may be opened at the desk by every officer, as the public sees
it.

What an agency is to a ticket: **h**older: it is responsible and has it in hand; **r**esponsible: it is responsible,
another has it in hand; **a**sked: it has it in hand for the responsible agency, to help or to check; **n**one. `-`:
never. Besides:

- A correction is of one's own agency's words. A check, and a decision about taking back, is by a second person of
  another agency.
- A validator opens a report again (`reopen`) only while people ask to have its end looked at, and with `recheck` lets
  it stand.
- Giving a hand-over back: within the city's limit (`targets.hand_over_hours`) and before any work on it.
- Hiding, reducing and taking back (`redact`, `visibility`) are requests until a second person has agreed; showing
  more is not. What its reporter keeps private nobody publishes but the reporter.
- What people say against a photo or text is decided like a request to take it back (`decide`), and by nobody of the
  agency that has published it.
- Whoever ever had to do with a ticket may go on reading it.
- Imports and commands are the operator's and follow no role.
- Who has the private link of a report reads and does what its reporter may. A new one is mailed (`/r/lost`) to the
  address that was given with the report; nothing says whether a number and an address are known.
- Who follows by mail (`/follow`) has no account: the secret in a link that was mailed confirms, shows and ends what the
  address follows, and opens nothing else; no officer sees who follows.
- Whoever writes a report for somebody else (`/helpers`) needs no account, and gets no right by it: its private link is
  for the person. An officer at the counter takes a signed pass to the same form, for a day; who wrote it is audited.

"""

#: Places of the desk that are about no one ticket: what is done there, by the view that opens them.
PLACES = {
    "read requests to take something back (`/desk/withdrawals`)": withdrawals,
    "read what people say against photos and texts (`/desk/notices`)": notices,
    "read the audit, a supervisor that of the own agency (`/desk/audit`)": audit,
    "write reports for people at the counter (`/desk/walk-in`)": walk_in,
    "keep officers, their roles and agencies (`/desk/officers`)": officers,
    "keep agencies (`/desk/agencies`)": agencies,
    "see how the portal runs (`/desk/operation`)": operation,
}


def rows() -> Iterator[tuple[str, Verb]]:
    """Each line of the table by the name that the desk's addresses have for it, else by the event's."""
    names: dict[Verb, str] = {verb.kind: name for name, verb in VERBS.items()}
    yield from ((f"`{names[verb]}`" if verb in names else verb.value, verb) for verb in PERMISSIONS)


def cell(verb: Verb, role: Role) -> str:
    letters = "".join(relation.value[0] for relation in Relation if relation in PERMISSIONS[verb][role])
    return letters or "-"


def page() -> str:
    """The whole page as Markdown."""
    head = [f"| what | {' | '.join(Role)} |", "|---|" + "---|" * len(Role)]
    lines = head + [f"| {name} | {' | '.join(cell(verb, role) for role in Role)} |" for name, verb in rows()]
    lines += ["", "What is about no one ticket is open to a role or not:", "", *head]
    for name, view in PLACES.items():
        allowed = getattr(view, ROLES)
        lines.append(f"| {name} | {' | '.join('yes' if role in allowed else '-' for role in Role)} |")
    return HEAD + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(page())

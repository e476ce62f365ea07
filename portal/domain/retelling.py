"""A source sends a known ticket again: the events that bring its own view to what the new record alone says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from .endings import in_their_order, last_end, new_turns, opens_nothing, put_right
from .event import EventDraft, Kind, TicketFact
from .masking import Contacts
from .privacy import public_text
from .replay import opening, replay
from .source_log import DECISIVE, LogEntry, StepMatch, compare, in_order, own_entries, replay_log, taken_back
from .source_view import ENDS, REOPENINGS, SourceView, source_view
from .status import Refused
from .transitions import ASSIGNMENTS, TicketState, advance, received
from .visible_text import visible_text

#: What is no step of a record, or may happen to a ticket that has ended.
_MAY_FOLLOW_THE_END = frozenset(
    {
        *(Kind.RECEIVED, Kind.RESPONDED, Kind.CONFIRMED, Kind.CORRECTED, Kind.REDACTED, Kind.VISIBILITY_CHANGED),
        *(Kind.NOTED, Kind.RECHECK_ASKED, Kind.RECHECK_ENDED),
    }
)
REDACTED_TEXT = "-"  # what a redacted text reads as


_NOBODY = Contacts()


@dataclass(frozen=True, slots=True)
class Telling:
    """A record as events, the first RECEIVED. ``updated``: when its source last changed it, if it says so.

    ``official``: the city's own contacts, which no mask hides. ``end_corrects``: a later end than the one that was told
    before puts that right; else the ticket was reopened in between.
    """

    drafts: Sequence[EventDraft]
    updated: datetime | None
    now: datetime
    official: Contacts = _NOBODY
    end_corrects: bool = False

    def moment(self, earliest: datetime, latest: datetime | None = None) -> datetime:
        """When the source changed its mind, as far as it says: at ``updated``, else now, within these limits."""
        at = max(min(self.updated or self.now, self.now), earliest)
        return at if latest is None else min(at, latest)


def retell(log: Sequence[LogEntry], telling: Telling, validator: int | None) -> list[EventDraft]:
    """The new events, none when the telling says what the log's own events of the source say.

    Steps that are new are added at their own time. Where that does not lead to the agency and the end of the
    telling, the source has taken something back: then it is handed over, reopened and ended anew. What officers did
    stands. A telling without outcomes says nothing against one that is known. Raises Refused when the rules allow
    neither.
    """
    outcome = _outcome(log, telling)
    first = opening([*(entry.draft for entry in log), *outcome])
    log = [LogEntry(log[0].seq, first), *log[1:]]
    if telling.drafts[0].untold and not first.untold:
        telling = _with_known_end(log, telling)
    return [*outcome, *_retold(log, telling, validator)]


def _outcome(log: Sequence[LogEntry], telling: Telling) -> list[EventDraft]:
    """Says that the source tells the outcome now, which it did not before."""
    told_before = not opening([entry.draft for entry in log]).untold
    if told_before or telling.drafts[0].untold:
        return []
    return [EventDraft(kind=Kind.CORRECTED, at=max(telling.now, log[-1].draft.at), changed=(TicketFact.OUTCOME,))]


def _with_known_end(log: Sequence[LogEntry], telling: Telling) -> Telling:
    """A telling without outcomes, with the end that the source has told before."""
    own = own_entries(log)
    told = [entry.draft for entry in own if entry.draft.kind in ENDS][-1:] if _view(own, ()).end else []
    first = replace(telling.drafts[0], untold=False)
    return replace(telling, drafts=sorted([first, *telling.drafts[1:], *told], key=lambda draft: draft.at))


def _retold(log: Sequence[LogEntry], telling: Telling, validator: int | None) -> list[EventDraft]:
    """The new events, where log and telling both know the outcome, or neither does."""
    replay(telling.drafts, validator)  # refused as a new ticket would be
    own = own_entries(log)
    match = compare(own, telling.drafts[1:])
    wrong = put_right(log, own, match, _turns_anew(match, telling))
    target = source_view(telling.drafts)
    new = [*match.fresh, *_other_details(log, match, telling)]
    if not wrong and _view(own, new) == target:
        try:
            replay_log(in_order(log, new), validator)
        except Refused:
            pass
        else:
            return new or _missing_steps(log, match, telling)
    return _beside_the_desk(log, _decided_anew(log, own, wrong, match, telling), validator)


def _turns_anew(match: StepMatch, telling: Telling) -> list[EventDraft]:
    """The ends and reopenings that take the place of what was told before of the same turn."""
    end = last_end(telling.drafts)
    corrects = [step for step in match.fresh if step is end and telling.end_corrects]
    return [*new_turns(telling.drafts, match), *corrects]


def _view(own: Sequence[LogEntry], new: Iterable[EventDraft]) -> SourceView:
    return source_view([entry.draft for entry in in_order(own, new)])


def _decided_anew(
    log: Sequence[LogEntry], own: Sequence[LogEntry], wrong: Sequence[LogEntry], match: StepMatch, telling: Telling
) -> list[EventDraft]:
    """The steps that are new, and what leads from the source's view so far to that of the telling."""
    target = source_view(telling.drafts)
    at_work = [step.at for step in match.fresh if _is_work(step)]
    before, match = match, in_their_order(match, telling.drafts, at_work)
    turns = new_turns(telling.drafts, match)
    steps = [step for step in match.fresh if step.kind not in DECISIVE or step in turns]
    told = {entry.seq for entry, _ in match.known}
    wrong = [*wrong, *(entry for entry, _ in before.known if entry.seq not in told)]
    rest = _without(own, wrong)
    against = [*wrong, *_closed_meanwhile(in_order(rest, steps), told)]
    against += _while_closed(in_order(_without(rest, against), turns), told)
    against += _after_the_end(_without(rest, against), target, at_work, turns)
    if against:
        against += opens_nothing(in_order(_without(rest, against), turns), told)
    rest = _without(rest, against)
    gone = {entry.seq for entry in against}
    left = StepMatch([pair for pair in match.known if pair[0].seq not in gone], match.fresh, match.missing)
    taken = [_take_back(entry, telling) for entry in against]
    opened, end = _lead(_view(rest, turns), target, telling, at_work)
    turned = 1 + max((place for place, step in enumerate(steps) if step in turns), default=-1)
    return [*taken, *steps[:turned], *opened, *steps[turned:], *_other_details(log, left, telling), *end]


def _without(entries: Sequence[LogEntry], gone: Sequence[LogEntry]) -> list[LogEntry]:
    return [entry for entry in entries if entry not in gone]


def _is_work(step: EventDraft) -> bool:
    return step.kind not in DECISIVE and step.kind not in _MAY_FOLLOW_THE_END


def _closed_meanwhile(entries: Sequence[LogEntry], told: Collection[int | None]) -> list[LogEntry]:
    """Ends, and the reopenings after them, between which there was work that is only told now."""
    found: list[LogEntry] = []
    ended, worked = None, False
    for entry in entries:
        if entry.draft.kind in ENDS:
            ended, worked = entry, False
        elif entry.draft.kind in REOPENINGS and ended is not None:
            if worked:
                found += [one for one in (ended, entry) if one.seq is not None and one.seq not in told]
            ended = None
        elif entry.seq is None and _is_work(entry.draft):
            worked = True
    return found


def _while_closed(entries: Sequence[LogEntry], told: Collection[int | None]) -> list[LogEntry]:
    """Work that was told before, of a time for which an end and a reopening are told now."""
    found: list[LogEntry] = []
    meanwhile: list[LogEntry] | None = None
    new = False
    for entry in entries:
        if entry.draft.kind in ENDS:
            meanwhile, new = [], entry.seq is None
        elif entry.draft.kind in REOPENINGS:
            found += meanwhile if meanwhile and (new or entry.seq is None) else []
            meanwhile = None
        elif meanwhile is not None and entry.draft.kind not in _MAY_FOLLOW_THE_END and entry.seq not in told:
            meanwhile.append(entry)
    return found


def _after_the_end(
    own: Sequence[LogEntry], target: SourceView, at_work: Sequence[datetime], turns: Sequence[EventDraft]
) -> list[LogEntry]:
    """Events of the source that contradict what it says now of the end."""
    end = target.end
    if end is None:
        return []
    movable = [entry for entry in own if entry.draft.kind not in _MAY_FOLLOW_THE_END]
    against = [entry for entry in movable if entry.draft.at > end.at]
    if _view(_without(own, against), turns) != target or end.at in at_work:
        against += [entry for entry in movable if entry.draft.at == end.at and entry.draft.kind in ENDS]
    return against


def _take_back(entry: LogEntry, telling: Telling) -> EventDraft:
    fact = TicketFact.END if entry.draft.kind in ENDS else TicketFact.STEPS
    at = telling.moment(entry.draft.at)
    return EventDraft(kind=Kind.CORRECTED, at=at, corrects=entry.seq, changed=(fact,), public=entry.draft.public)


def _lead(
    view: SourceView, target: SourceView, telling: Telling, at_work: Sequence[datetime]
) -> tuple[list[EventDraft], list[EventDraft]]:
    """What reopens the ticket and hands it over, and the end that follows; as far as it takes."""
    if view == target:
        return [], []
    end = [draft for draft in telling.drafts if draft.kind in ENDS][-1:] if target.end else []
    latest = [draft.at for draft in end] + [at for at in at_work if view.end and at >= view.since]
    at = telling.moment(view.since, min(latest, default=None))
    unknown = telling.updated != at or any(draft.at == at for draft in end)
    opened = []
    if view.end is not None:
        changed = (TicketFact.END,) if unknown else ()
        opened.append(EventDraft(kind=Kind.REOPENED, at=at, agency=view.agency, changed=changed))
    if view.agency != target.agency:
        changed = (TicketFact.AGENCY,) if unknown else ()
        opened.append(_moved(at, view.agency, target.agency, changed))
    return opened, end


def _moved(at: datetime, agency: int, to_agency: int, changed: tuple[TicketFact, ...]) -> EventDraft:
    return EventDraft(kind=Kind.TRANSFERRED, at=at, agency=agency, to_agency=to_agency, changed=changed)


def _other_details(log: Sequence[LogEntry], match: StepMatch, telling: Telling) -> list[EventDraft]:
    """What known steps are said to have been besides; who is responsible and how it ended is decided elsewhere."""
    corrections = {entry.draft.corrects: entry.draft for entry in log if entry.draft.text}
    noted, new, differs = _last_note(log), [], False
    for entry, step in match.known:
        was, correction = entry.draft, corrections.get(entry.seq)
        text = correction.text if correction else was.text
        said = public_text(step.text, telling.official) if step.public else visible_text(step.text)
        fixed = text == REDACTED_TEXT or (correction is not None and correction.officer is not None)
        if said and said != text and not fixed:
            at = max(telling.now, was.at)
            about = EventDraft(kind=Kind.CORRECTED, at=at, agency=was.agency, corrects=entry.seq, public=was.public)
            new.append(replace(about, text=said))
        if was.kind is Kind.PROMISED and was.promised_at != step.promised_at:
            new.append(step)
        taken_away = bool(text and not said and not fixed)
        differs |= (taken_away or _acts_otherwise(was, step)) and (entry.seq or 0) > noted
    return [*new, _note(log, telling)] if differs else new


def _acts_otherwise(was: EventDraft, step: EventDraft) -> bool:
    """Whether something of a step differs that no other event says."""
    if was.public != step.public:
        return True
    if was.kind in ENDS:
        return was.to_agency != step.to_agency
    if was.kind in ASSIGNMENTS:
        return was.agency != step.agency
    return (was.agency, was.to_agency) != (step.agency, step.to_agency)


def _missing_steps(log: Sequence[LogEntry], match: StepMatch, telling: Telling) -> list[EventDraft]:
    """Says that the source no longer tells of a step; the step itself stays in the log."""
    noted = _last_note(log)
    return [_note(log, telling)] if any((entry.seq or 0) > noted for entry in match.missing) else []


def _note(log: Sequence[LogEntry], telling: Telling) -> EventDraft:
    return EventDraft(kind=Kind.CORRECTED, at=max(telling.now, log[-1].draft.at), changed=(TicketFact.STEPS,))


def _last_note(log: Sequence[LogEntry]) -> int:
    """The number of the last correction that says of no step in particular that steps have changed."""
    drafts = ((e.seq, e.draft) for e in log if TicketFact.STEPS in e.draft.changed)
    notes = (seq for seq, draft in drafts if draft.corrects is None and draft.other_ticket is None)
    return max((seq for seq in notes if seq is not None), default=0)


def _beside_the_desk(log: Sequence[LogEntry], new: Sequence[EventDraft], validator: int | None) -> list[EventDraft]:
    """``new`` as it can stand beside what officers did: what has happened there already is only noted.

    Raises Refused where it contradicts them, or where the rules forbid it anyway.
    """
    desk = any(entry.draft.officer is not None for entry in log)
    entries = in_order(log, new)
    gone = taken_back(entries)
    state = received(opening([entry.draft for entry in entries]))
    kept = []
    for place, entry in enumerate(entries[1:], start=1):
        draft = entry.draft
        if place not in gone:
            try:
                advance(state, draft, validator=validator)
            except Refused:
                if not desk:
                    raise
                draft = _noted_beside(entry, state)
        if entry.seq is None:
            kept.append(draft)
    return kept


def _noted_beside(entry: LogEntry, state: TicketState) -> EventDraft:
    """What the source says now, where the desk has come to it before. Raises Refused where it decided otherwise."""
    draft = entry.draft
    if entry.seq is None and draft.kind is Kind.TRANSFERRED:
        return replace(draft, kind=Kind.CORRECTED, changed=(TicketFact.AGENCY,))
    if entry.seq is None and draft.kind is Kind.REOPENED:
        return replace(draft, kind=Kind.CORRECTED, changed=(TicketFact.END,))
    raise Refused("against_the_desk", kind=draft.kind.value, status=state.status.value)

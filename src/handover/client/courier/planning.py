"""What to do next, decided from what lies in the folder, what the journal has and what the site said. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from handover.client.answers import ApiTransfer
from handover.client.courier import places
from handover.client.courier.records import ArrivingFile, DepartingFile, InStage, Journal, OutStage
from handover.client.courier.settings import CourierSettings, TakenWhen
from handover.client.courier.steps import (
    AcknowledgeFile,
    AnswerQuestion,
    Claim,
    EndFile,
    FetchFile,
    FileAnswer,
    FinishClaim,
    HearSite,
    ListQuestions,
    ListWaiting,
    LookAtPlaced,
    LookAtQuestion,
    PlaceFile,
    ReadNews,
    RejectFile,
    SendFile,
    Step,
)
from handover.client.courier.view import FolderView, is_gone, is_settled, lies_unchanged
from handover.client.places import make_harmless

BEAT: Final = timedelta(minutes=4)
"""The page of the key says when the courier was last heard; it counts as silent after more than five minutes."""
UNCOLLECTED: Final = frozenset({"sent", "seen"})
LONGEST_PAUSE: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class SiteMemory:
    """What this run of the courier knows of the site; all of it can be forgotten.

    The moments are those of the last try, `beat_at` that of the last answer. `quiet_until`: the site gave no answer, or does
    not know the key. `pauses`: single files that something stands in the way of, by number or reference.
    """

    beat_at: datetime | None = None
    listed_at: datetime | None = None
    news_at: datetime | None = None
    questions_at: datetime | None = None
    rights: frozenset[str] | None = None
    """What the key opens, once it is known: some offices' couriers only send, or only collect."""
    asking: frozenset[str] = frozenset()
    """The references of files of this office about which a question was open at `questions_at`."""
    waiting: tuple[ApiTransfer, ...] = ()
    looked_at: frozenset[str] = frozenset()
    """Files of `in/` that were asked about since the list was read."""
    quiet_until: datetime | None = None
    pauses: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that a decision is made from. `before` is an earlier look, None at the start."""

    journal: Journal
    view: FolderView
    before: FolderView | None
    memory: SiteMemory
    settings: CourierSettings


def is_due(last: datetime | None, now: datetime, every: timedelta) -> bool:
    """Say whether it is time again. After a clock that was set back it is."""
    return last is None or now < last or now - last >= every


def is_paused(until: datetime | None, now: datetime) -> bool:
    """Say whether a pause lasts still. One that would last longer than any does was made by another clock."""
    return until is not None and now < until <= now + LONGEST_PAUSE


def plan_steps(given: Situation, now: datetime) -> list[Step]:
    """Return what can be done now, in the order in which it is best done."""
    steps = [*_plan_local(given, now)]
    if is_paused(given.memory.quiet_until, now):
        return steps
    return [*steps, *_plan_regular(given, now), *_plan_with_site(given, now)]


def _open(given: Situation, now: datetime) -> tuple[list[DepartingFile], list[ArrivingFile]]:
    """Return the records that are not finished and not paused."""
    pauses = given.memory.pauses
    return (
        [
            each
            for each in given.journal.outgoing.values()
            if not each.finished and not is_paused(pauses.get(str(each.number)), now)
        ],
        [
            each
            for each in given.journal.incoming.values()
            if not each.finished and not is_paused(pauses.get(each.reference), now)
        ],
    )


def _plan_local(given: Situation, now: datetime) -> Iterator[Step]:
    """Yield what needs no site: it goes on when the network is lost."""
    outgoing, incoming = _open(given, now)
    for record in outgoing:
        if record.stage is OutStage.CLAIMED:
            yield FinishClaim(record.number)
        elif record.stage is OutStage.ANSWERED:
            yield FileAnswer(record.number)
    occupied = _occupied(given)
    for arrived in incoming:
        if arrived.stage is InStage.PLACING:
            yield PlaceFile(arrived.reference, arrived.place)
        elif arrived.stage is InStage.ENDING:
            yield EndFile(arrived.reference)
        elif arrived.stage is InStage.FETCHED:
            place = _choose_place(arrived, occupied, given.settings)
            if place is not None:
                occupied.add(place)
                yield PlaceFile(arrived.reference, place)
    yield from _plan_claims(given, now)


def _plan_claims(given: Situation, now: datetime) -> Iterator[Step]:
    for place in sorted(given.view.files):
        folder, _, name = place.rpartition("/")
        passed_over = folder != places.OUT or places.is_passed_over(name)
        paused = is_paused(given.memory.pauses.get(place), now)
        if not passed_over and not paused and is_settled(place, given.before, given.view):
            yield Claim(name)


def _occupied(given: Situation) -> set[str]:
    planned = {each.place for each in given.journal.incoming.values() if each.stage is InStage.PLACING}
    return {*given.view.files, *planned}


def _choose_place(record: ArrivingFile, occupied: set[str], settings: CourierSettings) -> str | None:
    """Return where it may lie in `in/`; None while a file of its name lies there that the software will take away."""
    place = places.find_free_place(places.IN, make_harmless(record.name), occupied)
    waits = settings.taken is TakenWhen.MOVED and place.count("/") > 1
    return None if waits else place


def _plan_regular(given: Situation, now: datetime) -> Iterator[Step]:
    ask = timedelta(seconds=given.settings.ask_seconds)
    if is_due(given.memory.beat_at, now, BEAT) and not is_paused(given.memory.pauses.get(HearSite.__name__), now):
        yield HearSite()
    if given.memory.rights is None:
        return
    if is_due(given.memory.news_at, now, ask):
        yield ReadNews()
    if is_due(given.memory.listed_at, now, ask) and "collect" in given.memory.rights:
        yield ListWaiting()
    asked = any(each.stage is OutStage.ASKED for each in given.journal.outgoing.values())
    if asked and is_due(given.memory.questions_at, now, ask):
        yield ListQuestions()


def _plan_with_site(given: Situation, now: datetime) -> Iterator[Step]:
    outgoing, incoming = _open(given, now)
    for arrived in incoming:
        step = _plan_arrived(arrived, given)
        if step is not None:
            yield step
    for record in outgoing:
        step = _plan_outgoing(record, given)
        if step is not None:
            yield step
    for waiting in given.memory.waiting:
        paused = is_paused(given.memory.pauses.get(waiting.reference), now)
        if not paused and waiting.reference not in given.journal.incoming and _is_wanted(waiting, given.settings):
            yield FetchFile(waiting)


def _is_wanted(waiting: ApiTransfer, settings: CourierSettings) -> bool:
    """Say whether a file is to be fetched. What a person collected by hand is that person's to put into the software."""
    return waiting.state in UNCOLLECTED and (not settings.kinds or waiting.kind in settings.kinds)


def _plan_outgoing(record: DepartingFile, given: Situation) -> Step | None:
    if record.stage is OutStage.MEASURED:
        settled = is_settled(sending_place(record), given.before, given.view)
        gone = given.view.whole and sending_place(record) not in given.view
        return SendFile(record.number) if settled or gone else None
    if record.stage is OutStage.ANSWERING:
        return AnswerQuestion(record.number, record.answer)
    if record.stage is OutStage.ASKED:
        said = _find_answer(record, given.view)
        if said is not None:
            return AnswerQuestion(record.number, said)
        unlisted = given.memory.questions_at is not None and record.reference not in given.memory.asking
        return LookAtQuestion(record.number) if unlisted else None
    return None


def _find_answer(record: DepartingFile, view: FolderView) -> str | None:
    """Return the answer beside a file; None where there is none, or both a yes and a no."""
    said = [
        answer
        for answer, ending in (("yes", places.YES), ("no", places.NO))
        if any(each in view for each in places.beside(record.place, ending))
    ]
    return said[0] if len(said) == 1 else None


def _plan_arrived(record: ArrivingFile, given: Situation) -> Step | None:
    if record.stage is InStage.TAKEN:
        return AcknowledgeFile(record.reference)
    if record.stage is InStage.REJECTING:
        return RejectFile(record.reference, "")
    if record.stage is not InStage.PLACED:
        return None
    for note in places.beside(record.place, places.REJECT):
        # An empty one too: the person who made it is told that it needs words.
        if lies_unchanged(note, given.before, given.view):
            return RejectFile(record.reference, note)
        if note in given.view:
            return None
    if _is_taken(record, given):
        return AcknowledgeFile(record.reference)
    known = {each.reference for each in given.memory.waiting} | given.memory.looked_at
    unlisted = given.memory.listed_at is not None and record.reference not in known
    return LookAtPlaced(record.reference) if unlisted else None


def _is_taken(record: ArrivingFile, given: Situation) -> bool:
    if given.settings.taken is TakenWhen.AT_ONCE:
        return True
    if not is_gone(record.place, given.before, given.view):
        return False
    moved = (places.base_name(record.place), record.digest) in given.view.taken
    return moved or given.settings.taken is TakenWhen.MOVED


def sending_place(record: DepartingFile) -> str:
    """Return where a claimed file lies until it is answered."""
    return f"{places.SENDING}/{record.number}"


def find_strays(journal: Journal, view: FolderView) -> list[str]:
    """Return the claimed files that the journal does not know: it was lost, or put back from a backup."""
    known = {sending_place(each) for each in journal.outgoing.values() if not each.finished}
    return sorted(place for place in view.files.keys() - known if place.startswith(places.SENDING + "/"))

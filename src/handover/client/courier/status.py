"""What `handover courier status` shows: what waits, since when the site answered, what stands in the way."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from handover.client.courier import places
from handover.client.courier.journal_file import read_journal
from handover.client.courier.lock import OwnerCard, read_card
from handover.client.courier.opening import JOURNAL
from handover.client.courier.records import ArrivingFile, DepartingFile, InStage, OutStage
from handover.client.courier.running import STATUS
from handover.common.text import Text

SILENT_AFTER: Final = timedelta(minutes=5)
_SENDING: Final = (OutStage.CLAIMED, OutStage.MEASURED, OutStage.ANSWERED, OutStage.ANSWERING)


@dataclass(frozen=True, slots=True)
class CourierStatus:
    """What is known of a folder without its courier."""

    card: OwnerCard | None
    looked_at: datetime | None
    heard_at: datetime | None
    troubles: tuple[str, ...]
    exported: tuple[str, ...]
    sending: tuple[DepartingFile, ...]
    asked: tuple[DepartingFile, ...]
    waiting: tuple[ArrivingFile, ...]

    def runs(self, now: datetime) -> bool:
        """Say whether a courier looked at the folder lately."""
        recent = self.looked_at is not None and abs(now - self.looked_at) <= SILENT_AFTER
        return recent and self.card is not None and not self.card.left

    def is_well(self, now: datetime) -> bool:
        """Say whether nothing needs a person but what always does."""
        heard = self.heard_at is not None and abs(now - self.heard_at) <= SILENT_AFTER
        return self.runs(now) and heard and not self.troubles


def read_courier_status(folder: Path) -> CourierStatus:
    """Return the status of a folder. Raises `DamagedJournal`, OSError."""
    own = folder / places.OWN
    journal = read_journal(own / JOURNAL)
    try:
        said = json.loads((own / STATUS).read_text(encoding="utf-8"))
        looked_at, heard_at = _moment(said["looked_at"]), _moment(said["heard_at"])
        troubles = tuple(map(str, said["troubles"]))
    except (OSError, ValueError, KeyError, TypeError):
        looked_at, heard_at, troubles = None, None, ()
    out = [each.name for each in (folder / places.OUT).iterdir() if each.is_file()]
    return CourierStatus(
        read_card(own),
        looked_at,
        heard_at,
        troubles,
        tuple(sorted(name for name in out if not places.is_passed_over(name))),
        tuple(each for each in journal.outgoing.values() if each.stage in _SENDING),
        tuple(each for each in journal.outgoing.values() if each.stage is OutStage.ASKED),
        tuple(each for each in journal.incoming.values() if each.stage is InStage.PLACED),
    )


def _moment(iso: str | None) -> datetime | None:
    return None if iso is None else datetime.fromisoformat(iso)


WORDS: Final = {
    "runs": Text("At work: {whose}.", "Wrth ei waith: {whose}."),
    "stands": Text(
        "No courier is at work in this folder. Start it: handover courier --folder {folder}",
        "Nid oes negesydd wrth ei waith yn y ffolder hon. Dechreuwch ef: handover courier --folder {folder}",
    ),
    "heard": Text("The site last answered: {when}.", "Atebodd y wefan ddiwethaf: {when}."),
    "never": Text("The site has not answered yet.", "Nid yw'r wefan wedi ateb eto."),
    "exported": Text("In out/, not taken up yet: {names}", "Yn out/, heb eu cymryd eto: {names}"),
    "sending": Text("On their way to the site: {names}", "Ar eu ffordd i'r wefan: {names}"),
    "asked": Text("Need your answer (asked/): {names}", "Angen eich ateb (asked/): {names}"),
    "waiting": Text("In in/, for your software: {names}", "Yn in/, i'ch meddalwedd: {names}"),
    "trouble": Text("! {words}", "! {words}"),
    "nothing": Text("Nothing waits.", "Nid oes dim yn aros."),
}
"""What status says, a line each."""


def write_status(status: CourierStatus, folder: Path, now: datetime, language: str) -> Iterator[str]:
    """Yield the lines of a status."""

    def say(key: str, **values: object) -> str:
        return WORDS[key].say(language, **values)

    if status.runs(now) and status.card is not None:
        yield say("runs", whose=status.card.words)
    else:
        yield say("stands", folder=folder)
    yield say("heard", when=status.heard_at.strftime("%d/%m/%Y %H:%M")) if status.heard_at else say("never")
    lists = {
        "exported": status.exported,
        "sending": tuple(each.name for each in status.sending),
        "asked": tuple(each.name for each in status.asked),
        "waiting": tuple(f"{each.place.removeprefix('in/')} ({each.source})" for each in status.waiting),
    }
    for key, names in lists.items():
        if names:
            yield say(key, names=", ".join(names))
    if not any(lists.values()):
        yield say("nothing")
    for words in status.troubles:
        yield say("trouble", words=words)

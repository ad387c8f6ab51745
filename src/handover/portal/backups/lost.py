"""What is gone with a backup that was put back: files that were sent since, and steps of files that it still knows.

It is known from the notes beside the folder of files (`stores.step_notes`), which no restore puts back to what they were.
"""

import csv
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from handover.common.private import private_file
from handover.portal.establishments.models import Establishment
from handover.portal.stores.step_notes import NotedStep
from handover.portal.transfers.flow import STEPS
from handover.portal.transfers.models import Transfer

AT_ONCE: Final = 500
SLACK: Final = timedelta(minutes=1)
"""A backup's moment is when it was begun, and machines' clocks differ: what was noted so long before is looked at too."""
HEADINGS: Final = ("office", "name", "e-mail", "what is to be done", "file", "to", "last step", "when", "reference")
SEND_AGAIN: Final = "send the file again"
HAS_ARRIVED: Final = "nothing: it had been collected"
DO_AGAIN: Final = "do this step again"
ARRIVED: Final = frozenset({"collect", "confirm", "collect_again"})
"""Steps after which the receiver has the file, whatever the site knows of it."""


@dataclass(frozen=True, slots=True)
class LostWork:
    """A file of which something is gone: whom it concerns, what is to be done, and the last step that was noted."""

    office: str
    remedy: str
    last: NotedStep


def find_lost_work(notes: Iterable[NotedStep], made_at: datetime) -> list[LostWork]:
    """Return what is gone, by office: files that the database does not know, and files that it knows in another state."""
    by_reference: dict[UUID, list[NotedStep]] = {}
    for noted in notes:
        if noted.at >= made_at - SLACK:
            by_reference.setdefault(noted.reference, []).append(noted)
    states = _states_of(list(by_reference))
    found = [each for reference, steps in by_reference.items() if (each := _judge(steps, states.get(reference)))]
    return sorted(found, key=lambda each: (each.office, each.last.at))


def _states_of(references: list[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for start in range(0, len(references), AT_ONCE):
        rows = Transfer.objects.filter(reference__in=references[start : start + AT_ONCE])
        found |= dict(rows.values_list("reference", "state"))
    return found


def _judge(steps: list[NotedStep], state: str | None) -> LostWork | None:
    last = steps[-1]
    if state is None:
        has_it = any(noted.step in ARRIVED for noted in steps)
        return LostWork(last.source, HAS_ARRIVED if has_it else SEND_AGAIN, last)
    if last.step in STEPS and STEPS[last.step].end.value != state:
        return LostWork(last.destination if last.step in ARRIVED else last.source, DO_AGAIN, last)
    return None


def write_lost_list(path: Path, lost: Iterable[LostWork]) -> None:
    """Write the list that an operator sends on, for the site's account alone."""
    with open(
        path, "w", encoding="utf-8", newline="", opener=private_file
    ) as target:  # a Path cannot say with which rights
        writer = csv.writer(target)
        writer.writerow(HEADINGS)
        writer.writerows(_rows(list(lost)))
        target.flush()
        os.fsync(target.fileno())


def _rows(lost: list[LostWork]) -> Iterator[tuple[str, ...]]:
    offices = {place.number: place for place in Establishment.objects.filter(number__in={each.office for each in lost})}
    for each in lost:
        place, last = offices.get(each.office), each.last
        name, email = (place.name, place.email) if place else ("", "")
        when = last.at.isoformat(timespec="seconds")
        yield (each.office, name, email, each.remedy, last.file, last.destination, last.step, when, str(last.reference))

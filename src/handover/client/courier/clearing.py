"""Emptying `sent/`, `refused/` and `in/taken/` of what is over, after the days of the settings. What has no receipt stays."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final

from handover.client.courier import places
from handover.client.courier.desk import CourierDesk
from handover.client.courier.disk import digest_file
from handover.client.courier.records import ArrivingFile, DepartingFile, InStage, OutStage, Record

ACKNOWLEDGED: Final = "acknowledged"
_OF_ANSWERS: Final = (places.SENT + "/", places.REFUSED + "/")


def clear_old_files(desk: CourierDesk) -> int:
    """Remove files that are through for longer than the settings say, with their pages; return how many. May be cut off.

    A file goes only where the journal has what the site said of it, and only if it is that file still, byte by byte. Raises
    OSError.
    """
    days = desk.settings.keep_days
    if not days:
        return 0
    return sum(_clear_file(desk, place, digest) for place, digest in list(find_old_files(desk, timedelta(days=days))))


def find_old_files(desk: CourierDesk, keep: timedelta) -> Iterator[tuple[str, str]]:
    """Yield place and digest of each file that has its receipt and is old."""
    now = desk.clock()
    for record in desk.journal.records:
        if now - find_last_news(record) <= keep or not record.digest:
            continue
        if isinstance(record, DepartingFile):
            if record.stage is OutStage.DONE and record.verdict and record.place.startswith(_OF_ANSWERS):
                yield record.place, record.digest
        elif record.stage is InStage.DONE and record.end == ACKNOWLEDGED:
            yield from _find_taken(desk, record)


def _find_taken(desk: CourierDesk, record: ArrivingFile) -> Iterator[tuple[str, str]]:
    """Yield where a file of `in/` lies that the site knows to be taken."""
    name = places.base_name(record.place)
    for path in sorted(desk.path(places.TAKEN).rglob("*")):
        if path.name == name and path.is_file() and not path.is_symlink():
            yield path.relative_to(desk.folder).as_posix(), record.digest


def _clear_file(desk: CourierDesk, place: str, digest: str) -> bool:
    path = desk.path(place)
    if path.is_symlink() or not path.is_file():
        # The page goes with a file that a person took away, too.
        desk.remove(place + places.ANSWER)
        return False
    if digest_file(path)[1] != digest:
        return False
    desk.remove(place, place + places.ANSWER)
    return True


def find_last_news(record: Record) -> datetime:
    """Return when something last happened to a file: what the site said later is for a person to read as long as the first."""
    later = [each.heard or each.at for each in record.news] if isinstance(record, DepartingFile) else []
    return max(datetime.fromisoformat(moment) for moment in (record.since, *later))


def find_clearing_day(record: DepartingFile, place: str, keep_days: int) -> date | None:
    """Return the last day on which a file lies at its place; None where the courier does not remove it."""
    goes = keep_days and place.startswith(_OF_ANSWERS)
    return (find_last_news(record) + timedelta(days=keep_days)).date() if goes else None

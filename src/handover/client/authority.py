"""The operations of an authority's program: searching the lost pupil store, and reports."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from handover.client.answers import LostPupilAnswer, LostPupilHit, Raw, SiteReport
from handover.client.conversation import NO_FIELDS, ClientRequest, Conversation, do_locally
from handover.client.operations import JSON
from handover.client.places import sync_names
from handover.client.reading import read_day, read_good, read_place, read_problem
from handover.client.retrying import Asking
from handover.common.private import private_file

GOOD = 200


def ask_for_lost_pupils(
    asking: Asking,
    *,
    upn: str = "",
    surname: str = "",
    forename: str = "",
    birth_date: date | None = None,
    town: str = "",
    gender: str = "",
    begins: bool = False,
) -> Conversation[LostPupilAnswer]:
    """Search the lost pupil store: by UPN, by surname, or by date of birth with a forename or a town.

    Names are found by how they sound; with `begins`, by how the surname begins. The site counts each search, so one whose
    answer was lost is not made again.
    """
    question = {
        "upn": upn,
        "surname": surname,
        "forename": forename,
        "birth_date": birth_date.isoformat() if birth_date else None,
        "town": town,
        "gender": gender,
        "begins": begins,
    }
    request = ClientRequest("POST", "/lost-pupils/search", NO_FIELDS, JSON, json.dumps(question).encode())
    return read_good((yield from asking.ask(request, repeatable=False)), read_lost_answer)


def list_site_reports(asking: Asking) -> Conversation[tuple[SiteReport, ...]]:
    """List the reports that the key may run."""
    answer = yield from asking.ask(ClientRequest("GET", "/reports"))
    return read_good(answer, lambda raw: tuple(read_report(row) for row in raw["items"]))


def save_report(
    asking: Asking,
    key: str,
    to: str | os.PathLike[str],
    *,
    first: date | None = None,
    last: date | None = None,
    schools: Sequence[str] = (),
    authorities: Sequence[str] = (),
    filters: Mapping[str, str] = NO_FIELDS,
) -> Conversation[Path]:
    """Run a report and write it to a file as CSV, whole or not at all; an earlier file of that name is replaced.

    `first` and `last` are days. `filters` are what else the report takes, such as `status`.
    """
    query: dict[str, str | Sequence[str]] = {**filters}
    query |= {name: day.isoformat() for name, day in (("first", first), ("last", last)) if day is not None}
    query |= {name: tuple(them) for name, them in (("schools", schools), ("authorities", authorities)) if them}
    place = ReportPlace(Path(to))
    try:
        request = ClientRequest("GET", f"/reports/{quote(key, safe='')}", query, sink=place)
        answer = yield from asking.ask(request)
        if answer.status != GOOD:
            raise read_problem(answer)
        return (yield from do_locally(place.finish))
    finally:
        place.close()


@dataclass(slots=True)
class ReportPlace:
    """Where a report goes: beside its place first, readable by this account alone."""

    path: Path
    _file: BinaryIO | None = field(default=None, init=False)

    @property
    def _beside(self) -> Path:
        return self.path.with_name(f".{self.path.name}.part")

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Begin anew: a report that was cut has changed by the next time."""
        self.close()
        self._file = open(self._beside, "wb", opener=private_file)  # noqa: SIM115 - closed by `close`

    def write(self, piece: bytes) -> None:
        """Take in the next piece."""
        assert self._file is not None
        self._file.write(piece)

    def finish(self) -> Path:
        """Give the whole report its name."""
        assert self._file is not None
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._beside.replace(self.path)
        self._file = None
        sync_names(self.path.parent)
        return self.path

    def close(self) -> None:
        """Remove what is not whole."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._beside.unlink(missing_ok=True)


def read_report(raw: Raw) -> SiteReport:
    """Read a report that may be run."""
    return SiteReport(
        key=str(raw["key"]),
        title=str(raw["title"]),
        about=str(raw.get("about") or ""),
        takes=tuple(map(str, raw.get("takes") or ())),
        names_pupils=bool(raw.get("names_pupils")),
        raw=raw,
    )


def read_lost_answer(raw: Raw) -> LostPupilAnswer:
    """Read what a search gave."""
    return LostPupilAnswer(
        vague=bool(raw["vague"]),
        add=tuple(map(str, raw.get("add") or ())),
        meant_upn=raw.get("meant_upn") or None,
        fitting=tuple(read_hit(row) for row in raw["fitting"]),
        nearest=tuple(read_hit(row) for row in raw["nearest"]),
        raw=raw,
    )


def read_hit(raw: Raw) -> LostPupilHit:
    """Read a pupil who may be meant."""
    return LostPupilHit(
        reference=str(raw["reference"]),
        surname=str(raw["surname"]),
        forename=str(raw["forename"]),
        birth_date=read_day(raw.get("birth_date")),
        town=str(raw.get("town") or ""),
        school=read_place(raw["school"]),
        state=str(raw["state"]),
        state_words=str(raw.get("state_words") or raw["state"]),
        reasons=tuple(map(str, raw.get("reasons") or ())),
        raw=raw,
    )

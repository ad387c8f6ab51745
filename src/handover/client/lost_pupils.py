"""The operations of an authority's program about lost pupils beyond the search itself: looking, sending on, kept searches."""

import json
from datetime import date
from urllib.parse import quote

from handover.client.answers import AnsweredPage, ApiTransfer, Raw
from handover.client.conversation import NO_FIELDS, ClientRequest, Conversation
from handover.client.office_answers import KeptSearchInfo, LostPupilCard, WatchedFile
from handover.client.operations import JSON, list_items, post_json, write_query_number
from handover.client.pupil_lists import delete_from_site
from handover.client.reading import read_api_moment, read_day, read_good, read_place, read_transfer
from handover.client.retrying import Asking


def view_lost_pupil(asking: Asking, reference: str) -> Conversation[LostPupilCard]:
    """Look at a lost pupil whom a search gave. The site writes each look into its log."""
    return read_good((yield from asking.ask(ClientRequest("GET", lost_pupil_path(reference)))), read_lost_card)


def send_lost_pupil_on(
    asking: Asking, reference: str, school: str, *, decided_by: str, reasonable_steps: bool
) -> Conversation[ApiTransfer]:
    """Send a lost pupil's file on to a school of the authority, and return the file on its way.

    `decided_by` is the username of the person who decided it, and `reasonable_steps` says that this person has taken
    reasonable steps to make sure that the pupil is on roll there; the site refuses anything but True.
    """
    content = {"school": school, "decided_by": decided_by, "reasonable_steps": reasonable_steps}
    answer = yield from post_json(asking, f"{lost_pupil_path(reference)}/release", content)
    return read_good(answer, lambda raw: read_transfer(raw["transfer"]))


def list_kept_searches(
    asking: Asking, cursor: str | None, *, limit: int | None = None
) -> Conversation[AnsweredPage[KeptSearchInfo]]:
    """List the searches that the authority keeps, the latest first."""
    filters = {"limit": write_query_number(limit)}
    return (yield from list_items(asking, "/standing-searches", cursor, read_kept_search, **filters))


def begin_kept_search(
    asking: Asking,
    *,
    upn: str = "",
    surname: str = "",
    forename: str = "",
    birth_date: date | None = None,
    town: str = "",
    gender: str = "",
) -> Conversation[KeptSearchInfo]:
    """Keep a search for a year: the site says when a pupil comes into the store whom it meets."""
    content = {
        "upn": upn,
        "surname": surname,
        "forename": forename,
        "birth_date": birth_date.isoformat() if birth_date else None,
        "town": town,
        "gender": gender,
    }
    return read_good((yield from post_json(asking, "/standing-searches", content)), read_kept_search)


def end_kept_search(asking: Asking, reference: str) -> Conversation[bool]:
    """End a search that is kept; say whether it was there."""
    return (yield from delete_from_site(asking, f"/standing-searches/{quote(reference, safe='')}"))


def list_watched_files(
    asking: Asking,
    cursor: str | None,
    *,
    view: str = "within",
    shelf: str = "waiting",
    establishment: str | None = None,
    kind: str | None = None,
    state: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
) -> Conversation[AnsweredPage[WatchedFile]]:
    """List the files of an authority's schools: `view` is `within`, `incoming` or `outgoing`, `shelf` how far they are."""
    filters = {
        "view": view,
        "shelf": shelf,
        "establishment": establishment,
        "kind": kind,
        "state": state,
        "since": since.isoformat() if since else None,
        "until": until.isoformat() if until else None,
        "limit": write_query_number(limit),
    }
    return (yield from list_items(asking, "/monitoring", cursor, read_watched, **filters))


def look_for_files(
    asking: Asking, *, upn: str = "", surname: str = "", forename: str = "", birth_date: date | None = None
) -> Conversation[tuple[WatchedFile, ...]]:
    """Say which of these files hold a child: by UPN, or by two of the others, spelt as in the file.

    The site counts each search, so one whose answer was lost is not made again.
    """
    question = {
        "upn": upn,
        "surname": surname,
        "forename": forename,
        "birth_date": birth_date.isoformat() if birth_date else None,
    }
    request = ClientRequest("POST", "/monitoring/search", NO_FIELDS, JSON, json.dumps(question).encode())
    answer = yield from asking.ask(request, repeatable=False)
    return read_good(answer, lambda raw: tuple(read_watched(row) for row in raw["items"]))


def lost_pupil_path(reference: str) -> str:
    """Return the path of a lost pupil."""
    return f"/lost-pupils/{quote(reference, safe='')}"


def read_lost_card(raw: Raw) -> LostPupilCard:
    """Read what the index of the store knows of a pupil."""
    return LostPupilCard(
        reference=str(raw["reference"]),
        upn=str(raw.get("upn") or ""),
        surname=str(raw["surname"]),
        forename=str(raw["forename"]),
        birth_date=read_day(raw.get("birth_date")),
        school=read_place(raw["school"]),
        state=str(raw["state"]),
        state_words=str(raw.get("state_words") or raw["state"]),
        may_release=bool(raw["may_release"]),
        raw=raw,
    )


def read_kept_search(raw: Raw) -> KeptSearchInfo:
    """Read a search that is kept."""
    return KeptSearchInfo(
        reference=str(raw["reference"]),
        kept_by=str(raw["kept_by"]),
        ends_at=read_api_moment(raw.get("ends_at")),
        met=tuple((str(each["reference"]), read_api_moment(each.get("met_at"))) for each in raw["met"]),
        raw=raw,
    )


def read_watched(raw: Raw) -> WatchedFile:
    """Read a file on the lists of an authority."""
    return WatchedFile(
        reference=str(raw["reference"]),
        kind=str(raw["kind"]),
        file_name=str(raw["file_name"]),
        source=read_place(raw["source"]),
        destination=read_place(raw["destination"]),
        state=str(raw["state"]),
        state_words=str(raw.get("state_words") or raw["state"]),
        school_days=int(raw["school_days"]),
        overdue=bool(raw["overdue"]),
        raw=raw,
    )

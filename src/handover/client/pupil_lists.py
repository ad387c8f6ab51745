"""The operations of the lists of pupils: those whom an office expects, and the places that an authority offers."""

from collections.abc import Iterable
from urllib.parse import quote

from handover.client.answers import AnsweredPage, Raw
from handover.client.conversation import ClientRequest, Conversation, do_locally
from handover.client.office_answers import AwaitedPupil, ListedPupil, ListOutcome, OfferedPlace, OffersOutcome
from handover.client.operations import (
    NOT_FOUND,
    OCTETS,
    list_items,
    make_idempotency_key,
    post_json,
    write_query_number,
)
from handover.client.reading import read_api_moment, read_day, read_good, read_problem, read_reported
from handover.client.retrying import Asking
from handover.client.sources import FileOrBytes, open_source

DONE = 204


def list_awaited_pupils(
    asking: Asking, cursor: str | None, *, record: str | None = None, limit: int | None = None
) -> Conversation[AnsweredPage[AwaitedPupil]]:
    """List the pupils whom the office expects; `record` narrows it to `missing`, `coming` or `arrived`."""
    filters = {"record": record, "limit": write_query_number(limit)}
    return (yield from list_items(asking, "/expected", cursor, read_awaited, **filters))


def put_on_list(asking: Asking, pupils: Iterable[ListedPupil]) -> Conversation[ListOutcome]:
    """Put pupils on the list, at most 5,000 at once. Who is there is not put there twice; send the whole list at any time.

    `line` of a problem is the place in the order given, from 1.
    """
    content = {"pupils": [write_listed(each) for each in pupils]}
    return read_good((yield from post_json(asking, "/expected", content)), read_list_outcome)


def take_off_list(asking: Asking, reference: str) -> Conversation[bool]:
    """Take a pupil off the list; say whether one stood there. After a lost answer the pupil may be gone by the first try."""
    return (yield from delete_from_site(asking, f"/expected/{quote(reference, safe='')}"))


def list_offered_places(
    asking: Asking, cursor: str | None, *, state: str | None = None, limit: int | None = None
) -> Conversation[AnsweredPage[OfferedPlace]]:
    """List the offers that stand; `state` narrows it to `matched`, `in_doubt` or `no_record`."""
    filters = {"state": state, "limit": write_query_number(limit)}
    return (yield from list_items(asking, "/offers", cursor, read_offer, **filters))


def bring_list_of_offers(asking: Asking, file: FileOrBytes, *, name: str | None = None) -> Conversation[OffersOutcome]:
    """Bring a list of offers, CSV or xlsx, in the place of the one that stood."""
    with open_source(file, name) as source:
        data = yield from do_locally(source.read_all)
    fields = {**OCTETS, "Idempotency-Key": make_idempotency_key()}
    answer = yield from asking.ask(ClientRequest("POST", "/offers", {}, fields, data))
    return read_good(answer, read_offers_outcome)


def delete_from_site(asking: Asking, path: str) -> Conversation[bool]:
    """Take something away; say whether it was there."""
    answer = yield from asking.ask(ClientRequest("DELETE", path))
    if answer.status not in (DONE, NOT_FOUND):
        raise read_problem(answer)
    return answer.status == DONE


def write_listed(pupil: ListedPupil) -> dict[str, str | None]:
    """Return a pupil as the API takes one."""
    return {
        "upn": pupil.upn,
        "surname": pupil.surname,
        "forename": pupil.forename,
        "birth_date": pupil.birth_date.isoformat() if pupil.birth_date else None,
        "source": pupil.source,
    }


def read_listed(raw: Raw) -> ListedPupil:
    """Read who a pupil on a list is."""
    return ListedPupil(
        upn=str(raw.get("upn") or ""),
        surname=str(raw.get("surname") or ""),
        forename=str(raw.get("forename") or ""),
        birth_date=read_day(raw.get("birth_date")),
        source=str(raw.get("source") or ""),
    )


def read_awaited(raw: Raw) -> AwaitedPupil:
    """Read a pupil on the list of the expected."""
    return AwaitedPupil(
        reference=str(raw["reference"]),
        pupil=read_listed(raw),
        record=str(raw["record"]),
        record_words=str(raw.get("record_words") or raw["record"]),
        transfer=raw.get("transfer"),
        added_at=read_api_moment(raw.get("added_at")),
        asked_at=read_api_moment(raw.get("asked_at")),
        raw=raw,
    )


def read_list_outcome(raw: Raw) -> ListOutcome:
    """Read what became of a list of pupils."""
    return ListOutcome(
        added=int(raw["added"]),
        there=int(raw["there"]),
        problems=tuple(read_reported(row) for row in raw.get("problems") or ()),
        raw=raw,
    )


def read_offer(raw: Raw) -> OfferedPlace:
    """Read a place offered."""
    return OfferedPlace(
        line=int(raw["line"]),
        pupil=read_listed(raw),
        destination=str(raw["destination"]),
        school=str(raw["school"]),
        state=str(raw["state"]),
        state_words=str(raw.get("state_words") or raw["state"]),
        raw=raw,
    )


def read_offers_outcome(raw: Raw) -> OffersOutcome:
    """Read what became of a list of offers."""
    return OffersOutcome(
        offers=int(raw["offers"]), problems=tuple(read_reported(row) for row in raw.get("problems") or ()), raw=raw
    )

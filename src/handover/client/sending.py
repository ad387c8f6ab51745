"""Sends a file: a small one in one request, a large one in pieces, of which none is sent again that has arrived."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import quote

from handover.client.answers import Raw, SendOutcome
from handover.client.conversation import (
    NO_FIELDS,
    ClientAnswer,
    ClientRequest,
    Conversation,
    LostAnswer,
    Pause,
    ShowProgress,
    do_locally,
)
from handover.client.faults import ApiProblem, ChangedFile, NotTheApi
from handover.client.operations import JSON, OCTETS, check_field_text, make_idempotency_key
from handover.client.reading import load_object, read_good, read_problem, read_sent_outcome
from handover.client.retrying import Asking, Tries, expect_answer
from handover.client.sources import FileOrBytes, UploadSource, open_source

NO_CONTENT: Final = 204
CONFLICT: Final = 409
REFUSED: Final = 422


def send_to_site(
    asking: Asking,
    file: FileOrBytes,
    *,
    name: str | None = None,
    sender_reference: str | None = None,
    idempotency_key: str | None = None,
    progress: ShowProgress | None = None,
) -> Conversation[SendOutcome]:
    """Send a file and say what became of it; a refusal is an outcome, not an exception.

    `name` is the file's own unless given. `sender_reference` (at most 100 characters, without accents) is your own name for
    it, by which `track` finds it; not a pupil's. To call again with the same `idempotency_key` within 24 hours never sends
    twice, and goes on where the first call was ended. `progress` is told the bytes sent, and all.
    """
    check_field_text("sender_reference", sender_reference)
    check_field_text("idempotency_key", idempotency_key)
    key = idempotency_key or make_idempotency_key()
    with open_source(file, name) as source:
        if source.size > asking.pieces_above:
            return (yield from send_in_pieces(asking, source, sender_reference, key, progress))
        return (yield from send_at_once(asking, source, sender_reference, key, progress))


def send_at_once(
    asking: Asking, source: UploadSource, sender_reference: str | None, key: str, progress: ShowProgress | None
) -> Conversation[SendOutcome]:
    """Send a file in one request."""
    data = yield from do_locally(source.read_all)
    if (yield from do_locally(source.has_grown)):
        raise ChangedFile(name=source.name)
    headers = {**OCTETS, "Idempotency-Key": key, "Content-Digest": format_digest(hashlib.sha256(data).digest())}
    if sender_reference:
        headers["Sender-Reference"] = sender_reference
    request = ClientRequest("POST", "/transfers", {"name": source.name}, headers, data, progress=progress)
    return read_sent((yield from asking.ask(request)))


@dataclass(frozen=True, slots=True)
class UploadPlace:
    """Where the site takes the pieces, how many bytes it has, and how large it wants a piece."""

    path: str
    offset: int
    piece_size: int


def send_in_pieces(
    asking: Asking, source: UploadSource, sender_reference: str | None, key: str, progress: ShowProgress | None
) -> Conversation[SendOutcome]:
    """Send a file piece by piece. The whole is read twice, and must have one digest both times."""
    digest = yield from do_locally(source.find_digest)
    facts = {"name": source.name, "size": source.size, "sender_reference": sender_reference}
    fields = {**JSON, "Idempotency-Key": f"{key}-upload"}
    opening = ClientRequest("POST", "/uploads", NO_FIELDS, fields, json.dumps(facts).encode())
    answer = yield from asking.ask(opening)
    if answer.status == REFUSED:
        return read_sent(answer)
    place = read_good(answer, read_upload_place)
    place = replace(place, piece_size=min(place.piece_size, asking.pieces_above))
    yield from send_pieces(asking, source, place, progress)
    if (yield from do_locally(source.find_digest)) != digest or (yield from do_locally(source.has_grown)):
        raise ChangedFile(name=source.name)
    ending = {"Idempotency-Key": key, "Repr-Digest": format_digest(digest)}
    return read_sent((yield from asking.ask(ClientRequest("POST", f"{place.path}/finish", NO_FIELDS, ending, b""))))


def send_pieces(
    asking: Asking, source: UploadSource, place: UploadPlace, progress: ShowProgress | None
) -> Conversation[None]:
    """Send what the site has not yet. After a broken piece it is asked how far it came."""
    offset, tries = place.offset, Tries(asking.rules)
    while offset < source.size:
        size = min(place.piece_size, source.size - offset)
        data = yield from do_locally(partial(source.read_piece, offset, size))
        headers = {
            **OCTETS,
            "Upload-Offset": str(offset),
            "Content-Digest": format_digest(hashlib.sha256(data).digest()),
        }
        piece = ClientRequest(
            "PATCH", place.path, NO_FIELDS, headers, data, progress=shift_progress(progress, offset, source)
        )
        answer: ClientAnswer | LostAnswer = yield piece
        if isinstance(answer, ClientAnswer) and answer.status == NO_CONTENT:
            reached = offset + size
        elif (wait := tries.next_wait(answer)) is not None:
            yield Pause(wait)
            reached = yield from ask_offset(asking, place.path)
        elif isinstance(answer, ClientAnswer) and answer.status == CONFLICT and "upload-offset" in answer.headers:
            reached = read_offset(answer.headers)
            if reached == offset:
                raise read_problem(answer)
        else:
            raise read_problem(expect_answer(answer))
        if reached > offset:
            tries.begin_anew()
        offset = reached


def shift_progress(progress: ShowProgress | None, offset: int, source: UploadSource) -> ShowProgress | None:
    """Return what tells the progress of the whole file as a piece of it goes."""
    if progress is None:
        return None
    return lambda done, _: progress(offset + done, source.size)


def ask_offset(asking: Asking, path: str) -> Conversation[int]:
    """Return how many bytes the site has."""
    answer = yield from asking.ask(ClientRequest("HEAD", path))
    if "upload-offset" not in answer.headers:
        # An answer to HEAD has no body that could say more.
        raise ApiProblem("upload_not_found", answer.status, "The site no longer holds what was sent of this file.")
    return read_offset(answer.headers)


def read_offset(headers: Mapping[str, str]) -> int:
    """Return the offset that a header says."""
    said = headers["upload-offset"]
    if not said.isdecimal():
        raise NotTheApi(reason="Upload-Offset")
    return int(said)


def read_upload_place(raw: Raw) -> UploadPlace:
    """Read where the pieces go."""
    piece_size = int(raw["piece_size"])
    if piece_size < 1:
        raise ValueError("a piece of nothing")
    return UploadPlace(f"/uploads/{quote(str(raw['id']), safe='')}", int(raw["offset"]), piece_size)


def read_sent(answer: ClientAnswer) -> SendOutcome:
    """Read what became of a file; a refused one has its own status and the same form."""
    if answer.status == REFUSED and "verdict" in load_object(answer.body):
        return read_sent_outcome(load_object(answer.body))
    return read_good(answer, read_sent_outcome)


def format_digest(digest: bytes) -> str:
    """Return a SHA-256 as the header fields of RFC 9530 write it."""
    return f"sha-256=:{base64.b64encode(digest).decode()}:"

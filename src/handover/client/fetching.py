"""Fetches a file: to a part beside its place, on from there after an interruption, and to its place once it is whole."""

import os
from pathlib import Path
from typing import Final

from handover.client.answers import ApiTransfer, FetchedFile
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
from handover.client.faults import DamagedDownload
from handover.client.operations import get_head, transfer_path
from handover.client.places import DownloadPlace
from handover.client.reading import read_problem
from handover.client.retrying import Asking, Tries, expect_answer

GOOD: Final = (200, 206)
BEYOND_THE_END: Final = 416


def fetch_from_site(
    asking: Asking, reference: str, to: str | os.PathLike[str], *, progress: ShowProgress | None = None
) -> Conversation[FetchedFile]:
    """Fetch a file's content, byte for byte, and check its digest. That the file was fetched moves no state.

    `to` is a folder, in which the file has its own name (and a part of the reference, where another file has that name), or
    a path. A file is never written over, and one that is there already is not fetched again.
    """
    transfer = yield from get_head(asking, reference)
    place = DownloadPlace(transfer, Path(to), progress)
    try:
        there = yield from do_locally(place.prepare)
        if there is not None:
            return there
        for _ in range(2):
            resumed = place.received > 0
            yield from fetch_rest(asking, transfer, place)
            if place.agrees:
                return (yield from do_locally(place.finish))
            # A part of an earlier time may have been damaged on this computer's disk.
            yield from do_locally(place.start_over)
            if not resumed:
                break
        yield from do_locally(place.drop)
        raise DamagedDownload(name=transfer.file_name)
    finally:
        place.close()


def fetch_rest(asking: Asking, transfer: ApiTransfer, place: DownloadPlace) -> Conversation[None]:
    """Have the rest of the content written to its place, in as many requests as it needs."""
    tries = Tries(asking.rules)
    while not place.complete or transfer.size == 0:
        before = place.received
        headers = {"Range": f"bytes={before}-"} if before else NO_FIELDS
        answer: ClientAnswer | LostAnswer = yield ClientRequest(
            "GET", f"{transfer_path(transfer.reference)}/content", NO_FIELDS, headers, sink=place
        )
        if isinstance(answer, ClientAnswer) and answer.status in GOOD:
            if place.complete:
                return
            answer = LostAnswer("the answer was too short")
        if isinstance(answer, ClientAnswer) and answer.status == BEYOND_THE_END and before:
            yield from do_locally(place.start_over)
            continue
        if place.received > before:
            tries.begin_anew()
        wait = tries.next_wait(answer)
        if wait is None:
            raise read_problem(expect_answer(answer))
        yield Pause(wait)

"""Holds a conversation with answers that are written down: what a site would say, and what it was asked."""

import asyncio
import json
from collections.abc import Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from handover.client.conversation import (
    ClientAnswer,
    ClientRequest,
    Conversation,
    LocalWork,
    LostAnswer,
    Pause,
)
from handover.client.retrying import Asking, RetryRules

CUT = LostAnswer("the connection was cut")
ASKING = Asking(RetryRules(tries=4, first_seconds=1, longest_seconds=4, whole_seconds=60, chance=lambda: 0.0))
REFERENCE = "0192f0c8-1111-4222-8333-944445555666"
TRANSFER = {
    "reference": REFERENCE,
    "kind": "ctf",
    "file_name": "6812990_CTF_6814990_001.xml",
    "source": {"number": "6812990", "name": "Nant y Wennol Primary School"},
    "destination": {"number": "6814990", "name": "Glan Wennol High School"},
    "state": "sent",
    "state_words": "Sent",
    "size": 11,
    "digest": "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9",
    "pupils": 1,
    "sent_at": "2026-09-01T08:00:00+01:00",
    "moved_at": "2026-09-01T08:00:00+01:00",
    "sender_reference": None,
    "questions": [],
    "reason": "",
    "parent": None,
}
"""A file of the eleven bytes `hello world`."""
ACCEPTED = {"verdict": "accepted", "transfer": TRANSFER, "problems": [], "pupils": 1}


def says(status: int, body: object = None, **headers: str) -> ClientAnswer:
    """An answer of the site."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return ClientAnswer(status, fields, b"" if body is None else json.dumps(body).encode())


def refuses(status: int, code: str, **headers: str) -> ClientAnswer:
    """A problem document."""
    return says(status, {"code": code, "title": "No", "detail": "It is so.", "remedy": "Do this."}, **headers)


@dataclass(frozen=True)
class Content:
    """Bytes of a file as they come, whole or cut off."""

    status: int
    pieces: tuple[bytes, ...]
    cut: bool = False
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Talk:
    """What came of a conversation: the result, the requests, the pauses."""

    result: Any = None
    requests: list[ClientRequest] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)


def talk(conversation: Conversation[Any], answers: Iterable[ClientAnswer | LostAnswer | Content]) -> Talk:
    """Hold a conversation; local work is done."""
    told, waiting, given = Talk(), iter(answers), None
    try:
        while True:
            order = conversation.send(given)
            if isinstance(order, Pause):
                told.pauses.append(order.seconds)
                given = None
            elif isinstance(order, LocalWork):
                given = order.work()
            else:
                told.requests.append(order)
                given = deliver(order, next(waiting))
    except StopIteration as end:
        told.result = end.value
        assert list(waiting) == [], "the site was not asked for all of this"
        return told
    finally:
        conversation.close()


def deliver(request: ClientRequest, answer: ClientAnswer | LostAnswer | Content) -> ClientAnswer | LostAnswer:
    """Give content to where the request wants it."""
    if not isinstance(answer, Content):
        return answer
    assert request.sink is not None
    request.sink.begin(answer.status, answer.headers)
    for piece in answer.pieces:
        request.sink.write(piece)
    return CUT if answer.cut else ClientAnswer(answer.status, answer.headers)


def run_async(work: Coroutine[Any, Any, Any]) -> Any:
    """Run what is to be awaited, in a thread of its own: where a browser is open its loop runs in the thread of the tests."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()

"""A call of the API without input or output: what is to be done next, as orders; what came of each is given back.

A conversation is a generator. `Client` and `AsyncClient` carry out its orders, each in its way, and know nothing else of the
API; so each operation is written once, and can be tested with answers written down.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Protocol, TypeVar

Result = TypeVar("Result")
ShowProgress = Callable[[int, int], None]
"""Told how many bytes are done, and how many there are."""
NO_FIELDS: Final[Mapping[str, str]] = MappingProxyType({})


class AnswerSink(Protocol):
    """Takes in the content of an answer as it comes. Both may raise, which ends the call."""

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Take in the head of an answer with status 200 or 206."""

    def write(self, piece: bytes) -> None:
        """Take in the next piece."""


@dataclass(frozen=True, slots=True)
class ClientRequest:
    """One request, to be made once. `path` is below `/api/v1`; `sink` takes the content where the status is 200 or 206."""

    method: str
    path: str
    query: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = field(default=None, repr=False)
    sink: AnswerSink | None = None
    progress: ShowProgress | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class LocalWork:
    """Do this, which reads or writes files of this computer; what it returns is given back."""

    work: Callable[[], object]


Order = ClientRequest | Pause | LocalWork
Conversation = Generator[Order, Any, Result]


@dataclass(frozen=True, slots=True)
class ClientAnswer:
    """A whole answer. Names of headers are in small letters; `body` is empty where a sink took it."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """No whole answer came. Whether the request arrived is not known."""

    reason: str


def do_locally(work: Callable[[], Result]) -> Conversation[Result]:
    """Have something done with files of this computer, and return what came of it."""
    done: Result = yield LocalWork(work)
    return done

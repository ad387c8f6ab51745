"""What is said with every line of the log while a request is answered or a job runs: which of them it was."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Final

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_said_with: ContextVar[Mapping[str, str]] = ContextVar("said_with", default=NOTHING)


def said_with() -> Mapping[str, str]:
    """Return the fields that belong to every line now, such as `request_id` or `job`."""
    return _said_with.get()


def say_from_now_on(fields: Mapping[str, str]) -> None:
    """Have every line of this thread bear these fields, until others are named."""
    _said_with.set(fields)


@contextmanager
def saying(**fields: str) -> Iterator[None]:
    """Have every line within the block bear these fields besides."""
    before = _said_with.set({**_said_with.get(), **fields})
    try:
        yield
    finally:
        _said_with.reset(before)

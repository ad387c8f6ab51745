"""Bytes that are looked at here and there, without all of them being in memory."""

from typing import Protocol


class ByteSource(Protocol):
    """`bytes` itself, or what reads the same parts from somewhere else."""

    def __len__(self) -> int:
        """Return how many there are."""
        ...

    def __getitem__(self, part: slice, /) -> bytes:
        """Return a part, shorter where it reaches past the end."""
        ...

    def startswith(self, marks: bytes | tuple[bytes, ...], start: int = 0, /) -> bool:
        """Say whether one of these marks stands at a place."""
        ...

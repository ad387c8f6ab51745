"""Keeping the original of a group that does not come back by itself, and taking it again."""

from collections.abc import Callable
from typing import Any, TypeVar

from handover.bridge.extended import ExtendedTexts, KeptTexts
from handover.ctf.fragments import read_fragment, write_fragment

G = TypeVar("G")


def keep_original(extended: ExtendedTexts, tag: str, original: object, back: object) -> None:
    """Keep a group of the file if the way back would give another one."""
    if back != original:
        extended.keep(tag, write_fragment(type(original).__name__, original))


def take_original(kept: KeptTexts, tag: str, model: type[G], becomes: Callable[[G], Any], part: Any) -> G | None:
    """Return the group that was kept under this tag, if the object still holds what the group becomes."""
    text = kept.take(tag)
    original = read_fragment(text, model) if text is not None else None
    return original if original is not None and becomes(original) == part else None


def put_back(rows: list[Any], kept: list[tuple[int, str]], model: type) -> None:
    """Put rows that had no object of their own back into their places."""
    for position, text in kept:
        row = read_fragment(text, model)
        if row is not None:
            rows.insert(position - 1, row)

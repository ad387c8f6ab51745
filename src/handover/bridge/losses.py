"""Noting what did not simply come over, by the way, each with its row of the mapping table."""

from datetime import date

from handover.bridge.mapping import row_key_of
from handover.bridge.reasons import REASONS
from handover.bridge.types import Loss


def _say(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


class LossNotes:
    """The losses of one pupil, or of what belongs to no pupil."""

    __slots__ = ("_deaf", "losses", "pupil")

    def __init__(self, pupil: int | None = None, *, deaf: bool = False) -> None:
        self.pupil = pupil
        self.losses: list[Loss] = []
        self._deaf = deaf

    def add(self, reason: str, path: str, value: object = None, given: object = None, *, kept: bool = False) -> None:
        """Note one value: where it stood, what it was, what stands for it now, and whether the original goes along."""
        if self._deaf:
            return
        kind = REASONS[reason].kind
        row = row_key_of(path)
        self.losses.append(Loss(kind, self.pupil, path, _say(value), row, reason, _say(given), kept))


UNHEARD = LossNotes(deaf=True)
"""Takes no note: for a conversion that is only tried."""

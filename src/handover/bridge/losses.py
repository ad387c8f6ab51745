"""Noting what did not simply come over, by the way, each with its row of the mapping table."""

from datetime import date

from handover.bridge.types import Loss
from handover.sif.model import SifObject


def _say(value: object) -> str:
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def say_identity(thing: SifObject) -> str:
    """Return what tells an object from others of its kind: its RefId, or the values of its key with commas between."""
    return ",".join([_say(each) for each in thing.identity])


class LossNotes:
    """The losses of one pupil, or of what belongs to no pupil."""

    __slots__ = ("_deaf", "_keys", "losses", "pupil")

    def __init__(self, pupil: int | None = None, *, deaf: bool = False) -> None:
        self.pupil = pupil
        self.losses: list[Loss] = []
        self._deaf = deaf
        self._keys: dict[str, str] = {}

    def reading(self, thing: SifObject) -> None:
        """Say of which object the notes are from now on whose paths begin with the name of its kind."""
        if not self._deaf:
            self._keys[thing.xml_name] = say_identity(thing)

    def add(self, reason: str, path: str, value: object = None, given: object = None, *, kept: bool = False) -> None:
        """Note one value: where it stood, what it was, what stands for it now, and whether the original goes along."""
        if self._deaf:
            return
        if self._keys:
            kind, slash, below = path.partition("/")
            key = self._keys.get(kind)
            if key is not None:
                path = f"{kind}[{key}]{slash}{below}"
        self.losses.append(Loss(reason, self.pupil, path, _say(value), _say(given), kept))


UNHEARD = LossNotes(deaf=True)
"""Takes no note: for a conversion that is only tried."""

"""Noting what did not simply come over, by the way, each with its row of the mapping table."""

from datetime import date, datetime
from decimal import Decimal

from handover.bridge.types import Loss
from handover.sif.model import SifObject


def _say(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else f"{value:f}" if isinstance(value, Decimal) else str(value)


def place_object(thing: SifObject) -> str:
    """Return how a report names an object: its type, and its key in brackets."""
    return f"{thing.xml_name}[{','.join(map(str, thing.identity))}]"


class LossNotes:
    """The losses of one pupil, or of what belongs to no pupil."""

    __slots__ = ("_deaf", "_objects", "losses", "pupil")

    def __init__(self, pupil: int | None = None, *, deaf: bool = False) -> None:
        self.pupil = pupil
        self.losses: list[Loss] = []
        self._deaf = deaf
        self._objects: dict[str, SifObject] = {}

    def turn_to(self, thing: SifObject) -> None:
        """Have paths that begin with this object's type name this very object."""
        self._objects[thing.xml_name] = thing

    def add(self, reason: str, path: str, value: object = None, given: object = None, *, kept: bool = False) -> None:
        """Note one value: where it stood, what it was, what stands for it now, and whether the original goes along."""
        if self._deaf:
            return
        if self._objects:
            first, slash, rest = path.partition("/")
            thing = self._objects.get(first)
            if thing is not None:
                path = f"{place_object(thing)}{slash}{rest}"
        self._keep(reason, path, value, given, kept)

    def add_all(self, reason: str, path: str, count: int | None, given: object = None) -> None:
        """Note what became of so many objects of a kind alike, or of all of it."""
        if not self._deaf:
            self._keep(reason, path, count, given, kept=False)

    def _keep(self, reason: str, path: str, value: object, given: object, kept: bool) -> None:
        said = "" if value is None else value if isinstance(value, str) else _say(value)
        now = "" if given is None else given if isinstance(given, str) else _say(given)
        self.losses.append(Loss(reason, self.pupil, path, said, now, kept))


UNHEARD = LossNotes(deaf=True)
"""Takes no note: for a conversion that is only tried."""

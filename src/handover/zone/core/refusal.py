"""How the core says no: an exception with the error to be answered, and what is to be done all the same."""

from collections.abc import Sequence

from handover.sif.messages.errors import ErrorCode
from handover.zone.core.effects import Effect
from handover.zone.core.records import SifError


class MessageRefused(Exception):
    """The message is not taken. `effects` are done all the same: a requester may have to be told."""

    def __init__(self, category: int, code: int, more: str = "", effects: Sequence[Effect] = ()) -> None:
        super().__init__(f"{category}/{code} {more}")
        self.fault = SifError(ErrorCode(category, code), more)
        self.effects = tuple(effects)

"""What an act is that the audit log may hold: a row of the table that each feature's `audit_actions.py` adds to."""

from dataclasses import dataclass

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of act. `code` is stable: it is stored, and part of what the chain of hashes protects.

    `told` is how the history of the one file says it, where it is not said as the log says it.
    """

    code: str
    name: Text
    told: Text | None = None

    @property
    def in_history(self) -> Text:
        """How a history says it."""
        return self.told or self.name

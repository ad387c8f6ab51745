"""What an act is that the audit log may hold: a row of the table that each feature's `audit_actions.py` adds to."""

from dataclasses import dataclass

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of act. `code` is stable: it is stored, and part of what the chain of hashes protects."""

    code: str
    name: Text

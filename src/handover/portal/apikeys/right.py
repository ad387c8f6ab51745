"""What a right of a key is: a row of the table that each feature's `key_rights.py` adds to."""

from dataclasses import dataclass

from handover.common.text import Text
from handover.portal.web.access import Permission


@dataclass(frozen=True, slots=True)
class KeyRight:
    """One thing that a key may be given: its key, its words, and the permissions that it opens.

    It opens no more of them than the role of the key has (`holders.KeyHolder.may`). `about` says in a line what a program
    can do with it, for whoever ticks the box.
    """

    key: str
    name: Text
    about: Text
    opens: frozenset[Permission]

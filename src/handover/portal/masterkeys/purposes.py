"""The purposes of keys that make codes by which rows are found: what must stay of a master key that is changed.

Sealed rows are sealed anew. A code cannot be made anew where nobody knows any more what it stands for, so the key that made
its first form stays, sealed under today's master key, for good; alone it recognises nothing (`codes.py`).
"""

from typing import Final

CODE_PURPOSES: Final = frozenset(
    {
        "handover accounts elsewhere 1",
        "handover counted searches 1",
        "handover lost pupil searches 1",
        "handover passkey holder 1",
        "handover pupil index 1",
        "handover pupil search log 1",
        "handover recovery codes 1",
        "handover session 1",
        "handover tokens of census pairs 1",
        "handover tokens of column headings 1",
        "handover tokens of doubts 1",
        "handover tokens of idempotency 1",
        "handover tokens of key origins 1",
        "handover tokens of lost pupils 1",
        "handover tokens of moves 1",
        "handover tokens of pupils on file 1",
        "handover tokens of sender references 1",
        "handover tokens of training counties 1",
        "handover wrong tries 1",
    }
)
"""Each as the key is derived for it. `codes.code_key` refuses a purpose that is not here."""

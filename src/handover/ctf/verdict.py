"""What a check concludes about a file or its name."""

from enum import StrEnum


class FileVerdict(StrEnum):
    """Accept as it is; accept once the sender agrees to the repaired name; refuse."""

    ACCEPT = "accept"
    REPAIR = "repair"
    REFUSE = "refuse"

"""What a scan can end with, as tables: clean, something found, or not scanned for a reason that stands here."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handover.common.text import Text


class ScanResult(StrEnum):
    """How a scan ended."""

    CLEAN = "clean"
    FOUND = "found"
    NOT_SCANNED = "not_scanned"


@dataclass(frozen=True, slots=True)
class ScanVerdict:
    """How a scan ended; `reason` is a key of REASONS where nothing was scanned, `signature` the name of what was found."""

    result: ScanResult
    reason: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class ScanReason:
    """Why a file was not scanned, for an operator: the key, what is wrong, and what to do."""

    key: str
    words: Text
    remedy: Text


REASONS: Final[dict[str, ScanReason]] = {
    row.key: row
    for row in (
        ScanReason(
            "away",
            Text("The virus scanner does not answer.", "Nid yw'r sganiwr firysau yn ateb."),
            Text(
                "Start clamd, and see that the site's account may use the socket of HANDOVER_CLAMD.",
                "Cychwynnwch clamd, a gwiriwch fod cyfrif y wefan yn cael defnyddio soced HANDOVER_CLAMD.",
            ),
        ),
        ScanReason(
            "broke_off",
            Text("The virus scanner broke off.", "Torrodd y sganiwr firysau'r sgan yn ei hanner."),
            Text(
                "Look into the log of clamd: it was stopped, or the file is larger than its StreamMaxLength.",
                "Edrychwch yng nghofnod clamd: cafodd ei stopio, neu mae'r ffeil yn fwy na'i StreamMaxLength.",
            ),
        ),
        ScanReason(
            "too_large",
            Text(
                "The file is more than the virus scanner looks at.",
                "Mae'r ffeil yn fwy nag y mae'r sganiwr firysau'n ei sganio.",
            ),
            Text(
                "Raise StreamMaxLength, MaxFileSize and MaxScanSize in clamd.conf, as the operator's page on scanning says.",
                "Codwch StreamMaxLength, MaxFileSize a MaxScanSize yn clamd.conf, fel y mae tudalen y gweithredwr yn dweud.",
            ),
        ),
        ScanReason(
            "old_signatures",
            Text("The virus scanner's signatures are too old.", "Mae llofnodion y sganiwr firysau yn rhy hen."),
            Text(
                "See that freshclam runs; HANDOVER_CLAMD_DAYS says how old they may be.",
                "Gwiriwch fod freshclam yn rhedeg; mae HANDOVER_CLAMD_DAYS yn dweud pa mor hen y cânt fod.",
            ),
        ),
        ScanReason(
            "not_understood",
            Text(
                "The virus scanner gave an answer that says nothing.",
                "Rhoddodd y sganiwr firysau ateb nad yw'n dweud dim.",
            ),
            Text("Look into the log of clamd.", "Edrychwch yng nghofnod clamd."),
        ),
    )
}


def not_scanned(reason: str) -> ScanVerdict:
    """Return the verdict on a file that was not scanned, for a reason of the table."""
    return ScanVerdict(ScanResult.NOT_SCANNED, REASONS[reason].key)

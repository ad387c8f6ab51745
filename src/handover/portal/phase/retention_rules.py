"""How long is kept what the site has about phase transfer boards."""

from functools import partial

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.phase import boards
from handover.portal.retention.counting import DayCount
from handover.portal.retention.rule import (
    GONE,
    RetentionRule,
    find_rows,
)

ROWS = (
    RetentionRule(
        "phase.boards",
        Text(
            "A phase transfer board: names of pupils, the list of offers, what was made of which file",
            "Bwrdd trosglwyddo: enwau disgyblion, y rhestr gynigion, beth a wnaed o ba ffeil",
        ),
        Text("somebody last worked with it", "i rywun weithio arno ddiwethaf"),
        GONE,
        (
            "phase.Board",
            "phase.Bulk",
            "phase.BoardPupil",
            "phase.Decision",
            "phase.Placement",
            "phase.Part",
            "phase.Deletion",
            "transfers.SealedFile",
        ),
        days=Config.phase_days,
        rows=partial(find_rows, "phase.Board"),
        clock="touched_at",
        end=boards.close_board,
        asks=True,
        counted=DayCount.OUTSIDE_HOLIDAYS,
        place="la_number",
    ),
)

"""Who may share out a year's records."""

from typing import Final

from handover.portal.web.access import Permission
from handover.portal.web.roles import LEA_ADMISSIONS, LEA_USER, WATCHERS

SHARE_OUT = Permission(
    "share_out", "share out a year's records among the schools that offered places", WATCHERS | {LEA_ADMISSIONS}
)

BOARD_DESK: Final = LEA_USER
"""The role in whose mailbox (nnnLLLL) whole-year files come, and from which what is made of them goes out."""

ROWS = (SHARE_OUT,)

"""What the tables of notices say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N, S, W

ROWS = (
    Columns("notices.Notice", {S: "subject body told", W: "recipient languages", N: "kind sort attempts last_fault"}),
)

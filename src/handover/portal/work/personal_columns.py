"""What the tables of work say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N

ROWS = (
    Columns("work.Lease", {N: "job holder outcome"}),
    Columns("work.Run", {N: "job outcome fault count"}),
)

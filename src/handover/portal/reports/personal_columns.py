"""What the tables of reports say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N

ROWS = (Columns("reports.Tally", {N: "side span la_number begins place kind outcome files pupils"}),)

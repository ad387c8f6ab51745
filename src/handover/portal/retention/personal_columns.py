"""What the tables of retention say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N

ROWS = (Columns("retention.Told", {N: "rule row"}),)

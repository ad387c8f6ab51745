"""What the tables of backups say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N

ROWS = (Columns("backups.LastBackup", {N: "rows files file_bytes missing"}),)

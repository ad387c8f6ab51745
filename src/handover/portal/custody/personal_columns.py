"""What the tables of custody say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N

ROWS = (
    Columns("custody.CustodyKey", {N: "key_id public"}),
    Columns(
        "custody.CustodyEntry",
        {
            N: "kind number event by source destination holder digest pupil parent_hash previous key hash signature",
        },
    ),
)

"""What the tables of stores say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N

ROWS = (
    Columns("stores.LastSweep", {N: "moved put_back removed nameless aside stray"}),
    Columns("auth.Permission", {N: "name codename"}),
    Columns("auth.Group", {N: "name"}),
    Columns("contenttypes.ContentType", {N: "app_label model"}),
)

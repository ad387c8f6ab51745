"""What the tables of master keys say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N

ROWS = (
    Columns("masterkeys.KeyChange", {N: "generation key_id content"}),
    Columns("masterkeys.ChangeProgress", {N: "place reached resealed left"}),
)

"""What the tables of messaging say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N, S, T, W

ROWS = (
    Columns("messaging.SecureMessage", {S: "content", W: "role", N: "wrapped_key software"}),
    Columns("messaging.Delivery", {W: "role", N: "source"}),
    Columns("messaging.Draft", {S: "content", W: "role", N: "wrapped_key recipients"}),
    Columns("messaging.Template", {S: "description description_cy text text_cy", T: "name name_cy"}),
    Columns("messaging.AddressGroup", {T: "name", N: "members"}),
)

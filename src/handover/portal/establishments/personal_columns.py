"""What the tables of establishments say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N, W

ROWS = (
    Columns(
        "establishments.Establishment",
        {
            W: "contact email telephone",
            N: "number kind la_number name name_cy phase address urn town postcode opened_on closed_on",
        },
    ),
    Columns("establishments.OfficeEmails", {N: "frequency hour languages"}),
)

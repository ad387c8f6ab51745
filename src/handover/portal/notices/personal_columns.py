"""What the tables of notices say of people, column by column, and in which form."""

from handover.portal.personal import Columns, N, S, W

ROWS = (Columns("notices.Notice", {S: "subject body", W: "recipient", N: "kind attempts last_fault"}),)

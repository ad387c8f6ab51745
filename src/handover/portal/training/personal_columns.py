"""What the tables of training counties say of people, column by column, and in which form: nothing but a place's code."""

from handover.portal.personal import Columns, K, N

ROWS = (
    Columns("training.TrainingCounty", {K: "place_hash"}),
    Columns("training.TrainingKey", {N: "office prefix digest"}),
)

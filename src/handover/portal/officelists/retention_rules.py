"""How long is kept what the site has about lists that offices brought."""

from functools import partial

from handover.common.text import Text
from handover.portal.config import Config
from handover.portal.officelists.brought import drop_list
from handover.portal.retention.rule import GONE, RetentionRule, find_rows, kept_rule

ROWS = (
    RetentionRule(
        "officelists.brought",
        Text(
            "A list whose columns are in doubt, until somebody says what they mean",
            "Rhestr y mae amheuaeth am ei cholofnau, nes i rywun ddweud beth yw eu hystyr",
        ),
        Text("it was brought", "ei lanlwytho"),
        GONE,
        ("officelists.BroughtList",),
        days=Config.list_days,
        rows=partial(find_rows, "officelists.BroughtList"),
        clock="brought_at",
        end=drop_list,
    ),
    kept_rule(
        "officelists.columns",
        Text("What an office said that a column means", "Yr hyn a ddywedodd swyddfa am ystyr colofn"),
        Text("until the office says otherwise", "nes i'r swyddfa ddweud yn wahanol"),
        ("officelists.ColumnMemory",),
    ),
)

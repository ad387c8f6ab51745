"""How long everything is kept, as one table: what, since when, what happens then, and who is told before.

The features list their rows in `retention_rules.py`. The worker keeps to it (`keeping`), the screens show it,
`docs/reference/retention.md` is written from it, and a test finds a rule for every table of the database.
"""

from typing import Final

from handover.portal.features import collect_rows
from handover.portal.retention.rule import RetentionRule

NOTES_TOLD: Final = "notes.told"
# The notes that people were told go last of all: the rules before end nothing without them.
RULES: Final = tuple(sorted(collect_rows("retention_rules", RetentionRule), key=lambda rule: rule.key == NOTES_TOLD))
BY_KEY: Final = {rule.key: rule for rule in RULES}
EVERYDAY: Final = tuple(
    rule
    for rule in RULES
    if rule.key.partition(".")[0] in {"files", "generic", "returns", "admissions", "data", "messages", "lost"}
)
"""What schools and authorities ask about."""

"""The page of the manual about keys for software."""

from handover.common.text import Text
from handover.portal.apikeys.limits import LONGEST_DAYS, NOTICE_DAYS, OVERLAP_DAYS
from handover.portal.apikeys.rights import RIGHTS
from handover.portal.web.help import Topic


def tell_keys() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {
        "longest_days": LONGEST_DAYS,
        "overlap_days": OVERLAP_DAYS,
        "notice_days": max(NOTICE_DAYS),
        "key_rights": tuple(RIGHTS.values()),
    }


ROWS = (
    Topic(
        145,
        "keys",
        Text("Keys for software", "Allweddi i feddalwedd"),
        Text(
            "Letting a program send and collect for your office.",
            "Gadael i raglen anfon a chasglu ar ran eich swyddfa.",
        ),
        tell_keys,
    ),
)

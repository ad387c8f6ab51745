"""The pages of the manual about expected pupils."""

from django.conf import settings

from handover.common.text import Text
from handover.portal.expected.arriving import RECORDS
from handover.portal.web.help import Topic


def tell_expected() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"expected_looks": RECORDS.values(), "expected_days": settings.CONFIG.number("HANDOVER_EXPECTED_DAYS")}


ROWS = (
    Topic(
        30,
        "expected",
        Text("Expected pupils", "Disgyblion disgwyliedig"),
        Text(
            "Whose record has come, whose has not, and asking for it.",
            "Cofnod pwy sydd wedi dod, cofnod pwy sydd heb ddod, a gofyn amdano.",
        ),
        tell_expected,
    ),
)

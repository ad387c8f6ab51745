"""The pages of the manual about reports."""

from django.conf import settings

from handover.common.text import Text
from handover.portal.reports.holdings import SECTIONS
from handover.portal.reports.outcomes import OUTCOMES
from handover.portal.reports.table import REPORTS
from handover.portal.web.help import Topic


def tell_reports() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {
        "reports": REPORTS.values(),
        "outcomes": OUTCOMES.values(),
        "most_schools": settings.CONFIG.report_schools,
        "most_authorities": settings.CONFIG.report_authorities,
    }


def tell_child() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {"sections": SECTIONS}


ROWS = (
    Topic(
        90,
        "reports",
        Text("Reports", "Adroddiadau"),
        Text(
            "For authorities: how the site is used, in numbers and lists.",
            "I awdurdodau: sut mae'r wefan yn cael ei defnyddio, mewn rhifau a rhestrau.",
        ),
        tell_reports,
    ),
    Topic(
        100,
        "child",
        Text("Everything we hold on a child", "Popeth rydym yn ei gadw am blentyn"),
        Text(
            "What to do when a family asks what is kept.",
            "Beth i'w wneud pan fydd teulu'n gofyn beth rydym yn ei gadw.",
        ),
        tell_child,
    ),
)

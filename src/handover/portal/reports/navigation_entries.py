"""The lines of the menu about reports."""

from handover.common.text import Text
from handover.portal.reports.permissions import GATHER_CHILD, RUN_REPORTS
from handover.portal.web.navigation import MenuEntry

ROWS = (
    MenuEntry(
        140,
        "reports",
        Text("Reports", "Adroddiadau"),
        RUN_REPORTS,
        Text(
            "How the site is used: files, lost pupils, messages and people, in numbers and lists.",
            "Sut mae'r wefan yn cael ei defnyddio: ffeiliau, disgyblion coll, negeseuon a phobl, mewn rhifau a rhestrau.",
        ),
        group="reports",
    ),
    MenuEntry(
        210,
        "child",
        Text("Everything on a child", "Popeth am blentyn"),
        GATHER_CHILD,
        Text(
            "Gather what is held on one child, for a data protection request.",
            "Casglu popeth rydym yn ei gadw am un plentyn, ar gyfer cais diogelu data.",
        ),
        group="reports",
    ),
)

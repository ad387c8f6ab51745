"""The pages of the manual about the manual."""

from handover.common.text import Text
from handover.portal.web.help import Topic

ROWS = (
    Topic(
        170,
        "accessibility",
        Text("Accessibility statement", "Datganiad hygyrchedd"),
        Text(
            "How we make this site usable for everybody.", "Sut rydym yn sicrhau bod pawb yn gallu defnyddio'r wefan."
        ),
    ),
)

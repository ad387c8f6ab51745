"""The pages of the manual about secure messages."""

from django.conf import settings

from handover.common.text import Text
from handover.portal.web.help import Topic


def tell_messages() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {
        "most_recipients": settings.CONFIG.number("HANDOVER_MESSAGE_RECIPIENTS"),
        "most_characters": settings.CONFIG.number("HANDOVER_MESSAGE_CHARACTERS"),
        "unread_days": settings.CONFIG.number("HANDOVER_MESSAGE_UNREAD_DAYS"),
        "read_days": settings.CONFIG.number("HANDOVER_MESSAGE_READ_DAYS"),
    }


ROWS = (
    Topic(
        130,
        "messages",
        Text("Secure messages", "Negeseuon diogel"),
        Text("Writing to schools and authorities about a child.", "Ysgrifennu at ysgolion ac awdurdodau am blentyn."),
        tell_messages,
    ),
)

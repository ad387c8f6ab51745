"""The pages of the manual about secure messages."""

from django.conf import settings

from handover.common.text import Text
from handover.portal.web.help import Topic


def tell_messages() -> dict[str, object]:
    """Return what the page says and other tables decide."""
    return {
        "most_recipients": settings.CONFIG.message_recipients,
        "most_characters": settings.CONFIG.message_characters,
        "unread_days": settings.CONFIG.message_unread_days,
        "read_days": settings.CONFIG.message_read_days,
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

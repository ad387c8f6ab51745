"""What every page says of the messages that wait for its reader."""

from collections.abc import Mapping

from django.http import HttpRequest

from handover.portal.accounts.request_user import find_user
from handover.portal.messaging import reading


def count_unread(request: HttpRequest) -> Mapping[str, object]:
    """Return how many messages the reader has not opened, and the number up to which they are counted."""
    user = find_user(request)
    return {"unread": reading.count_unread_messages(user) if user else 0, "most_unread": reading.MOST_COUNTED}

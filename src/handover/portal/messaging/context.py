"""What every page says of the messages that wait for its reader."""

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest

from handover.portal.accounts.request_user import find_user
from handover.portal.messaging import reading

_COUNTED: Final = "_unread_messages"


def count_unread(request: HttpRequest) -> Mapping[str, object]:
    """Return how many messages the reader has not opened, and the number up to which they are counted."""
    return {"unread": count_unread_once(request), "most_unread": reading.MOST_COUNTED}


def count_unread_once(request: HttpRequest) -> int:
    """Count what nobody has read in the box of a request's reader, once for the request, which must not open any of it."""
    if not hasattr(request, _COUNTED):
        user = find_user(request)
        setattr(request, _COUNTED, reading.count_unread_messages(user) if user else 0)
    counted: int = getattr(request, _COUNTED)
    return counted

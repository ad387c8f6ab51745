"""When a webhook that was not taken is tried again."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha256
from uuid import UUID

from handover.portal.webhooks.limits import LONGEST_REST, RETRIES, SHORTEST_REST, SPREAD


def find_next_attempt(reference: UUID, attempts: int, now: datetime) -> datetime | None:
    """Return when a webhook is tried again after so many attempts that failed; None after the last."""
    if attempts > len(RETRIES):
        return None
    return now + RETRIES[attempts - 1] * (1 + SPREAD * find_share(reference, attempts))


def find_share(reference: UUID, attempts: int) -> float:
    """Return a number from 0 to 1 that spreads webhooks apart, the same for the same attempt of the same one."""
    digest = sha256(reference.bytes + attempts.to_bytes(4, "big")).digest()
    return int.from_bytes(digest[:4], "big") / 2**32


def read_rest(retry_after: str, now: datetime) -> timedelta:
    """Return how long a receiver asks to be left alone, from `Retry-After`: seconds or a date (RFC 9110, section 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        asked = timedelta(seconds=min(int(text[:9]), LONGEST_REST.total_seconds()))
    else:
        try:
            day = parsedate_to_datetime(text)
        except ValueError:
            return SHORTEST_REST
        asked = (day if day.tzinfo else day.replace(tzinfo=UTC)) - now
    return min(max(asked, timedelta(seconds=1)), LONGEST_REST)

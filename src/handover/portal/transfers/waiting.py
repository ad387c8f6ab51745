"""What waits for a person: counted for the home page, never more than anybody would count by hand."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from handover.portal.accounts.models import User
from handover.portal.paging import count_rows_together
from handover.portal.transfers.file_lists import RECENT_DAYS
from handover.portal.transfers.flow import State
from handover.portal.transfers.mailbox import list_outgoing, of_kinds, stored_kinds, to_collect
from handover.portal.transfers.models import Transfer
from handover.portal.transfers.retention_rules import of_file


@dataclass(frozen=True, slots=True)
class WaitingFiles:
    """How many files wait: to be collected, to be confirmed, for an answer, held because the school they were
    sent to has closed, or held for this school as the successor of a closed one; how many came back of late, because
    they were rejected or nobody collected them. `answer_by` is the last day for the first of the answers."""

    to_collect: int = 0
    to_confirm: int = 0
    to_answer: int = 0
    held: int = 0
    to_take: int = 0
    rejected: int = 0
    never_collected: int = 0
    answer_by: date | None = None


SCANNED: Final = Q(sealed=None) | Q(sealed__unscanned="")
"""Of files that are held: nobody need do anything about one that waits for the virus scanner."""


def waiting_for(user: User, now: datetime) -> WaitingFiles:
    """Count what waits for a person's mailbox."""
    if not user.mailbox:
        return WaitingFiles()
    own, sent = to_collect(user), list_outgoing(user)
    asked, lately = sent.filter(state=State.ASKING.value), Q(moved_at__gte=now - timedelta(days=RECENT_DAYS))
    lists = {
        "to_collect": own.filter(state__in=[State.SENT.value, State.SEEN.value]),
        "to_confirm": own.filter(state=State.COLLECTED.value),
        "to_answer": asked,
        "held": sent.filter(state=State.HELD.value).filter(SCANNED),
        "to_take": to_take(user),
        "rejected": sent.filter(lately, state=State.REJECTED.value),
        "never_collected": sent.filter(lately, state=State.EXPIRED.value),
    }
    counts = dict(zip(lists, count_rows_together(list(lists.values())), strict=True))
    first = asked.order_by("moved_at").first() if counts["to_answer"] else None
    return WaitingFiles(**counts, answer_by=of_file(first, timezone.localdate(now)) if first else None)


def to_take(user: User) -> QuerySet[Transfer]:
    """Return the files for closed schools that a person may take for their own, the successor."""
    return of_kinds(
        Transfer.objects.filter(state=State.HELD.value, held_for=user.establishment_id), stored_kinds(user, sent=False)
    )

"""What waits for a person: counted for the home page, never more than anybody would count by hand."""

from dataclasses import dataclass

from django.db.models import QuerySet

from handover.portal.accounts.models import User
from handover.portal.paging import count_rows
from handover.portal.transfers.flow import State
from handover.portal.transfers.mailbox import list_outgoing, list_received, of_kinds, stored_kinds
from handover.portal.transfers.models import Transfer


@dataclass(frozen=True, slots=True)
class WaitingFiles:
    """How many files wait: to be collected, to be confirmed, for an answer, held because the school they were
    sent to has closed, or held for this school as the successor of a closed one."""

    to_collect: int = 0
    to_confirm: int = 0
    to_answer: int = 0
    held: int = 0
    to_take: int = 0


def waiting_for(user: User) -> WaitingFiles:
    """Count what waits for a person's mailbox."""
    if not user.mailbox:
        return WaitingFiles()
    own, sent = list_received(user), list_outgoing(user)
    return WaitingFiles(
        to_collect=count_rows(own.filter(state__in=[State.SENT.value, State.SEEN.value])),
        to_confirm=count_rows(own.filter(state=State.COLLECTED.value)),
        to_answer=count_rows(sent.filter(state=State.ASKING.value)),
        held=count_rows(sent.filter(state=State.HELD.value)),
        to_take=count_rows(to_take(user)),
    )


def to_take(user: User) -> QuerySet[Transfer]:
    """Return the files for closed schools that a person may take for their own, the successor."""
    return of_kinds(
        Transfer.objects.filter(state=State.HELD.value, held_for=user.establishment_id), stored_kinds(user, sent=False)
    )

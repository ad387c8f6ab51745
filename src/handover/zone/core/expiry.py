"""What ends by itself: requests that nobody answered, and messages that an agent does not take (rules of the zone)."""

from datetime import datetime, timedelta
from typing import Final

from handover.sif.messages.errors import ErrorCode
from handover.zone.core.answers import NewId
from handover.zone.core.effects import Close, Effect, MoveToDeadLetters, Withdraw
from handover.zone.core.notifications import write_last_response, write_log_entry
from handover.zone.core.queries import StateQueries
from handover.zone.core.records import SifError
from handover.zone.core.setting_aside import end_overdue
from handover.zone.state import ZoneState

AT_ONCE: Final = 500
"""How many messages are put aside in one transaction."""


def expire_overdue(state: ZoneState, facts: StateQueries, now: datetime, new_id: NewId) -> tuple[Effect, ...]:
    """Return what is to end now. Asked again until it returns nothing.

    In a pause nothing ends, and afterwards its time does not count: nobody could answer or take anything.
    """
    rules = state.rules
    if rules.paused:
        return ()
    effects: list[Effect] = []
    for blocking in facts.blocked_before(state.awake_for(timedelta(minutes=rules.blocking_minutes), now)):
        effects += end_overdue(state, facts, blocking, now, new_id)
    for request in facts.requests_before(state.awake_for(timedelta(hours=rules.request_hours), now)):
        fault = SifError(ErrorCode(8, 16), f"Not answered within {rules.request_hours} hours.")
        effects += write_last_response(state, request, fault, now, new_id)
        effects.append(Close(request.requester, request.msg_id))
        effects.append(Withdraw(request.responder, request.requester, request.msg_id))
    before = state.awake_for(timedelta(days=rules.undelivered_days), now)
    late = facts.waiting_before(before, rules.queue_limit, AT_ONCE)
    words = f"Not taken within {rules.undelivered_days} days, or more than {rules.queue_limit} were waiting."
    effects += [MoveToDeadLetters(each.agent, each.number, ErrorCode(10, 1), words) for each in late]
    for agent in dict.fromkeys(each.agent for each in late):
        told = f"Messages for {agent} were put aside: {words}"
        effects += write_log_entry(state, told, now, new_id, code=(4, 1))
    return tuple(effects)


def cancel_request(
    state: ZoneState, facts: StateQueries, msg_id: str, now: datetime, new_id: NewId
) -> tuple[Effect, ...]:
    """Return what is done when an administrator takes an open request away (8/17)."""
    request = facts.request(msg_id, "")
    if request is None:
        return ()
    told = write_last_response(state, request, SifError(ErrorCode(8, 17), ""), now, new_id)
    return (
        *told,
        Close(request.requester, request.msg_id),
        Withdraw(request.responder, request.requester, request.msg_id),
    )

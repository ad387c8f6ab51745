"""From a SIF_Request to the packets of its answer, or to the one packet that says why not (sections 4.2, 12.5, 13).

Nothing here sends or stores: `answer` takes the message and the providers and returns packets.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from handover.agent.compose import Outgoing, Profile
from handover.agent.faults import Later, Refuse
from handover.agent.packets import PacketEnvelope, TooLarge
from handover.agent.received import Query, query_of
from handover.agent.verdict import refusal
from handover.sif.messages import (
    Message,
    QueryNotSupported,
    version_key,
    version_matches,
)
from handover.sif.model import SifObject

log: Final = logging.getLogger("handover.agent")

SMALLEST_BUFFER: Final = 4096
"""A request that takes smaller packets than this many bytes is refused with 8/8, as other agents do (section 12.5)."""

SPOKEN: Final = ("2.0r1", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6")
"""The versions in which answers can be written; the UK objects are the same in all."""


@dataclass(frozen=True, slots=True)
class Provider:
    """Who answers for an object: a function from the query to objects, already chosen or yet to be `filtered`."""

    answer: Callable[[Query], Iterable[Any]]
    filtered: bool = False

    def objects(self, query: Query) -> Iterable[SifObject]:
        """Return the objects that a query asks for."""
        found = self.answer(query)
        return query.select(found) if self.filtered else found


def answer_request(
    message: Message, providers: Mapping[str, Provider], profile: Profile, now: datetime
) -> Iterator[Outgoing]:
    """Yield the packets that answer a request; always at least one.

    Raises `Refuse` when there is no answer, perhaps after some packets were made: none may be sent before the last is
    there. Raises `Later` when the provider does.
    """
    query = _checked(message, providers, profile)
    try:
        yield from _envelope(message, profile).packets(providers[query.object_name].objects(query), now)
    except (Refuse, Later):
        raise
    except QueryNotSupported as fault:
        raise Refuse(8, 9, str(fault)) from None
    except TooLarge as fault:
        raise Refuse(8, 8, str(fault)) from None
    except Exception:
        # The requester learns that it failed, not what: an exception may hold a pupil's data.
        log.exception("the provider of %s failed; request %s is refused", query.object_name, query.message_id)
        raise Refuse(8, 1, "The provider failed to answer.") from None


def refuse_request(message: Message, reason: Refuse, profile: Profile, now: datetime) -> Outgoing:
    """Return the one packet that says why there is no answer."""
    return _envelope(message, profile).refusal(refusal(reason), now)


def _envelope(message: Message, profile: Profile) -> PacketEnvelope:
    head, asked = message.header, message.payload
    version = version_for(message, profile) or message.version
    return PacketEnvelope(profile, head.sif_source_id, head.sif_msg_id, version, asked.sif_max_buffer_size or 0)


def _checked(message: Message, providers: Mapping[str, Provider], profile: Profile) -> Query:
    """Return the query, or raise the `Refuse` that the request deserves."""
    asked = message.payload
    if asked.sif_extended_query is not None:
        raise Refuse(8, 15, "This agent does not answer extended queries.")
    try:
        query = query_of(message)
    except QueryNotSupported as fault:
        raise Refuse(8, 9, str(fault)) from None
    if query.object_name not in providers:
        raise Refuse(8, 3, f"This agent does not provide {query.object_name}.")
    if query.context.lower() not in map(str.lower, profile.contexts):
        raise Refuse(12, 4, f"This agent is not in the context {query.context}.")
    if version_for(message, profile) is None:
        raise Refuse(8, 7, f"This agent answers in versions {SPOKEN[0]} to {SPOKEN[-1]}.")
    if (asked.sif_max_buffer_size or 0) < SMALLEST_BUFFER:
        raise Refuse(8, 8, f"This agent sends no packets smaller than {SMALLEST_BUFFER} bytes.")
    return query


def version_for(message: Message, profile: Profile) -> str | None:
    """Return the version for the answer: the request's own where its list has it, then the agent's, then the highest."""
    patterns = tuple(message.payload.sif_version)
    for version in (message.version, profile.version, *sorted(SPOKEN, key=version_key, reverse=True)):
        if version in SPOKEN and any(_matches(version, pattern) for pattern in patterns):
            return version
    return None


def _matches(version: str, pattern: str) -> bool:
    try:
        return version_matches(version, pattern)
    except ValueError:
        return False

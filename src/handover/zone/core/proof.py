"""Whether a sender has proved who it is: by its certificate, or by the key in its own address.

Who has not is answered with one refusal, whether the zone, the agent or neither exists. The answer is written from what
the message itself says and reads nothing of the zone, so it cannot tell them apart, nor can the time that it takes.
"""

from collections import Counter
from enum import StrEnum
from hmac import compare_digest
from typing import Final

from handover.sif.messages.errors import ErrorCode
from handover.zone.core.parsing import Channel
from handover.zone.core.records import SifError
from handover.zone.state import ZoneAgent, ZoneState

NOT_PROVED: Final = SifError(
    ErrorCode(3, 1),
    "This address does not admit the sender that the message names. Ask those who run the zone for the agent's own "
    "address, or for the certificate that it must show.",
)
"""The one refusal of everybody who has not proved who it is."""
_NOBODYS: Final = "-" * 64
"""Stands where an agent has no key, so that a comparison is made all the same. No key has this digest."""


class Proof(StrEnum):
    """How an agent proves itself."""

    CERTIFICATE = "certificate"
    KEY = "key"
    NONE = "none"


def proof_of(state: ZoneState, agent: ZoneAgent) -> Proof:
    """Return how an agent of a zone proves itself. One that has no way to is admitted in an open zone at most."""
    if agent.certificate or state.rules.certificates:
        return Proof.CERTIFICATE
    return Proof.KEY if agent.key_digest else Proof.NONE


def proofs(state: ZoneState) -> Counter[Proof]:
    """Return how many of a zone's agents prove themselves in which way, without those that it is closed to."""
    return Counter(proof_of(state, agent) for agent in state.agents.values() if agent.allowed)


def proved(state: ZoneState, agent: str, channel: Channel) -> bool:
    """Say whether what came over a channel is from the agent that it names as its sender.

    Where a certificate was set for the agent, or the zone wants one of everybody, the certificate alone counts; otherwise
    its key; and nothing at all for an agent without either in an open zone, where the server lets open zones be open.
    """
    known = state.agents.get(agent)
    by_key = compare_digest((known.key_digest if known else "") or _NOBODYS, channel.key_digest or "")
    expected = (known.certificate if known else "") or (agent if state.rules.certificates else "")
    if expected:
        shown = compare_digest(expected.encode(), channel.certificate.encode("utf-8", "replace"))
        return shown and (known is not None or state.rules.policy == "open")
    if channel.key_digest or (known and known.key_digest):
        return by_key
    return state.rules.policy == "open" and channel.open_zones


def may_speak(state: ZoneState, channel: Channel) -> bool:
    """Say whether anybody at all could prove itself over this channel; otherwise a message need not even be read."""
    shown = channel.certificate
    if shown and shown in state.certificates:
        return True
    if state.rules.certificates:
        return bool(shown) and (shown in state.agents or state.rules.policy == "open")
    holder = state.keys.get(channel.key_digest or _NOBODYS)
    if compare_digest(holder.key_digest if holder else _NOBODYS, channel.key_digest):
        return True
    return not channel.key_digest and state.rules.policy == "open" and channel.open_zones

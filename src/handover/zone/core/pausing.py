"""What a paused zone does with each kind of message, as one table: for the code, the tests and the reference.

Libraries in use take any SIF_Status for success and forget the message. So nothing that an agent tells or asks of others may
be answered with status 8: it is taken and kept, and nothing is given out until the pause ends. Status 8 answers only those who
ask for something to be given to them now, and lose nothing by asking again.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal, NamedTuple

Treatment = Literal["kept", "done", "asleep"]
"""Kept for its recipients until the pause ends; done at once, as always; or answered with status 8."""


class InPause(NamedTuple):
    """What becomes of a kind of message during a pause, and what that means for who sent it."""

    kind: str
    treatment: Treatment
    words: str


_TABLE: Final = (
    InPause("SIF_Register", "done", "The agent is registered; what waits for it comes after the pause."),
    InPause("SIF_Unregister", "done", "The agent has left."),
    InPause("SIF_Provision", "done", "It holds from now on."),
    InPause("SIF_Provide", "done", "It holds from now on."),
    InPause("SIF_Unprovide", "done", "It holds from now on."),
    InPause("SIF_Subscribe", "done", "It holds from now on, also for events that come during the pause."),
    InPause("SIF_Unsubscribe", "done", "It holds from now on."),
    InPause("SIF_Event", "kept", "Checked and answered as always, and kept in the queues of its subscribers."),
    InPause("SIF_Request", "kept", "Checked and answered as always, and kept in the queue of who answers it."),
    InPause("SIF_Response", "kept", "Checked and answered as always, and kept in the queue of who asked."),
    InPause("SIF_Ack", "done", "It is about a message given before the pause, which would otherwise come twice."),
    InPause("SIF_Ping", "asleep", "The zone says that it sleeps."),
    InPause("SIF_GetMessage", "asleep", "The zone says that it sleeps; the message waits for the next time."),
    InPause("SIF_GetZoneStatus", "done", "The answer says that the zone sleeps."),
    InPause("SIF_GetAgentACL", "done", "What the agent may do."),
    InPause("SIF_Sleep", "done", "Noted."),
    InPause("SIF_Wakeup", "done", "Noted; what waits for the agent comes after the pause."),
    InPause(
        "SIF_CancelRequests",
        "done",
        "The requests are closed. A responder that is working on one is not told; its answer is refused.",
    ),
)

IN_A_PAUSE: Final[Mapping[str, InPause]] = MappingProxyType({row.kind: row for row in _TABLE})
"""Every kind of message that a zone takes, a SIF_SystemControl by what it asks for."""

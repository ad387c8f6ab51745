"""The words and shapes of what the pages of zones show, as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from handover.common.text import Text
from handover.portal.zones.looking import AgentState
from handover.zone.core.proof import Proof
from handover.zone.core.records import MessageKind, Reason
from handover.zone.rights import Right
from handover.zone.rules import Policy


@dataclass(frozen=True, slots=True)
class StateLook:
    """How a state is shown: its word, the colour of its tag, its shape in the picture, and what it means."""

    word: Text
    colour: str
    shape: str
    meaning: Text


LOOKS: Final[Mapping[AgentState, StateLook]] = MappingProxyType(
    {
        AgentState.AWAKE: StateLook(
            Text("awake", "effro"), "green", "disc", Text("It takes its messages.", "Mae'n cymryd ei negeseuon.")
        ),
        AgentState.ASLEEP: StateLook(
            Text("asleep", "yn cysgu"),
            "blue",
            "moon",
            Text("Its messages wait until it wakes up.", "Mae ei negeseuon yn aros nes iddo ddeffro."),
        ),
        AgentState.REFUSING: StateLook(
            Text("stuck", "yn sownd"),
            "pink",
            "diamond",
            Text(
                "It was reached, and did not take the first message of its queue.",
                "Cafodd ei gyrraedd, ac ni chymerodd neges gyntaf ei giw.",
            ),
        ),
        AgentState.UNREACHABLE: StateLook(
            Text("unreachable", "methu ei gyrraedd"),
            "red",
            "triangle",
            Text(
                "A message could not be given to it; it is tried again.",
                "Nid oedd modd rhoi neges iddo; bydd y parth yn rhoi cynnig arall arni.",
            ),
        ),
        AgentState.BLOCKED: StateLook(
            Text("blocked", "wedi'i atal"),
            "orange",
            "square",
            Text(
                "It works on one event and lets the others wait.",
                "Mae'n trin un digwyddiad ac yn gadael i'r lleill aros.",
            ),
        ),
        AgentState.NOT_REGISTERED: StateLook(
            Text("not registered", "heb gofrestru"),
            "grey",
            "ring",
            Text("It may register and has not.", "Mae ganddo'r hawl i gofrestru, ond nid yw wedi gwneud."),
        ),
        AgentState.CLOSED: StateLook(
            Text("closed", "ar gau"),
            "grey",
            "cross",
            Text("It may not register.", "Nid oes ganddo'r hawl i gofrestru."),
        ),
    }
)
"""How each state of an agent is shown."""

PASSED_OVER: Final[Mapping[Reason, tuple[Text, Text]]] = MappingProxyType(
    {
        "too large": (
            Text("Too large for it", "Rhy fawr iddo"),
            Text(
                "Raise the SIF_MaxBufferSize in the agent's own settings and restart it.",
                "Codwch y SIF_MaxBufferSize yng ngosodiadau'r asiant ei hun a'i ailgychwyn.",
            ),
        ),
        "version": (
            Text("Version it does not have", "Fersiwn nad yw ganddo"),
            Text(
                "Let the agent register that version too, or the sender write in a version that both have.",
                "Gadewch i'r asiant gofrestru'r fersiwn honno hefyd, neu i'r anfonwr ysgrifennu mewn fersiwn sydd gan y ddau.",
            ),
        ),
        "security": (
            Text("Channel not secure enough", "Sianel ddim yn ddigon diogel"),
            Text(
                "Let the agent use HTTPS, and set the certificate that it must show.",
                "Gadewch i'r asiant ddefnyddio HTTPS, a gosodwch y dystysgrif y mae'n rhaid iddo ei dangos.",
            ),
        ),
        "gone": (
            Text("Not registered", "Heb gofrestru"),
            Text(
                "Start the agent, and see whether it registers; let it in again if the zone is closed to it.",
                "Cychwynnwch yr asiant, a gweld a yw'n cofrestru; gadewch ef i mewn eto os yw'r parth ar gau iddo.",
            ),
        ),
    }
)
"""Why messages do not reach an agent that was to have them: in a word or two, and what to do about it."""

LETTERS: Final[Mapping[Right, str]] = MappingProxyType(
    {
        Right.PROVIDE: "P",
        Right.SUBSCRIBE: "S",
        Right.PUBLISH_ADD: "A",
        Right.PUBLISH_CHANGE: "C",
        Right.PUBLISH_DELETE: "D",
        Right.REQUEST: "Rq",
        Right.RESPOND: "Rs",
    }
)
"""The letters of the rights in the table of who does what: those of the standard's own lists, in both languages."""

KINDS: Final[Mapping[str, Text]] = MappingProxyType(
    {
        MessageKind.EVENT.value: Text("Event", "Digwyddiad"),
        MessageKind.REQUEST.value: Text("Request", "Cais"),
        MessageKind.RESPONSE.value: Text("Response", "Ateb"),
    }
)

KINDS_OF: Final[Mapping[str, Text]] = MappingProxyType(
    {
        MessageKind.EVENT.value: Text("Events", "Digwyddiadau"),
        MessageKind.REQUEST.value: Text("Requests", "Ceisiadau"),
        MessageKind.RESPONSE.value: Text("Responses", "Atebion"),
    }
)

PROOFS: Final[Mapping[Proof, Text]] = MappingProxyType(
    {
        Proof.CERTIFICATE: Text("certificate", "tystysgrif"),
        Proof.KEY: Text("own address", "cyfeiriad ei hun"),
        Proof.NONE: Text("none", "dim"),
    }
)
"""How an agent proves who it is."""

POLICIES: Final[Mapping[Policy, Text]] = MappingProxyType(
    {
        "closed": Text("Closed: only agents that you have added", "Ar gau: dim ond asiantau a ychwanegwyd gennych chi"),
        "open": Text("Open: every agent, with all rights", "Ar agor: pob asiant, â phob hawl"),
    }
)

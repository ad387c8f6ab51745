"""Why an agent did or did not get a message, in words: one table for each thing that can have happened.

The values in braces are filled in by `handover.portal.zones.why`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from handover.common.text import Text
from handover.portal.zones.looking import AgentState
from handover.portal.zones.messages import DeliveryState
from handover.zone.core.records import Reason


@dataclass(frozen=True, slots=True)
class DeliveryReason:
    """A reason: in a word or two, what happened, what would happen today, and what to do about it."""

    word: Text
    happened: Text
    today: Text
    remedy: Text


NOTHING: Final = Text("", "")

FATES: Final[Mapping[DeliveryState, DeliveryReason]] = MappingProxyType(
    {
        DeliveryState.TAKEN: DeliveryReason(
            Text("Taken", "Wedi'i chymryd"),
            Text(
                "It was put into the queue of {agent} on {when}, and {agent} has acknowledged it.",
                "Rhoddwyd hi yng nghiw {agent} ar {when}, ac mae {agent} wedi'i chydnabod.",
            ),
            NOTHING,
            Text(
                "If {agent} does not have it all the same, look in its own log: the zone has its word that it arrived.",
                "Os nad yw gan {agent} serch hynny, edrychwch yn ei gofnod ei hun: mae gan y parth ei air iddi gyrraedd.",
            ),
        ),
        DeliveryState.TAKEN_OR_LOST: DeliveryReason(
            Text("No longer waiting", "Ddim yn aros mwyach"),
            Text(
                "It was put into the queue of {agent} on {when}. Since then {agent} has registered anew, on {registered}. "
                "Either it had acknowledged the message, or it had left the zone and its queue was thrown away.",
                "Rhoddwyd hi yng nghiw {agent} ar {when}. Ers hynny mae {agent} wedi cofrestru o'r newydd, ar "
                "{registered}. Naill ai roedd wedi cydnabod y neges, neu roedd wedi gadael y parth a thaflwyd ei giw.",
            ),
            NOTHING,
            Text(
                "Look in the agent's own log. If it does not have it, let it ask the provider for {object} again.",
                "Edrychwch yng nghofnod yr asiant ei hun. Os nad yw ganddo, gadewch iddo ofyn i'r darparwr am {object} eto.",
            ),
        ),
        DeliveryState.LOST: DeliveryReason(
            Text("Left the zone", "Wedi gadael y parth"),
            Text(
                "It was put into the queue of {agent} on {when}. {agent} has left the zone since, and its queue is gone.",
                "Rhoddwyd hi yng nghiw {agent} ar {when}. Mae {agent} wedi gadael y parth ers hynny, a'i giw wedi mynd.",
            ),
            NOTHING,
            Text(
                "When {agent} has registered again, let it ask the provider for {object}.",
                "Pan fydd {agent} wedi cofrestru eto, gadewch iddo ofyn i'r darparwr am {object}.",
            ),
        ),
        DeliveryState.WAITING: DeliveryReason(
            Text("Waiting", "Yn aros"),
            Text(
                "It was put into the queue of {agent} on {when} and waits there. Messages before it: {ahead}.",
                "Rhoddwyd hi yng nghiw {agent} ar {when} ac mae'n aros yno. Negeseuon o'i blaen: {ahead}.",
            ),
            NOTHING,
            NOTHING,
        ),
        DeliveryState.BLOCKING: DeliveryReason(
            Text("Being worked on", "Wrthi'n cael ei thrin"),
            Text(
                "{agent} was given it and has asked the zone to hold back other events until it is done with this one.",
                "Cafodd {agent} hi, ac mae wedi gofyn i'r parth ddal digwyddiadau eraill yn ôl nes iddo orffen â hon.",
            ),
            NOTHING,
            Text(
                "Wait. If it takes too long, restart the agent: when it registers, the blocking ends.",
                "Arhoswch. Os yw'n cymryd gormod o amser, ailgychwynnwch yr asiant: pan fydd yn cofrestru, daw'r atal i ben.",
            ),
        ),
        DeliveryState.ASIDE: DeliveryReason(
            Text("Dead letter", "Llythyr marw"),
            Text(
                "It was put into the queue of {agent} on {when}, and put aside as a dead letter on {aside}: {fault}",
                "Rhoddwyd hi yng nghiw {agent} ar {when}, a rhoddwyd hi o'r neilltu fel llythyr marw ar {aside}: {fault}",
            ),
            NOTHING,
            Text(
                "Mend what the agent complained of, then put the dead letter into its queue again.",
                "Trwsiwch yr hyn y cwynodd yr asiant amdano, yna rhowch y llythyr marw yn ei giw eto.",
            ),
        ),
        DeliveryState.NOT_MEANT: DeliveryReason(
            Text("Not meant for it", "Nid iddo ef"),
            Text(
                "{agent} did not get it: a request goes to the one agent that answers it, an answer to the one that asked.",
                "Ni chafodd {agent} hi: mae cais yn mynd at yr un asiant sy'n ei ateb, ac ateb at yr un a ofynnodd.",
            ),
            NOTHING,
            NOTHING,
        ),
    }
)

REASONS: Final[Mapping[Reason, DeliveryReason]] = MappingProxyType(
    {
        "recipient": DeliveryReason(
            Text("Gets it", "Yn ei chael"),
            NOTHING,
            Text(
                "As things are today, {agent} would get such an event.",
                "Fel y mae heddiw, byddai {agent} yn cael digwyddiad o'r fath.",
            ),
            NOTHING,
        ),
        "own": DeliveryReason(
            Text("Its own event", "Ei ddigwyddiad ei hun"),
            Text(
                "{agent} did not get it: it published this event itself.",
                "Ni chafodd {agent} hi: ef ei hun a gyhoeddodd y digwyddiad hwn.",
            ),
            Text(
                "As things are today, {agent} would not get it: it would be its own.",
                "Fel y mae heddiw, ni fyddai {agent} yn ei chael: ei un ef ei hun fyddai.",
            ),
            Text(
                "If it is to get its own events back, change the rule “echo” of the zone.",
                "Os yw i gael ei ddigwyddiadau ei hun yn ôl, newidiwch y rheol “echo” yn y parth.",
            ),
        ),
        "not subscribed": DeliveryReason(
            Text("Not subscribed", "Heb danysgrifio"),
            Text(
                "{agent} did not get it: it had not subscribed to {object} in {contexts}.",
                "Ni chafodd {agent} hi: nid oedd wedi tanysgrifio i {object} (cyd-destun: {contexts}).",
            ),
            Text(
                "As things are today, {agent} would not get it: it has not subscribed to {object} in {contexts}.",
                "Fel y mae heddiw, ni fyddai {agent} yn ei chael: nid yw wedi tanysgrifio i {object} (cyd-destun: "
                "{contexts}).",
            ),
            Text(
                "It has the right to subscribe. Switch {object} on in the agent's own settings and restart it.",
                "Mae ganddo'r hawl i danysgrifio. Trowch {object} ymlaen yng ngosodiadau'r asiant ei hun a'i ailgychwyn.",
            ),
        ),
        "not addressed": DeliveryReason(
            Text("Addressed to another", "Wedi'i chyfeirio at un arall"),
            Text(
                "{agent} did not get it: its sender addressed it to {destination} alone.",
                "Ni chafodd {agent} hi: at {destination} yn unig y cyfeiriodd ei hanfonwr hi.",
            ),
            Text(
                "As things are today, {agent} would not get it: it is addressed to {destination} alone.",
                "Fel y mae heddiw, ni fyddai {agent} yn ei chael: at {destination} yn unig y mae wedi'i chyfeirio.",
            ),
            Text(
                "If {source} should tell everybody, look in its settings for a destination.",
                "Os dylai {source} ddweud wrth bawb, chwiliwch yn ei osodiadau am dderbynnydd.",
            ),
        ),
        "too large": DeliveryReason(
            Text("Too large for it", "Rhy fawr iddo"),
            Text(
                "{agent} did not get it: the message has {size:byte}, more than the agent takes.",
                "Ni chafodd {agent} hi: mae gan y neges {size:byte}, mwy nag y mae'r asiant yn ei dderbyn.",
            ),
            Text(
                "As things are today, {agent} would not get it: it takes {buffer:byte}, and the message has {size}.",
                "Fel y mae heddiw, ni fyddai {agent} yn ei chael: mae'n derbyn {buffer:byte}, ac mae gan y neges {size}.",
            ),
            Text(
                "Raise the SIF_MaxBufferSize in the agent's own settings and restart it.",
                "Codwch y SIF_MaxBufferSize yng ngosodiadau'r asiant ei hun a'i ailgychwyn.",
            ),
        ),
        "version": DeliveryReason(
            Text("Version it does not have", "Fersiwn nad yw ganddo"),
            Text(
                "{agent} did not get it: the message is of version {version}, which the agent had not registered.",
                "Ni chafodd {agent} hi: fersiwn {version} yw'r neges, ac nid oedd yr asiant wedi'i chofrestru.",
            ),
            Text(
                "As things are today, {agent} would not get it: it has not registered version {version}.",
                "Fel y mae heddiw, ni fyddai {agent} yn ei chael: nid yw wedi cofrestru fersiwn {version}.",
            ),
            Text(
                "Let the agent register version {version} too, or {source} send in a version that both have.",
                "Gadewch i'r asiant gofrestru fersiwn {version} hefyd, neu i {source} anfon mewn fersiwn sydd gan y ddau.",
            ),
        ),
        "security": DeliveryReason(
            Text("Channel not secure enough", "Sianel ddim yn ddigon diogel"),
            Text(
                "{agent} did not get it: its sender demands a more secure channel than the agent had.",
                "Ni chafodd {agent} hi: mae ei hanfonwr yn mynnu sianel fwy diogel nag oedd gan yr asiant.",
            ),
            Text(
                "As things are today, {agent} would not get it: its channel is not secure enough.",
                "Fel y mae heddiw, ni fyddai {agent} yn ei chael: nid yw ei sianel yn ddigon diogel.",
            ),
            Text(
                "Let the agent use HTTPS, and set the certificate that it must show.",
                "Gadewch i'r asiant ddefnyddio HTTPS, a gosodwch y dystysgrif y mae'n rhaid iddo ei dangos.",
            ),
        ),
        "gone": DeliveryReason(
            Text("Not registered", "Heb gofrestru"),
            Text(
                "{agent} did not get it: it was not registered.",
                "Ni chafodd {agent} hi: nid oedd wedi cofrestru.",
            ),
            Text(
                "As things are today, {agent} would not get it: it is not registered.",
                "Fel y mae heddiw, ni fyddai {agent} yn ei chael: nid yw wedi cofrestru.",
            ),
            Text(
                "Start the agent, and see whether it registers.",
                "Cychwynnwch yr asiant, a gweld a yw'n cofrestru.",
            ),
        ),
    }
)

MENDED: Final = Text(
    "What stood in the way is gone. Let {agent} ask the provider for {object}, so that it has what it missed.",
    "Mae'r hyn a oedd yn y ffordd wedi mynd. Gadewch i {agent} ofyn i'r darparwr am {object}, iddo gael yr hyn a "
    "gollodd.",
)
"""What to do for an agent that did not get an event and would get it today."""

NO_RIGHT: Final = Text(
    "It has no right to subscribe to {object}. Give it the right, then restart the agent, so that it subscribes.",
    "Nid oes ganddo hawl i danysgrifio i {object}. Rhowch yr hawl iddo, yna ailgychwynnwch yr asiant iddo danysgrifio.",
)
"""What to do for an agent that does not subscribe because it may not."""

STILL: Final = Text(
    "Such an event would not reach it today either.", "Ni fyddai digwyddiad o'r fath yn ei gyrraedd heddiw chwaith."
)
"""What would happen today, where that is the same as then."""

SHUT_OUT: Final = Text(
    "The zone is closed to {agent}. Let it in again on its page, then start it.",
    "Mae'r parth ar gau i {agent}. Gadewch ef i mewn eto ar ei dudalen, yna cychwynnwch ef.",
)
"""What to do for an agent that is not registered because it may not."""

HELD_UP: Final[Mapping[AgentState, tuple[Text, Text]]] = MappingProxyType(
    {
        AgentState.AWAKE: (
            Text(
                "The agent is awake and takes its messages in turn.",
                "Mae'r asiant yn effro ac yn cymryd ei negeseuon yn eu tro.",
            ),
            NOTHING,
        ),
        AgentState.ASLEEP: (
            Text(
                "The agent is asleep. It gets its messages when it wakes up.",
                "Mae'r asiant yn cysgu. Caiff ei negeseuon pan fydd yn deffro.",
            ),
            NOTHING,
        ),
        AgentState.UNREACHABLE: (
            Text("The agent could not be reached. {fault}", "Nid oedd modd cyrraedd yr asiant. {fault}"),
            Text(
                "See that it runs and that its address is right, then try again from its page.",
                "Gwnewch yn siŵr ei fod yn rhedeg a bod ei gyfeiriad yn gywir, yna rhowch gynnig arall arni o'i dudalen.",
            ),
        ),
        AgentState.REFUSING: (
            Text(
                "The agent was reached with the first message of its queue and did not take it. {fault}",
                "Cafodd yr asiant gynnig neges gyntaf ei giw ac ni chymerodd hi. {fault}",
            ),
            Text(
                "Look in the agent's own log. If it cannot take that message, put it aside on the agent's page: the others "
                "come then.",
                "Edrychwch yng nghofnod yr asiant ei hun. Os na all gymryd y neges honno, rhowch hi o'r neilltu ar dudalen yr "
                "asiant: daw'r lleill wedyn.",
            ),
        ),
        AgentState.BLOCKED: (
            Text(
                "The agent is busy with another event and lets the others wait until it is done.",
                "Mae'r asiant yn brysur â digwyddiad arall ac yn gadael i'r lleill aros nes iddo orffen.",
            ),
            Text(
                "If that takes too long, offer the event to it again from its page; or restart it: when it registers, the "
                "blocking ends.",
                "Os yw hynny'n cymryd gormod o amser, cynigiwch y digwyddiad iddo eto o'i dudalen; neu ailgychwynnwch ef: pan "
                "fydd yn cofrestru, daw'r atal i ben.",
            ),
        ),
        AgentState.NOT_REGISTERED: (
            Text("The agent is not registered.", "Nid yw'r asiant wedi cofrestru."),
            Text("Start the agent, and see whether it registers.", "Cychwynnwch yr asiant, a gweld a yw'n cofrestru."),
        ),
        AgentState.CLOSED: (Text("The zone is closed to this agent.", "Mae'r parth ar gau i'r asiant hwn."), SHUT_OUT),
    }
)
"""What a message waits for, by how its agent is, and what to do about it."""

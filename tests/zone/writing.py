"""Messages as agents built on OpenADK write them (sections 16.1, 16.2): two blanks, ragged lines, their order of the header."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import md5
from itertools import count
from xml.sax.saxutils import escape

from handover.sif.specification import UK_NAMESPACE
from handover.sif.writer import write_object
from tests.sif.cases import one

XSI = "http://www.w3.org/2001/XMLSchema-instance"
OWN_VERSIONS = ("2.6", "1.1", "1.5r1", "2.0", "2.0r1", "2.1", "2.2", "2.3", "2.4", "2.5")
BUFFER = 393_216
CODINGS = "gzip;q=1.0, deflate;q=0.7, compress;q=0.6, identity;q=0.5, *;q=0"
LISTS = ("Provide", "Subscribe", "PublishAdd", "PublishChange", "PublishDelete", "Request", "Respond")

_numbers = count(1)


def fresh_id() -> str:
    """An id that no other message of this run has."""
    return md5(str(next(_numbers)).encode()).hexdigest().upper()


def ragged(text: str) -> str:
    """The same message in lines, indented as if nobody had looked."""
    steps = iter("\n" + "\t" * (n % 3) + "  " * (n * 7 % 5) for n in count())
    return re.sub(r"(?<=>)(?=<)", lambda _: next(steps), text)


def message(payload: str, version: str = "2.6") -> str:
    return f'<SIF_Message  xmlns="{UK_NAMESPACE}" xmlns:xsi="{XSI}" Version="{version}">{payload}</SIF_Message>'


def header(
    source: str,
    msg_id: str,
    *,
    destination: str = "",
    contexts: Sequence[str] = (),
    security: tuple[int, int] | None = (0, 0),
    time: str = "2026-09-03T09:30:00Z",
) -> str:
    levels = ""
    if security is not None:
        levels = (
            f"<SIF_Security><SIF_SecureChannel><SIF_AuthenticationLevel>{security[0]}</SIF_AuthenticationLevel>"
            f"<SIF_EncryptionLevel>{security[1]}</SIF_EncryptionLevel></SIF_SecureChannel></SIF_Security>"
        )
    whither = f"<SIF_DestinationId>{destination}</SIF_DestinationId>" if destination else ""
    return (
        f"<SIF_Header><SIF_MsgId>{msg_id}</SIF_MsgId><SIF_Timestamp>{time}</SIF_Timestamp>{levels}"
        f"<SIF_SourceId>{source}</SIF_SourceId>{whither}{within(contexts)}</SIF_Header>"
    )


def within(contexts: Iterable[str]) -> str:
    named = "".join(f"<SIF_Context>{each}</SIF_Context>" for each in contexts)
    return f"<SIF_Contexts>{named}</SIF_Contexts>" if named else ""


def registration(
    name: str,
    *,
    mode: str = "Pull",
    url: str = "",
    kind: str = "HTTP",
    versions: Sequence[str] = OWN_VERSIONS,
    buffer: int | str = BUFFER,
    codings: str = CODINGS,
) -> str:
    secure = "Yes" if kind == "HTTPS" else "No"
    coded = f"<SIF_Property><SIF_Name>Accept-Encoding</SIF_Name><SIF_Value>{codings}</SIF_Value></SIF_Property>"
    where = f"<SIF_URL>{url}</SIF_URL>" if url else ""
    protocol = f'<SIF_Protocol Type="{kind}" Secure="{secure}">{where}{coded if codings else ""}</SIF_Protocol>'
    listed = "".join(f"<SIF_Version>{each}</SIF_Version>" for each in versions)
    return (
        f"<SIF_Name>{name}</SIF_Name>{listed}<SIF_MaxBufferSize>{buffer}</SIF_MaxBufferSize>"
        f"<SIF_Mode>{mode}</SIF_Mode>{protocol if url or kind != 'HTTP' or mode == 'Push' else ''}"
    )


def objects(names: Iterable[str], contexts: Iterable[str] = (), extended: bool | None = None) -> str:
    support = (
        "" if extended is None else f"<SIF_ExtendedQuerySupport>{str(extended).lower()}</SIF_ExtendedQuerySupport>"
    )
    inside = support + within(contexts)
    return "".join(
        f'<SIF_Object ObjectName="{name}">{inside}</SIF_Object>' if inside else f'<SIF_Object ObjectName="{name}"/>'
        for name in names
    )


def provision(contexts: Iterable[str] = ("SIF_Default",), *, extended: bool = False, **lists: Iterable[str]) -> str:
    """All seven lists, the empty ones too. `lists` are named as in `provide=["LearnerPersonal"]`."""
    parts = []
    for name in LISTS:
        words = re.sub(r"(?<=.)(?=[A-Z])", "_", name).lower()
        tells = extended if name in ("Provide", "Request", "Respond") else None
        inside = objects(lists.pop(words, ()), contexts, tells)
        parts.append(f"<SIF_{name}Objects>{inside}</SIF_{name}Objects>" if inside else f"<SIF_{name}Objects/>")
    assert not lists, f"no such list: {lists}"
    return "".join(parts)


def event(thing: str | None = None, *, name: str = "LearnerPersonal", action: str = "Add") -> str:
    inside = an_object(name) if thing is None else thing
    return (
        f'<SIF_ObjectData><SIF_EventObject ObjectName="{name}" Action="{action}">{inside}</SIF_EventObject>'
        "</SIF_ObjectData>"
    )


def request(
    name: str = "LearnerPersonal", *, versions: Sequence[str] = ("2.*",), buffer: int = BUFFER, query: str = ""
) -> str:
    condition = (
        '<SIF_ConditionGroup Type="None"><SIF_Conditions Type="None"><SIF_Condition><SIF_Element>@RefId</SIF_Element>'
        f"<SIF_Operator>EQ</SIF_Operator><SIF_Value>{'0' * 32}</SIF_Value></SIF_Condition></SIF_Conditions>"
        "</SIF_ConditionGroup>"
    )
    asked = query or f'<SIF_Query><SIF_QueryObject ObjectName="{name}"/>{condition}</SIF_Query>'
    listed = "".join(f"<SIF_Version>{each}</SIF_Version>" for each in versions)
    return f"{listed}<SIF_MaxBufferSize>{buffer}</SIF_MaxBufferSize>{asked}"


def extended_query(name: str = "LearnerPersonal", destination: str = "") -> str:
    provider = f"<SIF_DestinationProvider>{destination}</SIF_DestinationProvider>" if destination else ""
    return (
        f'<SIF_ExtendedQuery>{provider}<SIF_Select Distinct="false" RowCount="All"><SIF_Element ObjectName="{name}">@RefId'
        f'</SIF_Element></SIF_Select><SIF_From ObjectName="{name}"/></SIF_ExtendedQuery>'
    )


def response(request_id: str, packet: int = 1, *, more: bool = False, inside: str | None = None) -> str:
    held = f"<SIF_ObjectData>{an_object()}</SIF_ObjectData>" if inside is None else inside
    return (
        f"<SIF_RequestMsgId>{request_id}</SIF_RequestMsgId><SIF_PacketNumber>{packet}</SIF_PacketNumber>"
        f"<SIF_MorePackets>{'Yes' if more else 'No'}</SIF_MorePackets>{held}"
    )


def error(said: str, words: str = "The agent says no.") -> str:
    category, code = said.split("/")
    return (
        f"<SIF_Error><SIF_Category>{category}</SIF_Category><SIF_Code>{code}</SIF_Code><SIF_Desc>{words}</SIF_Desc>"
        "</SIF_Error>"
    )


def acknowledgement(source: str, msg_id: str, said: int | str) -> str:
    """What an agent answers to a message: a status such as 1, or an error such as "9/3"."""
    result = f"<SIF_Status><SIF_Code>{said}</SIF_Code></SIF_Status>" if isinstance(said, int) else error(said)
    named = f"<SIF_OriginalMsgId>{escape(msg_id)}</SIF_OriginalMsgId>"
    return f"<SIF_OriginalSourceId>{escape(source)}</SIF_OriginalSourceId>{named}{result}"


@cache
def an_object(name: str = "LearnerPersonal", size: int = 0) -> str:
    """An invented object; with a `size`, one that is about so many bytes long."""
    thing = one(name)
    if size:
        thing = thing.replace(local_id="9" * size)
    return write_object(thing).decode().replace(f' xmlns="{UK_NAMESPACE}"', "", 1)

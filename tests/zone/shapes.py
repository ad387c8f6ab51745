"""What the messages and documents of a zone must look like: sections 1.1, 2 and 10 as RELAX NG, to check all it says."""

import re
from collections.abc import Iterator
from functools import cache

from lxml import etree

from handover.sif.messages import read_message
from handover.sif.specification import UK_NAMESPACE

UK = f"{{{UK_NAMESPACE}}}"

# A name; ?, * or + as usual; attributes; after a colon the values or the kind of text. What is indented is inside, in this
# order. `&name` is a part of its own.
PARTS = {
    "header": """
SIF_Header
  SIF_MsgId : guid
  SIF_Timestamp : dateTime
  SIF_Security?
    SIF_SecureChannel
      SIF_AuthenticationLevel : 0|1|2|3
      SIF_EncryptionLevel : 0|1|2|3|4
  SIF_SourceId : name
  SIF_DestinationId? : name
  SIF_Contexts?
    SIF_Context+ : name
""",
    "error": """
SIF_Error
  SIF_Category : 0|1|2|3|4|5|6|7|8|9|10|11|12|13|14
  SIF_Code : token
  SIF_Desc : desc
  SIF_ExtendedDesc? : string
""",
    "objects": """
SIF_ObjectList
  SIF_Object+ @ObjectName
    &contexts
""",
    "extended": """
SIF_ObjectList
  SIF_Object+ @ObjectName
    SIF_ExtendedQuerySupport : true|false
    &contexts
""",
    "contexts": """
SIF_Contexts
  SIF_Context+ : name
""",
    "protocol": """
SIF_Protocol @Type @Secure=Yes|No
  SIF_URL? : token
  SIF_Property*
    SIF_Name : name
    SIF_Value : token
""",
    "allowed": """
SIF_Object* @ObjectName
  &contexts
""",
}
DOCUMENTS = {
    "SIF_AgentACL": """
SIF_AgentACL
  SIF_ProvideAccess
    &allowed
  SIF_SubscribeAccess
    &allowed
  SIF_PublishAddAccess
    &allowed
  SIF_PublishChangeAccess
    &allowed
  SIF_PublishDeleteAccess
    &allowed
  SIF_RequestAccess
    &allowed
  SIF_RespondAccess
    &allowed
""",
    "SIF_ZoneStatus": """
SIF_ZoneStatus @ZoneId
  SIF_Name : name
  SIF_Icon? : token
  SIF_Vendor?
    SIF_Name : token
    SIF_Product : token
    SIF_Version : token
  SIF_Providers?
    SIF_Provider+ @SourceId
      &extended
  SIF_Subscribers?
    SIF_Subscriber+ @SourceId
      &objects
  SIF_AddPublishers?
    SIF_Publisher+ @SourceId
      &objects
  SIF_ChangePublishers?
    SIF_Publisher+ @SourceId
      &objects
  SIF_DeletePublishers?
    SIF_Publisher+ @SourceId
      &objects
  SIF_Responders?
    SIF_Responder+ @SourceId
      &extended
  SIF_Requesters?
    SIF_Requester+ @SourceId
      &extended
  SIF_SIFNodes?
    SIF_SIFNode+ @Type=Agent|ZIS
      SIF_Name : name
      SIF_Icon? : token
      SIF_NodeVendor? : token
      SIF_NodeVersion? : token
      SIF_Application?
        SIF_Vendor : string
        SIF_Product : string
        SIF_Version : string
      SIF_SourceId : name
      SIF_Mode : Push|Pull
      &protocol?
      SIF_VersionList
        SIF_Version+ : pattern
      SIF_AuthenticationLevel? : 0|1|2|3
      SIF_EncryptionLevel? : 0|1|2|3|4
      SIF_MaxBufferSize : unsignedInt
      SIF_Sleeping : Yes|No
  SIF_SupportedAuthentication?
    SIF_ProtocolName+ : token
  SIF_SupportedProtocols
    &protocol+
  SIF_SupportedVersions
    SIF_Version+ : version
  SIF_AdministrationURL? : token
  &contexts
""",
    "SIF_LogEntry": """
SIF_LogEntry @Source=Agent|ZIS @LogLevel=Info|Warning|Error
  SIF_LogEntryHeader
    &header
  SIF_OriginalHeader?
    &header
  SIF_Category? : 1|2|3|4
  SIF_Code? : token
  SIF_ApplicationCode? : name
  SIF_Desc : desc
  SIF_ExtendedDesc? : string
""",
}
_TEXT = {
    "guid": '<data type="token"><param name="pattern">[0-9A-F]{32}</param></data>',
    "dateTime": '<data type="dateTime"><param name="pattern">.*(Z|[+\\-][0-9:]{5})</param></data>',
    "name": '<data type="token"><param name="minLength">1</param><param name="maxLength">64</param></data>',
    "desc": '<data type="string"><param name="minLength">1</param><param name="maxLength">1024</param></data>',
    "pattern": '<data type="token"><param name="pattern">[*]|[0-9]+[.]([*]|[0-9]+(r([0-9]+|[*]))?)</param></data>',
    "version": '<data type="token"><param name="pattern">[0-9]+[.][0-9]+(r[0-9]+)?</param></data>',
}
_LINE = re.compile(r"( *)(&?\w+)([?*+]?)((?: @[\w=|]+)*)(?: : (\S+))?")
_CARDINALITY = {"": "{}", "?": "<optional>{}</optional>", "*": "<zeroOrMore>{}</zeroOrMore>"}
_CARDINALITY["+"] = "<oneOrMore>{}</oneOrMore>"
_LAX = {"": "?", "?": "?", "*": "*", "+": "*"}
_GUID = re.compile(r"[0-9A-F]{32}")


@cache
def shape(name: str, *, lax: bool = False) -> etree.RelaxNG:
    """The shape of a document: strict in a SIF_Ack; lax, with everything optional, in events and responses."""
    written = {each: "".join(_items(iter(_lines(text)), 0, lax)) for each, text in (PARTS | DOCUMENTS).items()}
    defined = "".join(f'<define name="{each}">{text}</define>' for each, text in written.items())
    head = 'xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
    text = f'<grammar {head} ns="{UK_NAMESPACE}"><start><ref name="{name}"/></start>{defined}</grammar>'
    return etree.RelaxNG(etree.fromstring(text))


def _lines(text: str) -> list[re.Match[str]]:
    found = [_LINE.fullmatch(line) for line in text.strip().splitlines()]
    assert all(found), text
    return [each for each in found if each]


def _items(lines: Iterator[re.Match[str]], depth: int, lax: bool) -> list[str]:
    """The items at this depth; the lines below each are read with it."""
    rest, found = list(lines), []
    while rest:
        line = rest.pop(0)
        below = []
        while rest and len(rest[0][1]) > depth:
            below.append(rest.pop(0))
        found.append(_item(line, _items(iter(below), depth + 2, lax), lax and depth > 0))
    return found


def _item(line: re.Match[str], inside: list[str], lax: bool) -> str:
    _, name, card, attributes, values = line.groups()
    wrap = _CARDINALITY[_LAX[card] if lax else card]
    if name.startswith("&"):
        return wrap.format(f'<ref name="{name[1:]}"/>')
    held = [_attribute(each, lax) for each in attributes.split()]
    held += inside or [_values(values or "string")]
    return wrap.format(f'<element name="{name}">{"".join(held)}</element>')


def _attribute(text: str, lax: bool) -> str:
    name, _, values = text[1:].partition("=")
    made = f'<attribute name="{name}" ns="">{_values(values or "token")}</attribute>'
    return f"<optional>{made}</optional>" if lax else made


def _values(words: str) -> str:
    if words in _TEXT:
        return _TEXT[words]
    if words in ("token", "string", "unsignedInt"):
        return f'<data type="{words}"/>'
    choices = "".join(f"<value>{each}</value>" for each in words.split("|"))
    return f"<choice>{choices}</choice>"


def assert_good(body: bytes) -> None:
    """Check what a zone wrote: the pitfalls of section 14.1, the shape of section 2, and the documents it carries."""
    text = body.decode()
    start = text[: text.index(">") + 1]
    assert re.fullmatch(rf'<SIF_Message xmlns="{UK_NAMESPACE}"( xmlns:xsi="[^"]+")? Version="[0-9.r]+">', start), start
    root = etree.fromstring(body)
    assert not root.xpath("//comment()|//processing-instruction()"), text
    assert len(root) == 1, text
    assert read_message(body).header.sif_source_id, text
    _shaped(root[0][0], "header")
    carried = root.find(f"{UK}SIF_Ack/{UK}SIF_Status/{UK}SIF_Data")
    if root[0].tag == f"{UK}SIF_Ack":
        _acknowledges(root[0])
    if carried is not None and carried[0].tag == f"{UK}SIF_Message":
        if carried[0].findtext(f"*/{UK}SIF_Header/{UK}SIF_SourceId") == root[0].findtext(
            f"{UK}SIF_Header/{UK}SIF_SourceId"
        ):
            assert_good(body[body.index(b"<SIF_Data>") + 10 : body.rindex(b"</SIF_Data>")])
        return
    # Agents put a full stop between a description and what follows it.
    assert not any((each.text or "").endswith(".") for each in root.iter(f"{UK}SIF_Desc")), text
    for name in DOCUMENTS:
        for document in root.iter(f"{UK}{name}"):
            _shaped(document, name)
            _shaped(document, name, lax=True)


def _acknowledges(ack: etree._Element) -> None:
    names = [etree.QName(each).localname for each in ack]
    assert names[:3] == ["SIF_Header", "SIF_OriginalSourceId", "SIF_OriginalMsgId"], names
    assert names[3:] in (["SIF_Status"], ["SIF_Error"]), names
    msg_id, nil = ack[2].text or "", ack[2].get("{http://www.w3.org/2001/XMLSchema-instance}nil")
    assert len(ack[1].text or "") <= 64
    assert not msg_id or _GUID.fullmatch(msg_id), msg_id
    assert bool(msg_id) is (nil is None)
    if names[3] == "SIF_Error":
        _shaped(ack[3], "error")
        return
    inside = [(etree.QName(each).localname, each) for each in ack[3]]
    assert [name for name, _ in inside] in (["SIF_Code"], ["SIF_Code", "SIF_Desc"], ["SIF_Code", "SIF_Data"])
    assert inside[0][1].text in ("0", "1", "7", "8", "9")
    if inside[-1][0] == "SIF_Data":
        [held] = inside[-1][1]
        assert etree.QName(held).localname in ("SIF_Message", "SIF_AgentACL", "SIF_ZoneStatus")


def _shaped(element: etree._Element, name: str, *, lax: bool = False) -> None:
    alone = etree.fromstring(etree.tostring(element, with_tail=False))
    found = shape(name, lax=lax)
    assert found.validate(alone), f"{found.error_log}\n{etree.tostring(alone, pretty_print=True).decode()}"

"""What comes back: a zone's answer, and a message that reached an agent."""

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tests.zone.shapes import UK


def _text(element: etree._Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


@dataclass(frozen=True)
class Received:
    """A message that an agent got, by fetching it or by having it pushed."""

    body: bytes

    @cached_property
    def root(self) -> etree._Element:
        return etree.fromstring(self.body)

    @property
    def kind(self) -> str:
        return etree.QName(self.root[0]).localname

    @property
    def version(self) -> str:
        return self.root.get("Version", "")

    def text(self, *path: str) -> str:
        return _text(self.root[0].find("/".join(UK + name for name in path)))

    @property
    def msg_id(self) -> str:
        return self.text("SIF_Header", "SIF_MsgId")

    @property
    def source(self) -> str:
        return self.text("SIF_Header", "SIF_SourceId")

    @property
    def destination(self) -> str:
        return self.text("SIF_Header", "SIF_DestinationId")

    @property
    def packet(self) -> int:
        return int(self.text("SIF_PacketNumber"))

    @property
    def last(self) -> bool:
        return self.text("SIF_MorePackets") == "No"

    @property
    def request_id(self) -> str:
        return self.text("SIF_RequestMsgId")

    @property
    def error(self) -> str:
        return _error(self.root[0].find(f"{UK}SIF_Error"))

    def find(self, name: str) -> etree._Element | None:
        return next(self.root.iter(UK + name), None)

    def words(self, name: str) -> str:
        return _text(self.find(name))


@dataclass(frozen=True)
class Ack(Received):
    """A SIF_Ack: a status such as 0, or an error such as "4/9"; `said` is either, as text."""

    @property
    def status(self) -> int | None:
        code = self.text("SIF_Status", "SIF_Code")
        return int(code) if code else None

    @property
    def said(self) -> str:
        return self.error or str(self.status)

    @property
    def more(self) -> str:
        """What the zone adds to the error's own words."""
        return self.text("SIF_Error", "SIF_ExtendedDesc")

    @property
    def original(self) -> tuple[str, str]:
        return self.text("SIF_OriginalSourceId"), self.text("SIF_OriginalMsgId")

    @property
    def message(self) -> Received | None:
        """The message that it carries, byte for byte."""
        if self.root.find(f"{UK}SIF_Ack/{UK}SIF_Status/{UK}SIF_Data/{UK}SIF_Message") is None:
            return None
        start = self.body.index(b"<SIF_Data>") + len(b"<SIF_Data>")
        return Received(self.body[start : self.body.rindex(b"</SIF_Data>")])

    @property
    def carries(self) -> str:
        """The name of the document that it carries."""
        data = self.root.find(f"{UK}SIF_Ack/{UK}SIF_Status/{UK}SIF_Data")
        return "" if data is None else etree.QName(data[0]).localname


def _error(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return f"{_text(element.find(f'{UK}SIF_Category'))}/{_text(element.find(f'{UK}SIF_Code'))}"

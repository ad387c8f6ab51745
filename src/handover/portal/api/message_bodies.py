"""The bodies of secure messages."""

from datetime import date, datetime
from uuid import UUID

from pydantic import Field

from handover.portal.api.bodies import NUMBER, Reference, RequestBody, ResponseBody, Words


class BoxBody(RequestBody):
    """A box of secure messages: one kind of user at one school or authority."""

    number: str = Field(pattern=NUMBER, description="Number of the school, or of the authority (681LLLL).")
    role: str = Field("school", max_length=30, description="A role of the table of roles; `school` for a school.")


class NamedBoxBody(ResponseBody):
    """A box with its name."""

    number: str
    role: str
    name: str


class MessageBody(ResponseBody):
    """A message that came."""

    reference: UUID
    source: NamedBoxBody = Field(description="The box that it came from.")
    description: str = Field(description="What it is about.")
    text: str | None = Field(None, description="What it says; only where one message is asked for.")
    sent_at: datetime
    read_at: datetime | None = Field(description="When somebody of the box first read it.")
    answered_at: datetime | None
    kept_until: date


class MessageListBody(ResponseBody):
    """A part of the messages that came."""

    items: list[MessageBody]
    next: str | None


class RecipientBody(NamedBoxBody):
    """Somebody to whom a message was sent."""

    read_at: datetime | None
    gone: bool = Field(description="Whether the copy was deleted, or its time was over.")


class SentMessageBody(ResponseBody):
    """A message that was sent from the key's box."""

    reference: UUID
    author: str = Field(description="The person who sent it, or the software.")
    description: str = Field(description="What it is about; empty once nobody has a copy any more.")
    sent_at: datetime
    recipients: list[RecipientBody]


class SentMessageListBody(ResponseBody):
    """A part of the messages that were sent."""

    items: list[SentMessageBody]
    next: str | None


class NewMessageBody(RequestBody):
    """A message to be sent. It may name a child: both columns are sealed, and no e-mail says them."""

    recipients: list[BoxBody] = Field(max_length=50)
    description: Words = Field(max_length=500)
    text: Words = Field(max_length=50_000)
    answers: Reference | None = Field(None, description="The message that this one answers.")

"""The operations of secure messages: the box of the key's role, as a person of that role has it."""

from collections.abc import Sequence
from urllib.parse import quote

from handover.client.answers import AnsweredPage, Raw
from handover.client.conversation import ClientRequest, Conversation
from handover.client.office_answers import MessageBox, MessageCopy, ReceivedMessage, SentMessage
from handover.client.operations import list_items, post_json, write_query_number
from handover.client.reading import read_api_moment, read_day, read_good
from handover.client.retrying import Asking


def list_own_messages(
    asking: Asking, cursor: str | None, *, unread: bool = False, limit: int | None = None
) -> Conversation[AnsweredPage[ReceivedMessage]]:
    """List messages that came; with `unread`, those that nobody has read. What they say comes with `message`."""
    filters = {"unread": "true" if unread else None, "limit": write_query_number(limit)}
    return (yield from list_items(asking, "/messages", cursor, read_received, **filters))


def get_own_message(asking: Asking, reference: str) -> Conversation[ReceivedMessage]:
    """Fetch a message. For the people of the box it stays unread."""
    return read_good((yield from asking.ask(ClientRequest("GET", message_path(reference)))), read_received)


def confirm_reading(asking: Asking, reference: str) -> Conversation[ReceivedMessage]:
    """Say that the office has read a message: its sender sees it, and it is kept for the time of read messages."""
    return read_good((yield from post_json(asking, f"{message_path(reference)}/read", {})), read_received)


def post_message(
    asking: Asking, recipients: Sequence[MessageBox], description: str, text: str, *, answers: str | None = None
) -> Conversation[SentMessage]:
    """Send a message to boxes; `answers` is the reference of the one that it answers."""
    content = {
        "recipients": [{"number": box.number, "role": box.role} for box in recipients],
        "description": description,
        "text": text,
        "answers": answers,
    }
    return read_good((yield from post_json(asking, "/messages", content)), read_sent_message)


def list_own_sent_messages(
    asking: Asking, cursor: str | None, *, limit: int | None = None
) -> Conversation[AnsweredPage[SentMessage]]:
    """List messages that were sent from the box, the latest first."""
    filters = {"limit": write_query_number(limit)}
    return (yield from list_items(asking, "/messages/sent", cursor, read_sent_message, **filters))


def track_message(asking: Asking, reference: str) -> Conversation[SentMessage]:
    """Say who has read a message that was sent."""
    path = f"/messages/sent/{quote(reference, safe='')}"
    return read_good((yield from asking.ask(ClientRequest("GET", path))), read_sent_message)


def message_path(reference: str) -> str:
    """Return the path of a message that came."""
    return f"/messages/{quote(reference, safe='')}"


def read_named_box(raw: Raw) -> MessageBox:
    """Read a box with its name."""
    return MessageBox(str(raw["number"]), str(raw["role"]), str(raw.get("name") or ""))


def read_received(raw: Raw) -> ReceivedMessage:
    """Read a message that came."""
    return ReceivedMessage(
        reference=str(raw["reference"]),
        source=read_named_box(raw["source"]),
        description=str(raw["description"]),
        text=raw.get("text"),
        sent_at=read_api_moment(raw.get("sent_at")),
        read_at=read_api_moment(raw.get("read_at")),
        answered_at=read_api_moment(raw.get("answered_at")),
        kept_until=read_day(raw.get("kept_until")),
        raw=raw,
    )


def read_sent_message(raw: Raw) -> SentMessage:
    """Read a message that was sent, with its copies."""
    return SentMessage(
        reference=str(raw["reference"]),
        author=str(raw["author"]),
        description=str(raw["description"]),
        sent_at=read_api_moment(raw.get("sent_at")),
        copies=tuple(
            MessageCopy(read_named_box(each), read_api_moment(each.get("read_at")), bool(each["gone"]))
            for each in raw["recipients"]
        ),
        raw=raw,
    )

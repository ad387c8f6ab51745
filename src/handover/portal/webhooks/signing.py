"""What a webhook says and how it is signed: Standard Webhooks 1, with the library of those who wrote it."""

import json
from base64 import b64encode
from collections.abc import Iterable
from datetime import UTC, datetime
from secrets import token_bytes
from typing import Final
from uuid import UUID

from standardwebhooks.webhooks import Webhook

from handover.portal.webhooks.limits import SECRET_BYTES

SECRET_PREFIX: Final = "whsec_"  # noqa: S105  # the beginning of every secret, not one
ID_PREFIX: Final = "msg_"


def invent_secret() -> str:
    """Return a new secret, as its receiver enters it."""
    return SECRET_PREFIX + b64encode(token_bytes(SECRET_BYTES)).decode()


def write_webhook(event: str, subject: UUID, office: str, raised_at: datetime) -> str:
    """Return the body: the event, when it happened, the reference of what it is about, and whose mailbox has it.

    Nothing else is in it, so that whoever reads it on the way, or in a receiver's log, learns nothing of a child.
    """
    moment = raised_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    said = {"type": event, "timestamp": moment, "data": {"id": str(subject), "office": office}}
    return json.dumps(said, separators=(",", ":"))


def sign_webhook(identity: str, body: str, secrets: Iterable[str], now: datetime) -> dict[str, str]:
    """Return the header fields of a webhook that is sent now, with a signature for each secret."""
    moment = now.astimezone(UTC)
    signatures = [Webhook(secret).sign(msg_id=identity, timestamp=moment, data=body) for secret in secrets]
    return {
        "webhook-id": identity,
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": " ".join(signatures),
    }

"""The events of files, and the one by which somebody tries an endpoint."""

from typing import Final

from handover.common.text import Text
from handover.portal.transfers.flow import StepActor
from handover.portal.transfers.permissions import COLLECTING, SENDING
from handover.portal.webhooks.event import WebhookEvent

TEST_EVENT: Final = "webhook.test"

ROWS = (
    WebhookEvent(
        "transfer.waiting",
        Text("A file waits for you", "Mae ffeil yn aros amdanoch"),
        Text(
            "A file was sent to you and can be collected, or one that was collected was put back.",
            "Anfonwyd ffeil atoch ac mae modd ei chasglu, neu rhoddwyd un a gasglwyd yn ôl.",
        ),
        "list_inbox",
        COLLECTING,
        ("send", "return"),
        StepActor.RECEIVER,
    ),
    WebhookEvent(
        "transfer.moved",
        Text("A file that you sent has moved on", "Mae ffeil a anfonwyd gennych wedi symud ymlaen"),
        Text(
            "Somebody else took a step with a file that you sent: it was collected, confirmed or rejected, say.",
            "Cymerodd rhywun arall gam gyda ffeil a anfonwyd gennych: er enghraifft, ei chasglu, ei chadarnhau neu ei gwrthod.",
        ),
        "show_transfer",
        SENDING,
        (
            "see",
            "collect",
            "confirm",
            "return",
            "reject",
            "take",
            "expire",
            "infect",
            "lapse",
            "clear",
            "forward",
            "fetch",
            "put_back",
            "release",
            "known_again",
            "reopen",
            "find",
            "close",
            "remove",
            "outgrow",
        ),
        StepActor.SENDER,
    ),
    WebhookEvent(
        TEST_EVENT,
        Text("A test", "Prawf"),
        Text(
            "Somebody at your office pressed “Send a test”. The reference is that of the webhook itself.",
            "Pwysodd rhywun yn eich swyddfa “Anfon prawf”. Cyfeirnod y bachyn gwe ei hun yw'r cyfeirnod.",
        ),
        "show_me",
        (),
        chosen=False,
    ),
)

"""What an event of a webhook is: a row of the table that each feature's `webhook_events.py` adds to."""

from dataclasses import dataclass

from handover.common.text import Text
from handover.portal.transfers.flow import StepActor
from handover.portal.web.access import Permission


@dataclass(frozen=True, slots=True)
class WebhookEvent:
    """One event: its key, its words, what is asked next, and who hears it.

    `about` says in a line when it happens. `ask` is the operation of the API that says what it is about. An endpoint hears
    it if its role has one of the permissions `needs`. `steps` are those of a transfer's life that raise it, `side` whose
    software is then told; what raises an event without steps, the feature of its row does itself. One that cannot be
    `chosen` goes to every endpoint.
    """

    key: str
    name: Text
    about: Text
    ask: str
    needs: tuple[Permission, ...]
    steps: tuple[str, ...] = ()
    side: StepActor | None = None
    chosen: bool = True

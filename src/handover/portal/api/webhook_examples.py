"""Examples of the operations for webhooks; the program is one of Nant y Wennol Primary School (6812990)."""

from typing import Any, Final

from handover.portal.api.operation import ApiExample

HOOK: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0021"
DELIVERED: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0022"
"""The references in the examples: a webhook, and one that was sent to it and given up."""

MOMENT: Final = "2026-09-01T09:00:00+01:00"
_ADDRESS: Final = "https://mis.example/handover"
_KEPT: Final[dict[str, Any]] = {
    "reference": HOOK,
    "name": "SIMS",
    "address": _ADDRESS,
    "events": ["transfer.waiting", "transfer.moved"],
    "state": "on",
    "state_words": "On",
    "made_at": MOMENT,
    "failing_since": None,
    "failed": 1,
    "last_taken_at": None,
}
_DELIVERY: Final[dict[str, Any]] = {
    "reference": DELIVERED,
    "id": "msg_5f0c2f1e6f1b4d0a9c530d0f6a1b0022",
    "event": "transfer.waiting",
    "subject": "7f1c0c64-9d3b-4b5e-9d5a-5f8f5b8f0c11",
    "raised_at": MOMENT,
    "state": "given_up",
    "state_words": "Given up",
    "attempts": 10,
    "tried_at": MOMENT,
    "status": 500,
    "milliseconds": 41,
    "problem": "The receiver did not take it. Ask whoever runs the receiver to see to it. Until then it is tried again by "
    "itself.",
    "next_try_at": None,
}
_SECRET: Final = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"  # noqa: S105  # the example of Standard Webhooks

WEBHOOK_EXAMPLES: Final[dict[str, ApiExample]] = {
    "list_webhooks": ApiExample(200, answer={"items": [_KEPT]}),
    "make_webhook": ApiExample(
        201,
        body={"name": "SIMS", "address": _ADDRESS, "events": ["transfer.waiting"]},
        answer={
            **_KEPT,
            "events": ["transfer.waiting"],
            "failed": 0,
            "secret": _SECRET,
            "former_secret_until": None,
        },
    ),
    "show_webhook": ApiExample(200, values={"reference": HOOK}, answer=_KEPT),
    "change_webhook": ApiExample(
        200,
        values={"reference": HOOK},
        body={"events": ["transfer.moved"], "paused": True},
        answer={**_KEPT, "events": ["transfer.moved"], "state": "paused", "state_words": "Paused"},
    ),
    "delete_webhook": ApiExample(204, values={"reference": HOOK}),
    "replace_webhook_secret": ApiExample(
        200,
        values={"reference": HOOK},
        body={"overlap_days": 7},
        answer={**_KEPT, "secret": _SECRET, "former_secret_until": MOMENT},
    ),
    "test_webhook": ApiExample(
        202,
        values={"reference": HOOK},
        answer={
            **_DELIVERY,
            "event": "webhook.test",
            "subject": HOOK,
            "state": "waiting",
            "state_words": "Waiting",
            "attempts": 0,
            "tried_at": None,
            "status": None,
            "milliseconds": None,
            "problem": None,
            "next_try_at": MOMENT,
        },
    ),
    "list_webhook_deliveries": ApiExample(
        200, values={"reference": HOOK}, query={"state": "failed"}, answer={"items": [_DELIVERY], "next": None}
    ),
    "send_webhook_again": ApiExample(
        202,
        values={"reference": HOOK, "delivery": DELIVERED},
        answer={
            **_DELIVERY,
            "state": "tried_again",
            "state_words": "Tried again",
            "attempts": 0,
            "next_try_at": MOMENT,
        },
    ),
    "send_failed_webhooks_again": ApiExample(202, values={"reference": HOOK}, answer={"count": 1}),
}
"""The examples, by the key of the operation."""

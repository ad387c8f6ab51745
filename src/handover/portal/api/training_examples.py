"""Examples of the operations of a training county; the office that asks is Training Primary School (6812990) in each."""

from typing import Final

from handover.portal.api.operation import ApiExample

MOMENT: Final = "2026-10-02T09:00:00Z"

TRAINING_EXAMPLES: Final[dict[str, ApiExample]] = {
    "show_training": ApiExample(200),
    "move_clock": ApiExample(
        200,
        body={"days": 31},
        answer={
            "now": MOMENT,
            "ahead_days": 31,
            "jobs": {
                "retention": 0,
                "api-requests": 0,
                "end-searches": 0,
                "weekly-reminders": 0,
                "tell-same-pupils": 0,
                "tell-of-ending-keys": 0,
            },
        },
    ),
    "provoke_situation": ApiExample(
        200,
        body={"situation": "busy", "times": 2},
        answer={
            "situation": "busy",
            "when": "next request",
            "office": {"number": "6812990", "name": "Training Primary School"},
            "transfer": None,
        },
    ),
    "list_training_emails": ApiExample(200),
    "reset_training": ApiExample(204),
}
"""The examples, by the key of the operation."""

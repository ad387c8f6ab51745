"""An example of each operation, as the description shows it. A test carries out every one on a site of invented schools.

The office that asks is Nant y Wennol Primary School (6812990) in each. Where an answer tells of moments or of references
that are new each time, the example tells of others.
"""

from typing import Any, Final

from handover.portal.api.operation import ApiExample

SENT: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0001"
ARRIVED: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0002"
ASKED: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0003"
BEGUN: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0004"
WHOLE: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0005"
TOLD: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0006"
REJECTED: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0007"
"""The references in the examples: files and uploads in the states that their names say."""

NANT: Final = {"number": "6812990", "name": "Nant y Wennol Primary School"}
GLAN: Final = {"number": "6814990", "name": "Glan Wennol High School"}
MOMENT: Final = "2026-09-01T09:00:00+01:00"


def _transfer(reference: str, state: str, words: str, **other: Any) -> dict[str, Any]:
    return {
        "reference": reference,
        "kind": "ctf",
        "file_name": "6812990_CTF_6814990_001.xml",
        "source": NANT,
        "destination": GLAN,
        "state": state,
        "state_words": words,
        "size": 765,
        "digest": "5f1d70a0a1b5b2d7e3ed1b8ba4b0d9a40f6d2ba2b0c9bb0a3bb0d8f6a7b7c001",
        "pupils": 1,
        "sent_at": MOMENT,
        "moved_at": MOMENT,
        "fetched_at": None,
        "sender_reference": None,
        "questions": [],
        "reason": "",
        "parent": None,
        **other,
    }


_TO_NANT: Final = {"file_name": "6814990_CTF_6812990_001.xml", "source": GLAN, "destination": NANT}
_NAME: Final = "6812990_CTF_6814990_002.xml"

EXAMPLES: Final[dict[str, ApiExample]] = {
    "show_me": ApiExample(
        200,
        answer={
            "key": "Autumn import",
            "prefix": "qmrtzabc",
            "establishment": NANT,
            "mailbox": "6812990",
            "role": "school",
            "rights": ["send", "collect"],
            "ends_on": "2026-11-30",
            "vendor": None,
            "limits": {
                "requests_per_minute": 3000,
                "request_bytes": 262144000,
                "file_bytes": {
                    "ctf": 26214400,
                    "generic": 4194304,
                    "census": 26214400,
                    "cfr": 26214400,
                    "exclusion": 26214400,
                    "admissions": 26214400,
                    "cme": 26214400,
                    "xml-transfer": 26214400,
                },
                "piece_bytes": 4194304,
                "upload_hours": 24,
                "list_items": 200,
            },
        },
    ),
    "list_vendor_establishments": ApiExample(
        200,
        query={"limit": "2"},
        answer={
            "items": [
                {
                    "establishment": NANT,
                    "scope": "establishment:6812990",
                    "mailbox": "6812990",
                    "role": "school",
                    "rights": ["send", "collect"],
                    "ends_on": "2026-11-30",
                }
            ],
            "next": None,
        },
    ),
    "show_establishment": ApiExample(
        200,
        values={"number": "6814990"},
        answer={
            **GLAN,
            "open": True,
            "state": "open",
            "opens_on": None,
            "closed_on": None,
            "successor": None,
            "authority": {"number": "681LLLL", "name": "Caerwennol Council"},
            "takes": ["ctf", "generic"],
        },
    ),
    "send_file": ApiExample(
        201,
        query={"name": _NAME},
        headers={"Idempotency-Key": "8e03978e-40d5-43e8-bc93-6894a57f9324", "Sender-Reference": "leaver-17"},
        file=_NAME,
        answer={
            "verdict": "accepted",
            "transfer": _transfer(SENT, "sent", "Sent", file_name=_NAME, sender_reference="leaver-17"),
            "problems": [],
            "pupils": 1,
        },
    ),
    "start_upload": ApiExample(
        201,
        headers={"Idempotency-Key": "d9d6f5a0-6b0e-4f44-9f6c-2f1f0a7e3c11"},
        body={"name": _NAME, "size": 765, "sender_reference": "leaver-18"},
        answer={"id": BEGUN, "size": 765, "offset": 0, "piece_size": 4194304, "expires_at": MOMENT},
    ),
    "put_piece": ApiExample(204, values={"reference": BEGUN}, headers={"Upload-Offset": "0"}, file=_NAME),
    "show_upload": ApiExample(200, values={"reference": BEGUN}),
    "finish_upload": ApiExample(
        201,
        values={"reference": WHOLE},
        answer={
            "verdict": "accepted",
            "transfer": _transfer(SENT, "sent", "Sent", file_name=_NAME),
            "problems": [],
            "pupils": 1,
        },
    ),
    "list_inbox": ApiExample(
        200,
        query={"limit": "50", "kind": "ctf"},
        answer={"items": [_transfer(ARRIVED, "sent", "Sent", **_TO_NANT, fetched_at=MOMENT)], "next": None},
    ),
    "list_outbox": ApiExample(
        200,
        query={"state": "sent"},
        answer={"items": [_transfer(SENT, "sent", "Sent", sender_reference="leaver-16")], "next": None},
    ),
    "show_transfer": ApiExample(
        200,
        values={"reference": SENT},
        answer=_transfer(SENT, "sent", "Sent", sender_reference="leaver-16"),
    ),
    "fetch_content": ApiExample(206, values={"reference": ARRIVED}, headers={"Range": "bytes=0-99"}),
    "acknowledge_transfer": ApiExample(
        200,
        values={"reference": ARRIVED},
        answer=_transfer(ARRIVED, "confirmed", "Confirmed", **_TO_NANT, fetched_at=MOMENT),
    ),
    "reject_transfer": ApiExample(
        200,
        values={"reference": ARRIVED},
        body={"reason": "not_ours", "text": "The family has moved to another county."},
        answer=_transfer(
            ARRIVED,
            "rejected",
            "Rejected",
            **_TO_NANT,
            fetched_at=MOMENT,
            reason="The pupil is not coming to us: The family has moved to another county.",
        ),
    ),
    "recall_transfer": ApiExample(
        200,
        values={"reference": SENT},
        answer=_transfer(SENT, "recalled", "Called back", sender_reference="leaver-16"),
    ),
    "answer_question": ApiExample(
        200,
        values={"reference": ASKED},
        body={"answer": "yes"},
        answer=_transfer(ASKED, "sent", "Sent", file_name="6812990_CTF_6814990_003.xml"),
    ),
    "check_content": ApiExample(
        200,
        query={"name": _NAME},
        file=_NAME,
        answer={
            "file": _NAME,
            "verdict": "accept",
            "name": {"kind": "ctf", "source": "6812990", "destination": "6814990", "canonical": _NAME},
            "pupils": 1,
            "problems": [],
        },
    ),
    "list_notices": ApiExample(
        200,
        answer={
            "items": [
                {
                    "id": TOLD,
                    "event": "reject",
                    "words": "The destination rejected the file; its reason is in the transfer.",
                    "at": MOMENT,
                    "transfer": _transfer(
                        REJECTED,
                        "rejected",
                        "Rejected",
                        file_name="6812990_CTF_6814990_004.xml",
                        reason="Not ours",
                    ),
                }
            ],
            "next": None,
        },
    ),
    "acknowledge_notice": ApiExample(204, values={"reference": TOLD}),
}
"""The examples, by the key of the operation."""

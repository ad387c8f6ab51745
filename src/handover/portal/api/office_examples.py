"""An example of each operation for an office's work, as the description shows it; a test carries out every one.

Schools' examples are of Nant y Wennol Primary School (6812990), authorities' of Caerwennol Council (681LLLL).
"""

from typing import Final

from handover.portal.api.operation import ApiExample

CAME: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0011"
WROTE: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0012"
EXPECTED_PUPIL: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0013"
LOST: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0014"
KEPT: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0015"
RECORD: Final = "5f0c2f1e-6f1b-4d0a-9c53-0d0f6a1b0016"
"""The references in the examples: a message that came, one that was sent, pupils expected and lost, a kept search, a file."""

MOMENT: Final = "2026-09-01T09:00:00+01:00"
_NANT: Final = {"number": "6812990", "name": "Nant y Wennol Primary School"}
_GLAN: Final = {"number": "6814990", "name": "Glan Wennol High School"}
_GRUG: Final = {"number": "6602991", "name": "Grug Bay Primary School"}
_COUNCIL_BOX: Final = {"number": "681LLLL", "role": "lea-user"}
_COUNCIL: Final = {**_COUNCIL_BOX, "name": "Caerwennol Council – LEA User"}
_CHILD: Final = {"upn": "", "surname": "Prydderch", "begins": False, "forename": "Siân", "town": ""}
_QUESTION: Final = {**_CHILD, "birth_date": "2015-02-11", "gender": ""}
_ASKED: Final = {"surname": "Prydderch", "forename": "Siân", "birth_date": "2015-02-11"}
_MESSAGE: Final = {
    "reference": CAME,
    "source": _COUNCIL,
    "description": "A record",
    "text": None,
    "sent_at": MOMENT,
    "read_at": None,
    "answered_at": None,
    "kept_until": "2026-10-02",
}
_SENT_MESSAGE: Final = {
    "reference": WROTE,
    "author": "software Autumn import (qmrtzabc) of Nant y Wennol Primary School",
    "description": "A record",
    "sent_at": MOMENT,
    "recipients": [{**_COUNCIL, "read_at": None, "gone": False}],
}
_EXPECTED: Final = {
    "upn": "",
    "surname": "Nowak",
    "forename": "Ela",
    "birth_date": "2014-01-01",
    "source": "6602991",
    "reference": EXPECTED_PUPIL,
    "record": "missing",
    "record_words": "Missing",
    "transfer": None,
    "added_at": MOMENT,
    "asked_at": None,
}
_SIAN: Final = {
    "upn": "B681299003017",
    "surname": "Prydderch",
    "forename": "Siân",
    "birth_date": "2015-02-11",
    "source": "6814990",
}
_WATCHED: Final = {
    "reference": RECORD,
    "kind": "ctf",
    "file_name": "6812990_CTF_6814990_001.xml",
    "source": _NANT,
    "destination": _GLAN,
    "state": "sent",
    "state_words": "Sent",
    "size": 765,
    "pupils": 1,
    "sent_at": MOMENT,
    "moved_at": MOMENT,
    "school_days": 3,
    "overdue": True,
}
_IN_STORE: Final = {"state": "lodged", "state_words": "In the lost pupil store", "lodged_at": MOMENT, "school": _GRUG}
_KEPT: Final = {
    "reference": KEPT,
    "question": _QUESTION,
    "kept_by": "software Autumn import (qmrtzabc) of Caerwennol Council",
    "begun_at": MOMENT,
    "ends_at": "2027-09-01T09:00:00+01:00",
    "met": [],
}

OFFICE_EXAMPLES: Final[dict[str, ApiExample]] = {
    "list_messages": ApiExample(200, answer={"items": [_MESSAGE], "next": None}),
    "show_message": ApiExample(
        200,
        values={"reference": CAME},
        answer={**_MESSAGE, "text": "Please send the record of Siân Prydderch to Grug Bay Primary School."},
    ),
    "mark_message_read": ApiExample(
        200,
        values={"reference": CAME},
        answer={**_MESSAGE, "read_at": MOMENT, "kept_until": "2026-09-15"},
    ),
    "send_message": ApiExample(
        201,
        body={
            "recipients": [_COUNCIL_BOX],
            "description": "A record",
            "text": "It is on its way.",
            "answers": CAME,
        },
        answer=_SENT_MESSAGE,
    ),
    "list_sent_messages": ApiExample(200, answer={"items": [_SENT_MESSAGE], "next": None}),
    "show_sent_message": ApiExample(200, values={"reference": WROTE}, answer=_SENT_MESSAGE),
    "list_expected": ApiExample(
        200,
        answer={"items": [_EXPECTED], "next": None, "counts": {"missing": 1, "coming": 0, "arrived": 0}},
    ),
    "put_expected": ApiExample(200, body={"pupils": [_SIAN]}, answer={"added": 1, "there": 0, "problems": []}),
    "remove_expected": ApiExample(204, values={"reference": EXPECTED_PUPIL}),
    "list_offers": ApiExample(
        200,
        answer={
            "items": [
                {
                    "line": 2,
                    "upn": "B681299003017",
                    "surname": "",
                    "forename": "",
                    "birth_date": None,
                    "destination": "6814990",
                    "school": "6814990",
                    "state": "no_record",
                    "state_words": "No record yet",
                }
            ],
            "next": None,
            "brought_at": MOMENT,
            "counts": {"matched": 0, "in_doubt": 0, "no_record": 1},
        },
    ),
    "bring_offers": ApiExample(200, file="offers.csv", answer={"offers": 1, "problems": []}),
    "list_monitoring": ApiExample(
        200,
        query={"view": "within", "shelf": "waiting"},
        answer={
            "items": [
                _WATCHED,
            ],
            "next": None,
        },
    ),
    "search_monitoring": ApiExample(200, body=_ASKED, answer={"items": [_WATCHED]}),
    "search_lost_pupils": ApiExample(
        200,
        body=_ASKED,
        answer={
            "vague": False,
            "add": ["town"],
            "meant_upn": None,
            "fitting": [
                {
                    "reference": LOST,
                    "surname": "Prydderch",
                    "forename": "Siân",
                    "birth_date": "2015-02-11",
                    "town": "",
                    "kind": "X",
                    **_IN_STORE,
                    "reasons": [
                        "The surname is the same.",
                        "The date of birth is the same.",
                        "The forename is the same.",
                    ],
                }
            ],
            "nearest": [],
        },
    ),
    "show_lost_pupil": ApiExample(
        200,
        values={"reference": LOST},
        answer={
            "reference": LOST,
            "upn": "B681299003017",
            "former_upn": "",
            "surname": "Prydderch",
            "former_surname": "",
            "preferred_surname": "",
            "forename": "Siân",
            "preferred_forename": "",
            "middle_names": "",
            "birth_date": "2015-02-11",
            "gender": "F",
            "town": "",
            "postcode": "",
            "school_year": "",
            "kind": "X",
            **_IN_STORE,
            "may_release": True,
        },
    ),
    "release_lost_pupil": ApiExample(
        201,
        values={"reference": LOST},
        body={"school": "6814990", "decided_by": "hana", "reasonable_steps": True},
        answer={
            "transfer": {
                "reference": RECORD,
                "kind": "ctf",
                "file_name": "681LLLL_CTF_6814990_001.xml",
                "source": {"number": "681LLLL", "name": "Caerwennol Council"},
                "destination": _GLAN,
                "state": "sent",
                "state_words": "Sent",
                "size": 616,
                "digest": "969a3f1b39150811a03899d9625b78495e6336d5c311987c7e947839c0991daa",
                "pupils": 1,
                "sent_at": MOMENT,
                "moved_at": MOMENT,
                "fetched_at": None,
                "sender_reference": None,
                "questions": [],
                "reason": "",
                "parent": None,
            }
        },
    ),
    "list_standing_searches": ApiExample(
        200,
        answer={
            "items": [
                {
                    **_KEPT,
                    "question": {**_QUESTION, "surname": "Nowak", "forename": "", "birth_date": "2014-01-01"},
                }
            ],
            "next": None,
        },
    ),
    "keep_standing_search": ApiExample(201, body=_ASKED, answer=_KEPT),
    "end_standing_search": ApiExample(204, values={"reference": KEPT}),
    "list_reports": ApiExample(
        200,
        answer={
            "items": [
                {
                    "key": "lost-uploaded",
                    "title": "Lost Pupil (uploaded pupils) Report",
                    "about": "Which pupils our schools have put into the lost pupil store, and whether each was found.",
                    "takes": ["dates", "schools", "status", "type"],
                    "names_pupils": True,
                },
                {
                    "key": "lost-downloaded",
                    "title": "Lost Pupil (downloaded pupils) Report",
                    "about": (
                        "Which lost pupils' files our authority took out of the store, and to which school each was sent."
                    ),
                    "takes": ["dates"],
                    "names_pupils": True,
                },
            ]
        },
    ),
    "fetch_report": ApiExample(200, values={"key": "general"}, query={"first": "2026-09-01", "last": "2026-09-30"}),
    "show_records_in_sif": ApiExample(
        200,
        values={"reference": RECORD},
        answer={
            "reference": RECORD,
            "objects": [
                {
                    "pupil": None,
                    "name": "SchoolInfo",
                    "xml": (
                        '<SchoolInfo xmlns="http://www.sifinfo.org/uk/infrastructure/2.x" '
                        'RefId="8EDF57075EDD58C6A5642B5BD5759C0F"><EstablishmentId>4990</EstablishmentId><LAId>681</LAId>'
                        "<SchoolName>A school</SchoolName><SessionsPerDay>2</SessionsPerDay><SIF_ExtendedElements>"
                        '<SIF_ExtendedElement Name="CTF_Derived">SessionsPerDay=2</SIF_ExtendedElement>'
                        "</SIF_ExtendedElements></SchoolInfo>"
                    ),
                },
                {
                    "pupil": 1,
                    "name": "LearnerPersonal",
                    "xml": (
                        '<LearnerPersonal xmlns="http://www.sifinfo.org/uk/infrastructure/2.x" '
                        'RefId="36FF51F0741358EA93A97DA0108EAB48"><PersonalInformation><Name Type="C">'
                        "<FamilyName>Prydderch</FamilyName><GivenName>Siân</GivenName></Name><Demographics>"
                        "<Gender>F</Gender><BirthDate>2015-02-11</BirthDate></Demographics></PersonalInformation>"
                        "<UPN>B681299003017</UPN></LearnerPersonal>"
                    ),
                },
            ],
            "losses": [
                {
                    "kind": "no_home",
                    "pupil": None,
                    "path": "Header/DestSchool",
                    "value": "6812990",
                    "given": "",
                    "kept": False,
                    "row": "Header/DestSchool = LearnerSchoolEnrolment/ExitType/Destination",
                    "message": "To: SIF has no place for “6812990”.",
                },
                {
                    "kind": "derived",
                    "pupil": None,
                    "path": "SchoolInfo/SessionsPerDay",
                    "value": "",
                    "given": "2",
                    "kept": False,
                    "row": " = SchoolInfo/SessionsPerDay",
                    "message": "SchoolInfo/SessionsPerDay: SIF demands the sessions of a day; “2” was written.",
                },
            ],
        },
    ),
}
"""The examples, by the key of the operation."""

"""Sending: whole or in pieces, each byte once, and never a file that changes on the way."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from handover.client import ApiAway, ApiProblem, ChangedFile
from handover.client.sending import send_to_site
from tests.client.talking import ACCEPTED, ASKING, CUT, refuses, says, talk

UPLOAD = {"id": "U1", "offset": 0, "piece_size": 4}
# SHA-256 of `hello world`, as RFC 9530 writes it.
DIGEST = "sha-256=:uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=:"


PIECEWISE = replace(ASKING, pieces_above=5)


def offsets(told):
    return [(int(each.headers["Upload-Offset"]), each.body) for each in told.requests if each.method == "PATCH"]


def test_a_file_goes_in_one_request_with_its_name_its_digest_and_the_senders_own_name_for_it(tmp_path):
    file = tmp_path / "6812990_CTF_6814990_001.xml"
    file.write_bytes(b"hello world")
    told = talk(send_to_site(ASKING, file, sender_reference="Leaver 17", idempotency_key="K"), [says(201, ACCEPTED)])
    (request,) = told.requests
    assert (request.method, request.path, request.body) == ("POST", "/transfers", b"hello world")
    assert dict(request.query) == {"name": "6812990_CTF_6814990_001.xml"}
    assert dict(request.headers) == {
        "Content-Type": "application/octet-stream",
        "Idempotency-Key": "K",
        "Content-Digest": DIGEST,
        "Sender-Reference": "Leaver 17",
    }
    assert (told.result.verdict, told.result.refused, told.result.asked) == ("accepted", False, False)


def test_bytes_are_sent_under_the_name_that_is_given():
    told = talk(send_to_site(ASKING, b"hello world", name="a.xml"), [says(202, {**ACCEPTED, "verdict": "asked"})])
    assert dict(told.requests[0].query) == {"name": "a.xml"}
    assert told.result.asked
    with pytest.raises(ValueError, match="name"):
        talk(send_to_site(ASKING, b"hello world"), [])


@pytest.mark.parametrize("name", ["", "Siân", "a\nb", "x" * 101])
@pytest.mark.parametrize("field", ["sender_reference", "idempotency_key"])
def test_what_the_head_of_a_request_cannot_hold_is_said_before_anything_is_sent(field, name):
    with pytest.raises(ValueError, match=f"{field} takes 1 to 100 plain characters"):
        talk(send_to_site(ASKING, b"x", name="a.xml", **{field: name}), [])


def test_a_name_that_is_no_text_is_sent_as_far_as_it_is_one(tmp_path):
    file = Path(os.fsdecode(bytes(tmp_path) + b"/odd\xff.xml"))
    file.write_bytes(b"x")
    told = talk(send_to_site(ASKING, file), [says(201, ACCEPTED)])
    assert dict(told.requests[0].query) == {"name": "odd?.xml"}


def test_a_refused_file_is_an_outcome_with_its_problems_and_not_an_exception():
    row = {
        "code": "ctf.cut",
        "severity": "error",
        "line": 3,
        "path": None,
        "pupil": 1,
        "message": "Cut.",
        "remedy": "Again.",
    }
    told = talk(
        send_to_site(ASKING, b"x", name="a.xml"),
        [says(422, {"verdict": "refused", "transfer": None, "problems": [row], "pupils": 0})],
    )
    assert told.result.refused
    assert [(each.code, each.line, each.message, each.remedy) for each in told.result.problems] == [
        ("ctf.cut", 3, "Cut.", "Again.")
    ]


def test_a_key_that_was_used_for_another_file_is_an_exception():
    with pytest.raises(ApiProblem, match="It is so"):
        talk(send_to_site(ASKING, b"x", name="a.xml", idempotency_key="K"), [refuses(422, "api.key_reused")])


class TestInPieces:
    def test_each_piece_goes_once_and_says_where_it_belongs(self):
        told = talk(
            send_to_site(PIECEWISE, b"hello world", name="a.zip", idempotency_key="K", sender_reference="17"),
            [says(201, UPLOAD), says(204), says(204), says(204), says(201, ACCEPTED)],
        )
        opening, ending = told.requests[0], told.requests[-1]
        assert json.loads(opening.body) == {"name": "a.zip", "size": 11, "sender_reference": "17"}
        assert offsets(told) == [(0, b"hell"), (4, b"o wo"), (8, b"rld")]
        assert ending.path == "/uploads/U1/finish"
        assert dict(ending.headers) == {"Idempotency-Key": "K", "Repr-Digest": DIGEST}
        assert opening.headers["Idempotency-Key"] == "K-upload"
        assert told.result.verdict == "accepted"

    def test_after_a_cut_the_site_is_asked_how_far_it_came(self):
        told = talk(
            send_to_site(PIECEWISE, b"hello world", name="a.zip"),
            [
                says(201, UPLOAD),
                CUT,
                says(200, upload_offset="4"),  # it had arrived
                CUT,
                says(200, upload_offset="4"),  # it had not
                says(204),
                says(204),
                says(201, ACCEPTED),
            ],
        )
        assert offsets(told) == [(0, b"hell"), (4, b"o wo"), (4, b"o wo"), (8, b"rld")]

    def test_a_client_that_was_killed_goes_on_where_it_was(self):
        told = talk(
            send_to_site(PIECEWISE, b"hello world", name="a.zip", idempotency_key="K"),
            [says(201, {**UPLOAD, "offset": 8}), says(204), says(201, ACCEPTED)],
        )
        assert offsets(told) == [(8, b"rld")]

    def test_where_the_offset_that_was_told_is_of_another_time_the_site_says_which_it_is(self):
        told = talk(
            send_to_site(PIECEWISE, b"hello world", name="a.zip", idempotency_key="K"),
            [says(201, UPLOAD), refuses(409, "api.offset", upload_offset="8"), says(204), says(201, ACCEPTED)],
        )
        assert offsets(told) == [(0, b"hell"), (8, b"rld")]

    def test_a_site_that_never_gets_on_is_not_asked_for_ever(self):
        stuck = [CUT, says(200, upload_offset="0")] * 3
        with pytest.raises(ApiAway):
            talk(send_to_site(PIECEWISE, b"hello world", name="a.zip"), [says(201, UPLOAD), *stuck, CUT])
        with pytest.raises(ApiProblem):
            talk(
                send_to_site(PIECEWISE, b"hello world", name="a.zip"),
                [says(201, UPLOAD), refuses(409, "api.offset", upload_offset="0")],
            )

    def test_as_long_as_bytes_arrive_cuts_do_not_count(self):
        answers = [says(201, UPLOAD)]
        for offset in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11):
            answers += [CUT, says(200, upload_offset=str(offset))]
        told = talk(send_to_site(PIECEWISE, b"hello world", name="a.zip"), [*answers, says(201, ACCEPTED)])
        assert [start for start, _ in offsets(told)] == list(range(11))
        assert set(told.pauses) == {1}

    def test_an_upload_that_is_gone_is_a_problem(self):
        with pytest.raises(ApiProblem) as told:
            talk(send_to_site(PIECEWISE, b"hello world", name="a.zip"), [says(201, UPLOAD), CUT, says(404)])
        assert told.value.status == 404

    def test_a_file_that_is_still_being_written_is_not_sent(self, tmp_path):
        file = tmp_path / "a.zip"
        file.write_bytes(b"hello world")
        conversation = send_to_site(PIECEWISE, file)

        def answers():
            yield says(201, UPLOAD)
            yield says(204)
            file.write_bytes(b"hello wirld")
            yield says(204)
            yield says(204)

        with pytest.raises(ChangedFile, match="changed while it was being sent"):
            talk(conversation, answers())

    def test_a_file_that_became_shorter_is_not_sent(self, tmp_path):
        file = tmp_path / "a.zip"
        file.write_bytes(b"hello world")

        def answers():
            yield says(201, UPLOAD)
            file.write_bytes(b"hello")
            yield says(204)

        with pytest.raises(ChangedFile):
            talk(send_to_site(PIECEWISE, file), answers())

    def test_what_is_refused_by_its_name_and_size_is_not_uploaded(self):
        refused = {"verdict": "refused", "transfer": None, "problems": [], "pupils": 0}
        assert talk(send_to_site(PIECEWISE, b"hello world", name="a.zip"), [says(422, refused)]).result.refused

    def test_progress_is_of_the_whole_file(self):
        seen = []
        conversation = send_to_site(
            PIECEWISE, b"hello world", name="a.zip", progress=lambda done, size: seen.append((done, size))
        )
        told = talk(conversation, [says(201, UPLOAD), says(204), says(204), says(204), says(201, ACCEPTED)])
        for request in told.requests:
            if request.method == "PATCH":
                request.progress(len(request.body), len(request.body))
        assert seen == [(4, 11), (8, 11), (11, 11)]

"""The site is busy, away or slow: the client asks again where that is safe, and never longer than it may."""

import json

import pytest

from handover.client import ApiAway, ApiProblem, NotTheApi
from handover.client.operations import (
    answer_transfer,
    call_file_back,
    confirm_arrival,
    confirm_notice,
    get_head,
    get_me,
    list_incoming,
    refuse_arrival,
    track_transfer,
)
from tests.client.talking import ASKING, CUT, REFERENCE, TRANSFER, refuses, says, talk


def test_after_a_lost_answer_the_same_is_asked_again_after_pauses_that_double():
    told = talk(confirm_arrival(ASKING, REFERENCE), [CUT, CUT, CUT, says(200, TRANSFER)])
    assert told.pauses == [1, 2, 4]
    assert told.result.file_name == "6812990_CTF_6814990_001.xml"
    keys = {request.headers["Idempotency-Key"] for request in told.requests}
    assert len(keys) == 1, "the site knows by the key that it is the same request"


def test_chance_takes_off_at_most_half_of_a_pause_so_that_not_all_come_back_at_once():
    from handover.client.retrying import Asking, RetryRules

    hurried = Asking(RetryRules(first_seconds=1, chance=lambda: 1.0))
    assert talk(get_head(hurried, REFERENCE), [CUT, CUT, says(200, TRANSFER)]).pauses == [0.5, 1]


def test_a_site_that_never_answers_is_away():
    with pytest.raises(ApiAway, match="the connection was cut"):
        talk(get_head(ASKING, REFERENCE), [CUT] * 4)


@pytest.mark.parametrize("status", [502, 504])
def test_what_stands_before_the_site_and_does_not_reach_it_is_as_good_as_no_answer(status):
    with pytest.raises(ApiAway, match=f"HTTP {status}"):
        talk(get_head(ASKING, REFERENCE), [says(status)] * 4)


def test_the_site_says_how_long_to_wait():
    told = talk(get_head(ASKING, REFERENCE), [refuses(429, "api.too_many", retry_after="7"), says(200, TRANSFER)])
    assert told.pauses == [7]


def test_a_date_to_wait_for_is_meant_by_the_clock_of_the_site():
    busy = refuses(
        503,
        "api.busy",
        retry_after="Mon, 01 Jan 1990 10:00:20 GMT",
        date="Mon, 01 Jan 1990 10:00:00 GMT",
    )
    assert talk(get_head(ASKING, REFERENCE), [busy, says(200, TRANSFER)]).pauses == [20]


def test_who_would_have_to_wait_too_long_is_told_so_at_once_and_for_how_long():
    with pytest.raises(ApiProblem) as told:
        talk(get_head(ASKING, REFERENCE), [refuses(429, "api.too_many", retry_after="3600")])
    assert (told.value.code, told.value.status, told.value.retry_after) == ("api.too_many", 429, 3600)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 422, 500])
def test_what_is_final_is_not_asked_again(status):
    with pytest.raises(ApiProblem) as told:
        talk(call_file_back(ASKING, REFERENCE), [refuses(status, "api.some")])
    assert (told.value.status, told.value.detail, told.value.remedy) == (status, "It is so.", "Do this.")
    assert str(told.value) == "It is so."


def test_a_conflict_that_passes_says_when():
    told = talk(call_file_back(ASKING, REFERENCE), [refuses(409, "api.some", retry_after="1"), says(200, TRANSFER)])
    assert told.pauses == [1]


@pytest.mark.parametrize(
    "answer",
    [says(200, ["a", "list"]), says(200, {"key": "x"}), says(404, "Not Found"), says(200, {"items": 3}), says(500, {})],
)
def test_what_is_no_answer_of_the_api_is_no_error_of_python(answer):
    for conversation in (get_me(ASKING), list_incoming(ASKING, None), get_head(ASKING, REFERENCE)):
        with pytest.raises(NotTheApi):
            talk(conversation, [answer])


@pytest.mark.parametrize(
    ("conversation", "path", "body"),
    [
        (confirm_arrival(ASKING, "R"), "/transfers/R/acknowledge", {}),
        (refuse_arrival(ASKING, "R", "other", "Torn"), "/transfers/R/reject", {"reason": "other", "text": "Torn"}),
        (call_file_back(ASKING, "R"), "/transfers/R/recall", {}),
        (answer_transfer(ASKING, "R", "yes"), "/transfers/R/answer", {"answer": "yes"}),
    ],
)
def test_each_step_is_one_post(conversation, path, body):
    (request,) = talk(conversation, [says(200, TRANSFER)]).requests
    assert (request.method, request.path, json.loads(request.body)) == ("POST", path, body)


def test_a_step_may_be_bound_to_what_was_seen():
    (request,) = talk(confirm_arrival(ASKING, "R", if_match='"seen"'), [says(200, TRANSFER)]).requests
    assert request.headers["If-Match"] == '"seen"'
    assert talk(get_head(ASKING, "R"), [says(200, TRANSFER, etag='"seen"')]).result.etag == '"seen"'


def test_a_notice_is_acknowledged_by_an_answer_without_a_body():
    (request,) = talk(confirm_notice(ASKING, "a/b"), [says(204)]).requests
    assert request.path == "/notices/a%2Fb/acknowledge"


def test_a_file_is_found_by_the_senders_own_name_for_it():
    told = talk(track_transfer(ASKING, "Leaver 17"), [says(200, {"items": [TRANSFER], "next": None})])
    assert dict(told.requests[0].query) == {"sender_reference": "Leaver 17"}
    assert told.result.reference == REFERENCE


def test_of_several_files_of_one_name_the_newest_is_meant():
    older, newer = {**TRANSFER, "state": "rejected"}, {**TRANSFER, "state": "confirmed"}
    pages = [says(200, {"items": [older, older], "next": "c"}), says(200, {"items": [older, newer], "next": None})]
    told = talk(track_transfer(ASKING, "Leaver 17"), pages)
    assert told.result.state == "confirmed"
    assert told.requests[1].query["cursor"] == "c"


def test_a_reference_is_looked_up_first_and_may_still_be_a_name_of_the_senders():
    told = talk(
        track_transfer(ASKING, REFERENCE.upper()),
        [refuses(404, "api.not_found"), says(200, {"items": [], "next": None})],
    )
    assert [request.path for request in told.requests] == [f"/transfers/{REFERENCE}", "/outbox"]
    assert told.result is None

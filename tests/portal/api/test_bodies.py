"""The bodies of the API: nothing that software sends is passed over, and nothing that is answered stands in the log."""

from dataclasses import replace

import pytest
from pydantic import ValidationError

from handover.portal.api.authority_bodies import LostQuestionBody
from handover.portal.api.bodies import ProblemBody, ResponseBody
from handover.portal.api.operations import OPERATIONS
from tests.api_examples import carry_out
from tests.office_examples import make_site_of

pytestmark = pytest.mark.django_db
WITH_BODY = {key: row for key, row in OPERATIONS.items() if row.example.body}


def ask_with(operation, body, cast):
    program, meant = make_site_of(operation, cast)
    return carry_out(program, replace(operation, example=replace(operation.example, body=body)), meant)


@pytest.mark.parametrize("operation", WITH_BODY.values(), ids=WITH_BODY)
@pytest.mark.parametrize("wrong", ["another member", "another type"])
def test_a_body_with_a_member_that_does_not_fit_is_refused(operation, wrong, cast):
    body = dict(operation.example.body)
    if wrong == "another member":
        body["unheard_of"] = "7"
    else:
        name = next(iter(body))
        body[name] = str(body[name]) if isinstance(body[name], int) else 7
    refused = ask_with(operation, body, cast)
    assert (refused.status_code, refused.json()["code"]) == (400, "api.bad_values")


def test_there_are_operations_with_bodies():
    assert {"reject_transfer", "start_upload", "send_message", "put_expected", "release_lost_pupil"} <= set(WITH_BODY)


@pytest.mark.parametrize(("kind", "member"), [(ProblemBody, "message"), (LostQuestionBody, "surname")])
def test_an_answer_that_cannot_be_made_does_not_say_in_the_log_what_stood_in_it(kind, member):
    answers = {body for row in OPERATIONS.values() for body in row.answers.values() if body is not None}
    assert all(issubclass(body, ResponseBody) for body in answers)
    with pytest.raises(ValidationError) as fault:
        kind.model_validate({member: ["Siân Prydderch"]})
    assert member in str(fault.value)
    assert "Siân" not in str(fault.value)

"""What the description of the API shows is true: every example is carried out, and answers as it says."""

from dataclasses import replace

import pytest

from handover.portal.api.operations import OPERATIONS
from tests.api_examples import carry_out, without_what_is_new
from tests.files import ctf
from tests.office_examples import make_site_of
from tests.programs import program_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("training")]


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_an_example_is_answered_as_it_says(operation, cast):
    program, meant = make_site_of(operation, cast)
    answer = carry_out(program, operation, meant)
    assert answer.status_code == operation.example.status, getattr(answer, "content", b"")
    if operation.key == "fetch_content":
        assert b"".join(answer.streaming_content) == ctf("6814990", "6812990")[:100]
    if operation.example.answer is not None:
        assert answer["Content-Type"] == "application/json"
        assert without_what_is_new(answer.json()) == without_what_is_new(operation.example.answer)


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_a_parameter_that_an_operation_does_not_have_is_refused(operation, cast):
    program, meant = make_site_of(operation, cast)
    misspelt = replace(operation.example, query={**operation.example.query, "sender_referense": "leaver-17"})
    refused = carry_out(program, replace(operation, example=misspelt), meant)
    assert refused.status_code == 400
    if operation.method != "HEAD":
        assert refused.json()["code"] == "api.bad_values"
        assert [problem["path"] for problem in refused.json()["problems"]] == ["query.sender_referense"]


@pytest.mark.parametrize(
    ("path", "language", "names", "told"),
    [
        (
            "/outbox?sender_referense=leaver-17&State=sent",
            "en",
            ["State", "sender_referense"],
            "This operation has no such parameter. It has: cursor, limit, kind, since, state, sender_reference.",
        ),
        ("/me?key=1", "en", ["key"], "This operation has no parameters."),
        ("/me?key=1", "cy", ["key"], "Nid oes gan y gweithrediad hwn baramedrau."),
    ],
)
def test_a_misspelt_parameter_is_told_with_those_that_there_are(cast, path, language, names, told):
    problems = program_of(cast.alis, language=language).get(path).json()["problems"]
    assert [(problem["path"], problem["message"]) for problem in problems] == [
        (f"query.{name}", told) for name in names
    ]

"""What the description of the API shows is true: every example is carried out, and answers as it says."""

import pytest

from handover.portal.api.operations import OPERATIONS
from tests.api_examples import carry_out, make_example_site, without_what_is_new
from tests.files import ctf

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_an_example_is_answered_as_it_says(operation, cast):
    program = make_example_site(cast)
    answer = carry_out(program, operation)
    assert answer.status_code == operation.example.status, getattr(answer, "content", b"")
    if answer.streaming:
        assert b"".join(answer.streaming_content) == ctf("6814990", "6812990")[:100]
    if operation.example.answer is not None:
        assert answer["Content-Type"] == "application/json"
        assert without_what_is_new(answer.json()) == without_what_is_new(operation.example.answer)

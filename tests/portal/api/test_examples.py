"""What the description of the API shows is true: every example is carried out, and answers as it says."""

import pytest

from handover.portal.api.office_examples import OFFICE_EXAMPLES
from handover.portal.api.operations import OPERATIONS
from tests.api_examples import carry_out, make_example_site, without_what_is_new
from tests.files import ctf
from tests.office_examples import make_office_examples

pytestmark = pytest.mark.django_db


def make_site_of(operation, cast):
    return make_office_examples(cast, operation) if operation.key in OFFICE_EXAMPLES else (make_example_site(cast), {})


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

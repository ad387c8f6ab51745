"""The people who write software read what the API offers and what each of its answers means."""

import pytest

from handover.portal.api.faults import API_FAULTS
from handover.portal.api.operations import OPERATIONS

pytestmark = pytest.mark.django_db


def test_a_visitor_reads_every_operation_with_its_example(client):
    page = client.get("/api/v1/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert page.count("Example: ") == len(OPERATIONS)
    assert "POST /transfers" in page
    assert "Rights that open it: Send files" in " ".join(page.split())
    assert "curl --request POST" in page


def test_it_speaks_welsh(client):
    page = client.get("/api/v1/", HTTP_ACCEPT_LANGUAGE="cy").content.decode()
    assert "Anfon ffeil" in page
    assert (
        client.get("/api/v1/openapi.json", HTTP_ACCEPT_LANGUAGE="cy").json()["info"]["title"].startswith("Trosglwyddo")
    )


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_code_has_a_page_that_its_problem_document_names(client, language):
    for code, fault in API_FAULTS.items():
        answer = client.get(f"/api/v1/problems/{code}", HTTP_ACCEPT_LANGUAGE=language)
        assert answer.status_code == 200, code
        assert fault.title.say(language) in answer.content.decode().replace("&#39;", "'")
    refused = client.get("/api/v1/inbox").json()
    assert client.get(refused["type"].removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_the_short_address_leads_there(client):
    assert client.get("/api/").url == "/api/v1/"
    assert client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
def test_the_codes_that_an_operation_names_are_in_the_table(operation):
    assert set(operation.faults) <= API_FAULTS.keys()

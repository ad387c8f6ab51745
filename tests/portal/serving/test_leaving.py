"""A server that is about to end says so to its load balancer, and goes on answering everybody else."""

from collections.abc import Iterator

import pytest
from django.test import Client

from handover.portal.serving.leaving import set_leaving

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaving() -> Iterator[None]:
    set_leaving(True)
    yield
    set_leaving(False)


def test_a_load_balancer_hears_that_the_server_leaves(client: Client, leaving: None) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content.decode()) == (503, "leaving: this server is about to end\n")
    assert client.get("/healthz").status_code == 200
    assert client.get("/sign-in/").status_code == 200


def test_a_server_that_stays_says_nothing_of_leaving(client: Client) -> None:
    assert "leaving" not in client.get("/readyz").content.decode()

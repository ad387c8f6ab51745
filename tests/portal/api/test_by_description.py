"""Every operation is asked what its description allows and what it forbids; it answers as described, and never fails.

`make test-deep` asks many times as much. That a request without a key is refused is the matter of another test: here the
key is put into every request.
"""

from collections import Counter
from contextlib import contextmanager, suppress
from functools import cache

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.config import (
    ChecksConfig,
    GenerationConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)
from schemathesis.specs.openapi.checks import ignored_auth

from handover.portal.api.operations import OPERATIONS
from tests.api_examples import make_example_site
from tests.exploring import DEPTH, examples
from tests.office_examples import make_office_programs

pytestmark = [pytest.mark.django_db, pytest.mark.hypothesis, pytest.mark.usefixtures("training")]
FEW = 2
"""Requests of each sort to each operation in an ordinary run."""
WITHOUT_VALUES = {"show_me", "list_reports", "show_training", "list_training_emails", "reset_training", "list_webhooks"}
"""Operations of which nothing can be asked wrongly."""
MAY_ANSWER = [*("2xx", "304", "400", "401", "403", "404", "409", "410", "412", "413", "416", "422", "429")]
"""What the site may answer to a request that the description allows: files that are none, references of nobody."""


@cache
def described():
    load_all_checks()
    checks = ChecksConfig(positive_data_acceptance=PositiveDataAcceptanceConfig(expected_statuses=MAY_ANSWER))
    project = ProjectConfig(checks=checks, generation=GenerationConfig(with_security_parameters=False))
    config = SchemathesisConfig(projects=ProjectsConfig(default=project))
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", WSGIHandler(), config=config)


@contextmanager
def one_connection():
    """Keep the connection with the test's transaction open, as Django's own client does for each of its requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["allowed", "forbidden"])
def test_every_operation_answers_as_it_is_described(mode, cast):
    program, offices, asked = make_example_site(cast), make_office_programs(cast), Counter()
    with one_connection():
        for row in OPERATIONS.values():
            ask_operation(row, mode, offices.get(row.key, program), asked)
    assert asked.keys() == OPERATIONS.keys() - (WITHOUT_VALUES if mode is GenerationMode.NEGATIVE else set())


def ask_operation(row, mode, program, asked):
    operation = described()[row.public_path][row.method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=examples(FEW),
        derandomize=DEPTH == 1,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        asked[row.key] += 1
        case.call_and_validate(headers={"Authorization": program.authorization}, excluded_checks=[ignored_auth])

    with suppress(Unsatisfiable):  # nothing to get wrong
        ask()

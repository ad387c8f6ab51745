"""Traces reach a collector as OpenTelemetry says, and say of nobody anything."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.test import RequestFactory
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from handover.portal.config import BadSetting, read_config
from handover.portal.establishments.models import Establishment
from handover.portal.logs.open_telemetry import OpenTelemetryTraces
from handover.portal.logs.requests import RequestLog
from handover.portal.logs.traces import NoSpanMaker, begin_traces
from tests.cast import Cast
from tests.wsgi_site import UnguardedSite, ask_by_wsgi

pytestmark = pytest.mark.django_db

PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


class Collector:
    """A collector on loopback that keeps what it is sent."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

        class Door(BaseHTTPRequestHandler):
            def do_POST(door) -> None:
                self.bodies.append(door.rfile.read(int(door.headers["Content-Length"])))
                door.send_response(200)
                door.end_headers()

            def log_message(door, *_) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
        self.address = f"http://127.0.0.1:{self.server.server_port}/v1/traces"

    def spans(self) -> list:
        return [
            span
            for body in self.bodies
            for resource in ExportTraceServiceRequest.FromString(body).resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@pytest.fixture
def collector() -> Iterator[Collector]:
    collector = Collector()
    thread = threading.Thread(target=collector.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield collector
    collector.server.shutdown()
    thread.join()
    collector.server.server_close()


@pytest.fixture
def traces(collector: Collector) -> Iterator[OpenTelemetryTraces]:
    traces = OpenTelemetryTraces(collector.address, 100)
    yield traces
    traces.provider.shutdown()


def attributes(span) -> dict:
    return {pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in span.attributes}


def ask(traces, address: str, **fields: str) -> None:
    environ = RequestFactory().get(address, **fields).environ
    ask_by_wsgi(RequestLog(traces.follow_requests(UnguardedSite()), access=False), environ)


def test_a_request_is_a_span_by_its_form_with_its_statements_below(cast: Cast, traces, collector) -> None:
    ask(traces, "/link/wonderful-secret-of-a-link-0123456789/?upn=B681299003017", HTTP_TRACEPARENT=PARENT)
    traces.provider.force_flush()
    spans = collector.spans()
    (page,) = [span for span in spans if span.name.startswith("GET ")]
    assert page.name == "GET /link/<str:secret>/"
    assert (page.trace_id.hex(), page.parent_span_id.hex()) == (PARENT[3:35], PARENT[36:52])
    said = attributes(page)
    assert len(said.pop("handover.request_id")) == 32
    assert said == {"http.request.method": "GET", "http.route": "/link/<str:secret>/", "http.response.status_code": 410}
    statements = [span for span in spans if span is not page]
    assert statements, "The page asks the database."
    assert {span.parent_span_id for span in statements} == {page.span_id}
    assert {name for span in statements for name in attributes(span)} <= {
        "db.system.name",
        "db.operation.name",
        "db.collection.name",
    }
    sent = b"".join(collector.bodies)
    assert [word for word in (b"wonderful", b"B681299003017", b"upn") if word in sent] == []


def test_a_job_that_fails_is_a_span_with_the_class_of_its_fault_alone(cast: Cast, traces, collector) -> None:
    def work() -> None:
        with traces.follow_job("retention"):
            Establishment.objects.filter(name="Ysgol Prydderch").exists()
            raise ValueError("Siân Prydderch")

    with pytest.raises(ValueError):
        work()
    traces.provider.force_flush()
    statement, job = collector.spans()
    assert (job.name, attributes(job)) == ("job retention", {"handover.job": "retention", "error.type": "ValueError"})
    assert statement.name == "SELECT establishments_establishment"
    assert b"Prydderch" not in b"".join(collector.bodies)


def test_without_the_setting_none_are_made() -> None:
    assert isinstance(begin_traces("", 100), NoSpanMaker)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("HANDOVER_TRACES", "collector:4318", "expected an address such as http://127.0.0.1:4318/v1/traces"),
        ("HANDOVER_TRACES_PERCENT", "101", "expected a whole number from 0 to 100"),
        ("HANDOVER_LOG_FORM", "xml", "expected lines or json"),
    ],
)
def test_a_wrong_setting_of_the_logs_is_one_sentence(name: str, value: str, expected: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name} cannot be read: {expected}"):
        read_config({"HANDOVER_MODE": "demo", name: value})

"""Spans of requests, statements and jobs, sent in batches beside the work to a collector (OTLP over HTTP)."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, Final

from django.db import connections
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased
from opentelemetry.trace import Span, SpanKind, Status, StatusCode, format_trace_id
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from handover import __version__
from handover.portal.logs.requests import method_of, route_of
from handover.portal.logs.said_with import said_with, saying
from handover.portal.logs.traces import TRACE_PARENT, WSGI

SECONDS: Final = 5
"""How long a collector is waited for."""
SERVER_FAULT: Final = 500
_TABLE: Final = re.compile(r'\b(?:FROM|INTO|UPDATE)\s+"?([a-z_0-9]+)', re.IGNORECASE)


class OpenTelemetryTraces:
    """Makes spans, of so many requests and jobs in a hundred."""

    def __init__(self, address: str, percent: int) -> None:
        resource = Resource.create({"service.name": "handover", "service.version": __version__})
        self.provider = TracerProvider(sampler=ParentBased(TraceIdRatioBased(percent / 100)), resource=resource)
        self.provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=address, timeout=SECONDS)))
        self._tracer = self.provider.get_tracer("handover", __version__)
        self._statements = StatementSpans(self._span)

    def follow_requests(self, behind: WSGI) -> WSGI:
        """Return an application that makes a span of each request."""

        def follow(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            with self._span(method_of(environ), SpanKind.SERVER, environ.get(TRACE_PARENT, "")) as span:

                def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
                    describe_answer(span, environ, int(status[:3]))
                    return start_response(status, headers, *rest)

                with self._statements.followed():
                    return behind(environ, begin)

        return follow

    @contextmanager
    def follow_job(self, key: str) -> Iterator[None]:
        """Make a span of what a job does within the block."""
        with self._span(f"job {key}", SpanKind.INTERNAL) as span, self._statements.followed():
            span.set_attribute("handover.job", key)
            yield

    @contextmanager
    def _span(self, name: str, kind: SpanKind, parent: str = "") -> Iterator[Span]:
        context = TraceContextTextMapPropagator().extract({"traceparent": parent}) if parent else None
        with (
            # A fault is told by its class: its words may be those of a record.
            self._tracer.start_as_current_span(
                name, context, kind, record_exception=False, set_status_on_exception=False
            ) as span,
            saying(trace_id=format_trace_id(span.get_span_context().trace_id)),
        ):
            try:
                yield span
            except BaseException as fault:
                span.set_attribute("error.type", type(fault).__name__)
                span.set_status(Status(StatusCode.ERROR))
                raise


class StatementSpans:
    """Makes a span of each statement that Django sends to a database."""

    def __init__(self, make: Callable[..., Any]) -> None:
        self._make = make

    @contextmanager
    def followed(self) -> Iterator[None]:
        """Follow the statements of this thread within the block."""
        with ExitStack() as stack:
            for alias in connections:
                stack.enter_context(connections[alias].execute_wrapper(self._execute))
            yield

    def _execute(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Mapping[str, Any]
    ) -> Any:
        verb = sql.lstrip("( \n").partition(" ")[0].upper()
        table = _TABLE.search(sql)
        with self._make(f"{verb} {table[1]}" if table else verb, SpanKind.CLIENT) as span:
            span.set_attribute("db.system.name", context["connection"].vendor)
            span.set_attribute("db.operation.name", verb)
            if table:
                span.set_attribute("db.collection.name", table[1])
            return execute(sql, params, many, context)


def describe_answer(span: Span, environ: Mapping[str, Any], status: int) -> None:
    """Say on a span what was asked for, by form, and with which status it was answered."""
    method, route = method_of(environ), route_of(environ)
    span.update_name(f"{method} {route}")
    span.set_attribute("http.request.method", method)
    span.set_attribute("http.route", route)
    span.set_attribute("http.response.status_code", status)
    if number := said_with().get("request_id"):
        span.set_attribute("handover.request_id", number)
    if status >= SERVER_FAULT:
        span.set_status(Status(StatusCode.ERROR))

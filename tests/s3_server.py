"""A real server that speaks S3 on this machine (moto's), which can be told to fail as stores and networks do."""

import socket
import threading
from collections.abc import Callable
from itertools import count
from uuid import uuid4

import pytest
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from handover.common.s3_addresses import S3Address
from handover.portal.storage import chosen
from handover.portal.storage.s3_storage import S3Storage, connect_s3
from handover.portal.stores.belonging import check_belonging
from tests.moments import NOW
from tests.stores import use

ERROR = '<?xml version="1.0"?><Error><Code>{code}</Code><Message>no</Message></Error>'
_buckets = count(1)


class S3Server:
    """The server, what it was asked, and the fault that is planned for it.

    `plan(fault, method, times)` has the next so many requests of a method meet a fault; the others go through.
    """

    def __init__(self) -> None:
        self._app = DomainDispatcherApplication(create_backend_app)
        self.asked: list[tuple[str, str]] = []
        self.release = threading.Event()
        self.plan(None)
        self._server = make_server("127.0.0.1", 0, self, threaded=True)
        self._server.RequestHandlerClass.log = lambda *words: None
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def plan(self, fault: Callable | None, method: str = "", times: int = 1_000) -> None:
        self._fault, self._method, self._times = fault, method, times
        self.asked.clear()
        self.release.clear()

    def __call__(self, environ, start_response):
        method = environ["REQUEST_METHOD"]
        self.asked.append((method, environ["PATH_INFO"]))
        if self._fault and method == self._method and self._times > 0:
            self._times -= 1
            return self._fault(self, environ, start_response)
        return self._app(environ, start_response)

    def answer(self, environ) -> tuple[str, list[tuple[str, str]], bytes]:
        """Have the real server do it, and return what it answers."""
        said = []
        body = b"".join(self._app(environ, lambda status, headers, exc=None: said.append((status, headers))))
        return *said[0], body

    def stop(self) -> None:
        self.release.set()
        self._server.shutdown()
        self._server.server_close()


def says(status: str, code: str) -> Callable:
    """A store that answers with an error."""

    def fault(server, environ, start_response):
        body = ERROR.format(code=code).encode()
        start_response(status, [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
        return [body]

    return fault


def hangs_up(server, environ, start_response):
    """A server that is killed before it has done anything."""
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    start_response("200 OK", [])
    return []


def hangs_up_when_done(server, environ, start_response):
    """A server that is killed when it has stored everything and before it says so."""
    server.answer(environ)
    return hangs_up(server, environ, start_response)


def is_slow(server, environ, start_response):
    """A server that answers when nobody waits any more."""
    server.release.wait(20)
    return hangs_up(server, environ, start_response)


def breaks_off(server, environ, start_response):
    """An answer that ends in its middle."""
    status, headers, body = server.answer(environ)
    start_response(status, headers)

    def half():
        yield body[: len(body) // 2]
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)

    return half()


def says_another_digest(server, environ, start_response):
    """A store that took other bytes than were sent."""
    status, headers, body = server.answer(environ)
    wrong = [(name, "A" * 43 + "=" if name.lower() == "x-amz-checksum-sha256" else value) for name, value in headers]
    start_response(status, wrong)
    return [body]


def says_no_digest(server, environ, start_response):
    """A store that does not know of digests."""
    status, headers, body = server.answer(environ)
    start_response(status, [each for each in headers if each[0].lower() != "x-amz-checksum-sha256"])
    return [body]


def keeps_no_condition(server, environ, start_response):
    """A store that overlooks If-None-Match."""
    environ.pop("HTTP_IF_NONE_MATCH", None)
    status, headers, body = server.answer(environ)
    start_response(status, headers)
    return [body]


@pytest.fixture(scope="session")
def _s3_server():
    server = S3Server()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def _client(_s3_server):
    with pytest.MonkeyPatch.context() as patch:
        use_s3(patch, _s3_server.url)
        return connect_s3(tries=2)


@pytest.fixture
def s3(_s3_server, monkeypatch):
    """The server, without faults; the usual environment names it and a key."""
    use_s3(monkeypatch, _s3_server.url)
    _s3_server.plan(None)
    yield _s3_server
    _s3_server.plan(None)


def use_s3(monkeypatch, url: str) -> None:
    for name, value in s3_environment(url).items():
        monkeypatch.setenv(name, value)


def s3_environment(url: str) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL_S3": url,
        "AWS_ACCESS_KEY_ID": "handover",
        "AWS_SECRET_ACCESS_KEY": "only for tests",
        "AWS_REGION": "eu-west-2",
        "AWS_DEFAULT_REGION": "eu-west-2",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
        "AWS_EC2_METADATA_DISABLED": "true",
    }


class Bucket:
    """An empty bucket, looked at as its owner does and not by the product."""

    def __init__(self, client) -> None:
        self.client = client
        self.address = S3Address(f"files-{next(_buckets)}-{uuid4().hex[:8]}", "handover/")
        client.create_bucket(Bucket=self.address.bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})

    def list_keys(self) -> list[str]:
        found = self.client.list_objects_v2(Bucket=self.address.bucket)
        return [each["Key"] for each in found.get("Contents", ())]

    def read(self, key: str) -> bytes:
        return self.client.get_object(Bucket=self.address.bucket, Key=key)["Body"].read()

    def write(self, key: str, data: bytes) -> None:
        self.client.put_object(Bucket=self.address.bucket, Key=key, Body=data)


@pytest.fixture
def bucket(s3, _client) -> Bucket:
    return Bucket(_client)


@pytest.fixture
def place(bucket) -> S3Storage:
    """The bucket as a place of files, which is asked twice at most."""
    return S3Storage(bucket.address, bucket.client)


@pytest.fixture
def hurried(bucket) -> S3Storage:
    """The same, for a store that is slow: it waits for two seconds."""
    return S3Storage(bucket.address, connect_s3(answer_seconds=2, tries=2))


@pytest.fixture
def site_on_s3(bucket, settings, monkeypatch, db):
    """The site, whose files are in the bucket, which is marked as its own."""
    monkeypatch.setattr(chosen, "_client", lambda process: bucket.client)
    use(settings, bucket.address)
    check_belonging(NOW)
    return bucket

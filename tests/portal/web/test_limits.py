import pytest
from django.conf import settings
from django.test import Client

MOST = settings.CONFIG.number("HANDOVER_UPLOAD_MAX_MB")


class Unreadable:
    """A body that must not be touched."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def post(client: Client, **headers: object):
    environ = {"wsgi.input": Unreadable(), "CONTENT_TYPE": "multipart/form-data; boundary=x", **headers}
    return client.post("/send/", **environ)


@pytest.mark.parametrize("packing", ["gzip", "br", "deflate, gzip", "GZIP", "identity, gzip"])
def test_a_packed_body_is_refused_unread(client: Client, packing: str):
    answer = post(client, HTTP_CONTENT_ENCODING=packing)
    assert answer.status_code == 415
    assert "packed" in answer.content.decode()


def test_a_body_above_the_limit_is_refused_unread_and_the_limit_is_said_in_words(client: Client):
    answer = post(client, CONTENT_LENGTH=str(MOST * 1024 * 1024 + 1))
    assert answer.status_code == 413
    assert f"larger than {MOST} MB together" in answer.content.decode()


def test_the_limit_is_said_in_welsh_too(client: Client):
    answer = post(client, CONTENT_LENGTH=str(10**30), HTTP_ACCEPT_LANGUAGE="cy")
    assert answer.status_code == 413
    assert f"yn fwy na {MOST} MB gyda&#39;i gilydd" in answer.content.decode()


@pytest.mark.parametrize("length", ["-1", "1e9", "١٢", "0x10", "1_000"])
def test_a_length_that_is_no_number_is_refused(client: Client, length: str):
    assert post(client, CONTENT_LENGTH=length).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize("packing", ["", "identity", "Identity"])
def test_an_ordinary_request_passes(client: Client, packing: str):
    assert client.get("/help/", headers={"Content-Encoding": packing}).status_code == 200

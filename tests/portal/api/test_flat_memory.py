"""A file of 30 MB takes no more of the server's memory than one of 1 MB, however it is sent and fetched."""

import io
import random
import tracemalloc

import pytest
from django.test import Client

from tests.keys import NETWORKS, bearer, give_key
from tests.zips import zipped

pytestmark = pytest.mark.django_db
MEBIBYTE = 1024 * 1024
PIECE = 4 * MEBIBYTE
ROOM = 3 * PIECE
"""What the larger file may take beyond what the smaller one takes: some pieces of an upload."""


@pytest.fixture(autouse=True)
def larger_zips(settings):
    larger = {"HANDOVER_GENERIC_SCHOOL_MB": 60, "HANDOVER_GENERIC_LA_MB": 60}
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, **larger})


def zip_of(mebibytes):
    return zipped({"photographs.bin": random.Random(1).randbytes(mebibytes * MEBIBYTE)}, method=0)


class Caller:
    """A program whose own bytes are not counted: they come from a stream, and what is fetched is not kept."""

    def __init__(self, person, **key):
        self.authorization = bearer(give_key(person, "send", "collect", **key))
        self.client = Client()

    def ask(self, method, path, body=b"", **headers):
        sent = {"HTTP_AUTHORIZATION": self.authorization, "CONTENT_LENGTH": str(len(body)), **headers}
        with io.BytesIO(body) as stream:
            address = f"/api/v1{path}"
            return self.client.generic(
                method, address, b"", "application/octet-stream", **sent, **{"wsgi.input": stream}
            )

    def fetch(self, path, **headers):
        return sum(map(len, self.ask("GET", f"{path}/content", **headers).streaming_content))


def take_peak(act):
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_sending_in_one_request_and_fetching(cast):
    sender, receiver = Caller(cast.alis), Caller(cast.lowri, role="lea-user", networks=NETWORKS)
    peaks = {}
    for size in (1, 30):
        data, found = zip_of(size), []

        def send(data=data, size=size, found=found):
            answer = sender.ask("POST", f"/transfers?name=6812990_681LLLL_photographs{size}.zip", data)
            assert answer.status_code == 201, answer.content
            found.append(f"/transfers/{answer.json()['transfer']['reference']}")

        def fetch(data=data, found=found):
            assert receiver.fetch(found[0]) == len(data)
            assert receiver.fetch(found[0], HTTP_RANGE=f"bytes=100-{len(data) - 101}") == len(data) - 200

        peaks[size] = take_peak(send), take_peak(fetch)
    assert peaks[30][0] < peaks[1][0] + ROOM
    assert peaks[30][1] < peaks[1][1] + ROOM


def test_sending_in_pieces(cast):
    sender, peaks = Caller(cast.alis), {}
    for size in (1, 30):
        data = zip_of(size)

        def send(data=data, size=size):
            about = f'{{"name": "6812990_681LLLL_photographs{size}.zip", "size": {len(data)}}}'.encode()
            begun = sender.ask("POST", "/uploads", about, CONTENT_TYPE="application/json")
            assert begun.status_code == 201, begun.content
            upload = f"/uploads/{begun.json()['id']}"
            for start in range(0, len(data), PIECE):
                piece = data[start : start + PIECE]
                assert sender.ask("PATCH", upload, piece, HTTP_UPLOAD_OFFSET=str(start)).status_code == 204
            assert sender.ask("POST", f"{upload}/finish").status_code == 201

        peaks[size] = take_peak(send)
    assert peaks[30] < peaks[1] + ROOM

"""An upload end to end (web, check, seal, store, audit, e-mails) against the same server answering an empty post."""

import statistics
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import urlsplit

from benchmarks.site import DATABASES, served
from handover.cli.selftest import FILE_NAME, good_file, sign_person_in
from handover.cli.visitor import Visitor

ROUNDS = 150
WARM_UP = 10
AIM = 5


class Sender:
    """A signed-in browser with one connection that stays open."""

    def __init__(self, site: str) -> None:
        visitor = Visitor(site)
        sign_person_in(visitor, "sender")
        visitor.get("/send/")
        self.token = visitor.token()["csrfmiddlewaretoken"]
        jar = next(handler for handler in visitor.browser.handlers if hasattr(handler, "cookiejar")).cookiejar
        self.cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
        self.connection = HTTPConnection(urlsplit(site).netloc)

    def post(self, name: str = "", data: bytes = b"") -> tuple[int, str]:
        """Post the form with one file or none; return status and page."""
        mark = uuid.uuid4().hex
        body = (
            f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token}\r\n'.encode()
        )
        if name:
            body += f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode()
            body += data + b"\r\n"
        headers = {"Content-Type": f"multipart/form-data; boundary={mark}", "Cookie": self.cookies}
        self.connection.request("POST", "/send/", body + f"--{mark}--\r\n".encode(), headers)
        answer = self.connection.getresponse()
        return answer.status, answer.read().decode()


def timed(act: Callable[[], object]) -> float:
    """Return how long something takes, in milliseconds."""
    start = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - start)


def measure(database: str) -> tuple[float, float]:
    """Return the medians of an upload and of an empty post, in milliseconds, taken in turn."""
    with served(database) as site:
        sender, data = Sender(site), good_file(datetime.now(UTC).date())
        uploads, empties = [], []
        for number in range(1, ROUNDS + WARM_UP + 1):
            name = FILE_NAME.replace("001", f"{number:03}")
            fresh = data + f"<!-- {number} -->\n".encode()
            uploads.append(timed(lambda name=name, fresh=fresh: checked(sender.post(name, fresh))))
            empties.append(timed(sender.post))
    return statistics.median(uploads[WARM_UP:]), statistics.median(empties[WARM_UP:])


def checked(answer: tuple[int, str]) -> None:
    """Raise unless the file was taken: a refusal would be fast for the wrong reason."""
    if answer[0] != 200 or "handover-outcome--accepted" not in answer[1]:
        raise RuntimeError("the upload was not accepted")


def run() -> list[tuple[str, str, str]]:
    """Return the table."""
    rows = []
    for database in DATABASES:
        upload, empty = measure(database)
        rows.append((f"{database}: empty form post", f"{empty:.1f} ms", "the floor"))
        rows.append(
            (f"{database}: upload of one pupil", f"{upload:.1f} ms", f"{upload / empty:.1f}x (aim: under {AIM}x)")
        )
    return rows

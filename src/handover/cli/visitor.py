"""A visitor of the site over real HTTP, as a browser without scripts: cookies, forms, files. For the self-test."""

import re
import uuid
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
WAIT_SECONDS = 20


class Visitor:
    """One browser: it keeps its cookies, and posts forms with the token of the page it looks at."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.browser: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()))
        self.page = ""
        self.address = ""

    def get(self, path: str) -> str:
        """Open a page and return it."""
        return self.look(Request(self.site + path))  # noqa: S310 - the address is our own

    def post(self, path: str, **fields: str) -> str:
        """Post a form of the page that is open and return what comes back."""
        return self.look(Request(self.site + path, data=urlencode({**self.token(), **fields}).encode()))  # noqa: S310

    def upload(self, path: str, name: str, data: bytes) -> str:
        """Post one file by the form of the page that is open, and return what comes back."""
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in self.token().items()
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
        body = "".join(parts).encode() + head.encode() + b"Content-Type: application/xml\r\n\r\n" + data
        request = Request(self.site + path, data=body + f"\r\n--{mark}--\r\n".encode())  # noqa: S310
        request.add_header("Content-Type", f"multipart/form-data; boundary={mark}")
        return self.look(request)

    def save(self, path: str) -> bytes:
        """Post a form that answers with a file, and return its bytes."""
        request = Request(self.site + path, data=urlencode(self.token()).encode())  # noqa: S310
        with self.browser.open(request, timeout=WAIT_SECONDS) as answer:
            data: bytes = answer.read()
            return data

    def look(self, request: Request) -> str:
        """Send a request and keep the page, without the marks that only say where a long name may be broken."""
        with self.browser.open(request, timeout=WAIT_SECONDS) as answer:
            assert isinstance(answer, HTTPResponse)
            self.page, self.address = answer.read().decode().replace("<wbr>", ""), answer.url
        return self.page

    def token(self) -> dict[str, str]:
        """Return the token of the page that is open."""
        found = TOKEN.search(self.page)
        return {"csrfmiddlewaretoken": found[1]} if found else {}

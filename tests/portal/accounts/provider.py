"""A provider of OpenID Connect on this machine, that signs real tokens and can be told to do each of them wrong."""

import hmac
import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "handover", "a-secret-of-the-client"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": "RS256"})


@dataclass
class Provider:
    """The provider: who is signed in there, and what it does wrong (`claims` go over the right ones, None takes one away)."""

    issuer: str = ""
    subject: str = "teg-at-the-trust"
    claims: dict[str, Any] = field(default_factory=dict)
    says_issuer: str = ""
    key: RSAKey = field(default_factory=lambda: KEY)
    by_hand: tuple[str, bytes] | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def document(self) -> dict[str, Any]:
        """What it says of itself."""
        return {
            "issuer": self.says_issuer or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }

    def authorize(self, address: str) -> str:
        """Let the browser's person in at once; return where it is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, given: dict[str, str]) -> dict[str, Any] | None:
        """Give a token for a code, once, to who shows the verifier that belongs to it."""
        asked = self.codes.pop(given.get("code", ""), None)
        if asked is None or given.get("redirect_uri") != asked["redirect_uri"]:
            return None
        digest = sha256(given.get("code_verifier", "").encode()).digest()
        if encoded(digest) != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.subject,
            "email": "teg@example.org",
            "nonce": asked["nonce"],
            "iat": now,
            "exp": now + 300,
        } | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        signed = (
            sign_by_hand(claims, *self.by_hand)
            if self.by_hand
            else jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key)
        )
        return {"access_token": "x", "token_type": "Bearer", "expires_in": 300, "id_token": signed}


def sign_by_hand(claims: dict[str, Any], algorithm: str, secret: bytes) -> str:
    """A token that no library would sign: by HS256 with whatever is at hand, or by nothing at all."""
    parts = [{"alg": algorithm, "typ": "JWT", "kid": "one"}, claims]
    signed = ".".join(encoded(json.dumps(part).encode()) for part in parts)
    by_secret = hmac.new(secret, signed.encode(), sha256).digest()
    return f"{signed}.{encoded(by_secret) if algorithm != 'none' else ''}"


def encoded(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def answering(provider: Provider) -> type[BaseHTTPRequestHandler]:
    """The pages of a provider."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            provider.asked.append(self.path)
            known = {
                "/.well-known/openid-configuration": provider.document(),
                "/keys": {"keys": [KEY.as_dict(private=False)]},
            }
            self.answer(known.get(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.answer(provider.token({name: values[0] for name, values in parse_qs(body).items()}))

        def answer(self, found: dict[str, Any] | None) -> None:
            data = json.dumps(found or {"error": "invalid_grant"}).encode()
            self.send_response(200 if found else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *words: Any) -> None:
            """Say nothing."""

    return Pages


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """Run a provider on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), answering(provider))
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()

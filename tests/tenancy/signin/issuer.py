"""An identity provider on a loopback port: the four addresses that signing in asks of one."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


class Issuer:
    """What the provider says of whoever comes; tests change it to lie."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {"sub": "ada-at-idp", "email": "ada@acme.test", "email_verified": True}
        self.nonce = ""
        self.algorithm, self.signing_key = "RS256", self.key
        self.asked: list[dict[str, str]] = []

    def id_token(self) -> str:
        now = int(time.time())
        said = {"iss": self.address, "aud": "milepost", "iat": now, "exp": now + 300, "nonce": self.nonce}
        claims = {name: value for name, value in {**said, **self.claims}.items() if value is not None}
        return jwt.encode(claims, self.signing_key, algorithm=self.algorithm, headers={"kid": "one"})

    def public(self) -> bytes:
        return self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )

    def answers(self) -> dict[str, Any]:
        where = self.address
        numbers = self.key.public_key().public_numbers()
        return {
            "/.well-known/openid-configuration": lambda: {
                "issuer": where,
                "authorization_endpoint": f"{where}/authorize",
                "token_endpoint": f"{where}/token",
                "jwks_uri": f"{where}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            },
            "/keys": lambda: {
                "keys": [
                    {"kty": "RSA", "kid": "one", "alg": "RS256", "n": b64(numbers.n), "e": b64(numbers.e)}
                ]
            },
            "/token": lambda: {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token()},
        }


def b64(number: int) -> str:
    data = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@contextmanager
def running() -> Iterator[Issuer]:
    """The provider, until the test is over."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.answer()

        def answer(self) -> None:
            body = json.dumps(issuer.answers()[self.path.split("?")[0]]()).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield issuer
    server.shutdown()
    server.server_close()

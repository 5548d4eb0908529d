"""An https server of the test on a free loopback port: notes what comes, and answers as it is told."""

import ipaddress
import ssl
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NAME = "receiver.test"


def certificate(folder: Path, *names: str) -> Path:
    """A self-signed certificate for the names, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([_alternative(name) for name in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{names[0]}.pem"
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return file


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


class Conversation(BaseHTTPRequestHandler):
    """One request."""

    server: "Receiver"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.seen.append((self.path, dict(self.headers.items()), body))
        self.server.thanks.wait(30)
        self.server.answer(self)

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers.items()), b"GET"))
        self.say(200, b"")

    def say(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet."""


class Receiver(ThreadingHTTPServer):
    """`seen`: path, headers and body of each request; `names`: the server names asked for in TLS."""

    daemon_threads = True

    def __init__(self, file: Path, address: tuple[str, int] = ("127.0.0.1", 0)) -> None:
        super().__init__(address, Conversation)
        self.seen: list[tuple[str, dict[str, str], bytes]] = []
        self.names: list[str | None] = []
        self.thanks = threading.Event()
        self.thanks.set()
        self.answer: Callable[[Conversation], None] = lambda talk: talk.say(200, b"ok")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        context.sni_callback = lambda _socket, name, _context: self.names.append(name)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def says(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Answer like this from now on."""
        self.answer = lambda talk: talk.say(status, body, **headers)

    def drips(self, seconds: float) -> None:
        """A good status at once, then a byte now and then."""

        def drip(talk: Conversation) -> None:
            talk.send_response(200)
            talk.send_header("Content-Length", "1000000")
            talk.end_headers()
            _slowly(talk, seconds)

        self.answer = drip

    def drips_its_head(self, seconds: float) -> None:
        """Not even the status comes to an end."""

        def drip(talk: Conversation) -> None:
            talk.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            _slowly(talk, seconds)

        self.answer = drip

    def handle_error(self, request: object, client_address: object) -> None:
        """Who asked has hung up."""

    @property
    def ids(self) -> list[str]:
        """The webhook-id of each request."""
        return [headers["webhook-id"] for _path, headers, _body in self.seen]


def _slowly(talk: Conversation, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        talk.wfile.write(b"x")
        talk.wfile.flush()
        time.sleep(0.1)

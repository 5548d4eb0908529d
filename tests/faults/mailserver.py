"""A mail server of the test: notes each Message-ID on the wire, and can keep a sender waiting."""

import socketserver
import threading
from email import message_from_bytes

ANSWERS = {b"EHLO": b"250 mail", b"HELO": b"250 mail", b"QUIT": b"221 bye"}


class Conversation(socketserver.StreamRequestHandler):
    """One SMTP session."""

    server: "MailServer"

    def handle(self) -> None:
        self.say(b"220 mail")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.take_letter()
            else:
                self.say(ANSWERS.get(word, b"250 ok"))
            if word == b"QUIT":
                return

    def take_letter(self) -> None:
        """Read it whole; say thank you only when nobody is to be kept waiting."""
        self.say(b"354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        letter = message_from_bytes(b"".join(lines))
        self.server.seen.append((letter["Message-ID"], letter["To"]))
        self.server.thanks.wait(30)
        self.say(b"250 thanks")

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.seen: list[tuple[str, str]] = []
        self.thanks = threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed does not hear the answer."""

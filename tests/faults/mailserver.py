"""A mail server of the tests: notes each Message-ID on the wire, and can keep a sender waiting or refuse."""

import socketserver
import threading
from email import message_from_bytes

ANSWERS = {b"EHLO": b"250 mail", b"HELO": b"250 mail", b"QUIT": b"221 bye"}
THANKS = b"250 thanks"
LONGEST = 60


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
        """Read it whole; answer only when nobody is to be kept waiting."""
        self.say(b"354 go on")
        lines = iter(self.rfile.readline, b".\r\n")
        letter = message_from_bytes(b"".join(lines))
        answer = self.server.note(letter["Message-ID"], letter["To"])
        self.server.patience.wait(LONGEST)
        if not answer:
            raise ConnectionResetError("hangs up without a word")
        self.say(answer)

    def say(self, words: bytes) -> None:
        self.wfile.write(words + b"\r\n")


class MailServer(socketserver.ThreadingTCPServer):
    """Listens on a free port of this machine. `seen`: what arrived; `taken`: what it said thanks for."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.seen: list[tuple[str, str]] = []
        self.taken: list[tuple[str, str]] = []
        self.refusals: list[bytes] = []
        self.patience = threading.Event()
        self.patience.set()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def environment(self) -> dict[str, str]:
        """What a house needs to send its mails here."""
        host, port = self.server_address[:2]
        return {"MILEPOST_MODE": "development", "EMAIL_HOST": str(host), "EMAIL_PORT": str(port)}

    def note(self, message_id: str, to: str) -> bytes:
        """Write down what arrived; answers with the next refusal (an empty one hangs up), or with thanks."""
        self.seen.append((message_id, to))
        if self.refusals:
            return self.refusals.pop(0)
        self.taken.append((message_id, to))
        return THANKS

    def keep_waiting(self) -> None:
        """Whoever sends from now on hears nothing after the letter."""
        self.patience.clear()

    def let_go(self) -> None:
        """Everybody gets an answer again."""
        self.patience.set()

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed does not hear the answer; one that is hung up on does not get one."""

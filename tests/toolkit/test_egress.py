"""The one way out: which addresses are refused, and what an answer may cost."""

import ast
import gzip
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from tests.house.sources import ROOT, dotted, modules, none
from tests.toolkit.egress_corpus import CORPUS, INSIDE, MISJUDGED, MISSHAPEN
from tests.toolkit.receiver import NAME, Receiver, certificate
from toolkit import egress
from toolkit.egress.ranges import is_refused

SAYS = "Write the https address of a public server that this house can find."
REAL = socket.getaddrinfo


@pytest.fixture
def server(tmp_path: Path, settings: Any) -> Iterator[Receiver]:
    """A receiver whose port alone is open, whose certificate alone counts, and a second to answer in."""
    file = certificate(tmp_path, NAME, "127.0.0.1")
    with Receiver(file) as receiver:
        settings.MILEPOST_EGRESS_ALLOW = {f"127.0.0.1:{receiver.port}"}
        settings.MILEPOST_EGRESS_ROOTS = str(file)
        settings.MILEPOST_EGRESS_SECONDS = 1.5
        yield receiver
        receiver.thanks.set()
        receiver.shutdown()


class Resolver:
    """What names stand for, one answer after the other; `asked` keeps the names. The last answer stays."""

    def __init__(self, monkeypatch: Any, **names: list[list[str]]) -> None:
        self.answers = {name.replace("_", "."): list(answers) for name, answers in names.items()}
        self.asked: list[str] = []
        monkeypatch.setattr(socket, "getaddrinfo", self)

    def __call__(self, host: Any, port: Any, *args: Any, **more: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name not in self.answers:
            return REAL(host, port, *args, **more)
        self.asked.append(name)
        left = self.answers[name]
        found = left.pop(0) if len(left) > 1 else left[0]
        return [row for address in found for row in REAL(address, port, *args, **more)]


def post(url: str, **headers: str) -> egress.Answer:
    return egress.post(url, body=b"{}", headers=headers)


def here(server: Receiver, path: str = "/hook") -> str:
    return f"https://127.0.0.1:{server.port}{path}"


def test_the_corpus_is_large_enough() -> None:
    assert len(set(CORPUS)) == len(CORPUS) >= 60


@pytest.mark.threat("T-125")
@pytest.mark.parametrize("url", INSIDE)
def test_t125_an_address_inside_is_refused_when_aimed_at_and_when_sent_to(url: str) -> None:
    with pytest.raises(egress.Refused, match=SAYS):
        egress.aim(url)
    with pytest.raises(egress.NotReached):
        post(url)


@pytest.mark.threat("T-126")
@pytest.mark.parametrize("url", MISJUDGED)
def test_t126_a_range_that_python_misjudges_is_refused(url: str) -> None:
    with pytest.raises(egress.Refused, match=SAYS):
        egress.aim(url)
    with pytest.raises(egress.NotReached):
        post(url)


@pytest.mark.threat("T-126")
@pytest.mark.parametrize("public", ["8.8.8.8", "1.1.1.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111"])
def test_t126_a_public_address_is_not(public: str) -> None:
    assert not is_refused(ip_address(public))


@pytest.mark.threat("T-126")
def test_t126_python_really_misjudges_or_our_list_is_only_as_good() -> None:
    """Each address that our list refuses and Python calls global: the reason for a list of our own."""
    hosts = [url.removeprefix("https://").rstrip("/").strip("[]") for url in MISJUDGED]
    assert all(is_refused(ip_address(host)) for host in hosts)
    assert any(ip_address(host).is_global for host in hosts)


@pytest.mark.threat("T-127")
def test_t127_the_host_is_looked_up_once_and_the_checked_address_is_used(
    server: Receiver, monkeypatch: Any
) -> None:
    """A second look-up would lead elsewhere: to an address at which nobody listens."""
    resolver = Resolver(monkeypatch, receiver_test=[["127.0.0.1"], ["127.0.0.99"]])
    assert post(f"https://{NAME}:{server.port}/hook").status == 200
    assert resolver.asked == [NAME]
    [(path, headers, _body)] = server.seen
    assert (path, headers["Host"], server.names) == ("/hook", f"{NAME}:{server.port}", [NAME])


@pytest.mark.threat("T-127")
@pytest.mark.parametrize(
    "mixed", [["127.0.0.2"], ["8.8.8.8", "127.0.0.2"], ["8.8.8.8", "::1"], ["10.0.0.1", "8.8.8.8"]]
)
def test_t127_one_wrong_address_among_several_refuses_the_name(mixed: list[str], monkeypatch: Any) -> None:
    Resolver(monkeypatch, receiver_test=[mixed])
    with pytest.raises(egress.Refused):
        egress.aim(f"https://{NAME}/")


@pytest.mark.threat("T-127")
def test_t127_a_name_that_was_public_when_saved_is_refused_when_it_leads_inside(
    server: Receiver, monkeypatch: Any, settings: Any
) -> None:
    settings.MILEPOST_EGRESS_PORTS = {443, server.port}
    settings.MILEPOST_EGRESS_ALLOW = set()
    Resolver(monkeypatch, receiver_test=[["8.8.8.8"], ["127.0.0.1"]])
    url = f"https://{NAME}:{server.port}/"
    assert [str(address) for address in egress.aim(url).addresses] == ["8.8.8.8"]
    with pytest.raises(egress.NotReached):
        post(url)
    assert server.seen == server.names == []


@pytest.mark.threat("T-127")
def test_t127_the_certificate_must_be_that_of_the_name(
    server: Receiver, tmp_path: Path, monkeypatch: Any, settings: Any
) -> None:
    Resolver(monkeypatch, other_test=[["127.0.0.1"]])
    with pytest.raises(egress.NotReached):
        post(f"https://other.test:{server.port}/")
    settings.MILEPOST_EGRESS_ROOTS = str(certificate(tmp_path, "stranger.test"))
    with pytest.raises(egress.NotReached):
        post(here(server))
    assert server.seen == []


@pytest.mark.threat("T-128")
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_t128_a_redirect_is_not_followed(server: Receiver, status: int) -> None:
    server.says(status, b"", Location=here(server, "/inside"))
    assert post(here(server)).status == status
    assert [path for path, _headers, _body in server.seen] == ["/hook"]


@pytest.mark.threat("T-130")
def test_t130_proxies_and_netrc_of_the_machine_are_ignored(
    server: Receiver, tmp_path: Path, monkeypatch: Any
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    assert post(here(server)).status == 200
    assert "Authorization" not in server.seen[0][1]


@pytest.mark.threat("T-131")
@pytest.mark.parametrize("url", MISSHAPEN)
def test_t131_only_https_on_its_port_without_userinfo(url: str, monkeypatch: Any) -> None:
    Resolver(monkeypatch, **{"example.com": [["8.8.8.8"]]})
    with pytest.raises(egress.Refused, match=SAYS):
        egress.aim(url)


@pytest.mark.threat("T-131")
def test_t131_the_second_port_is_open_by_setting_only(monkeypatch: Any, settings: Any) -> None:
    Resolver(monkeypatch, **{"example.com": [["8.8.8.8"]]})
    with pytest.raises(egress.Refused):
        egress.aim("https://example.com:8443/")
    settings.MILEPOST_EGRESS_PORTS = {443, 8443}
    assert egress.aim("https://example.com:8443/").port == 8443


@pytest.mark.threat("T-132")
def test_t132_closed_open_and_blocked_look_the_same(server: Receiver, settings: Any, caplog: Any) -> None:
    """The tenant learns nothing; the operator's log tells the three apart."""
    with socket.socket() as closed, socket.socket() as deaf:
        closed.bind(("127.0.0.1", 0))
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        ports = [closed.getsockname()[1], deaf.getsockname()[1]]
        settings.MILEPOST_EGRESS_ALLOW = {f"127.0.0.1:{port}" for port in ports}
        settings.MILEPOST_EGRESS_SECONDS = 0.5
        said = []
        for port in (*ports, 25):
            with pytest.raises(egress.NotReached) as refusal:
                post(f"https://127.0.0.1:{port}/")
            said.append((str(refusal.value), refusal.value.args, refusal.value.__cause__))
    assert said == [("", (), None)] * 3
    told = [record.getMessage() for record in caplog.records]
    assert len(set(told)) == 3
    assert "stands for 127.0.0.1" in told[2]


@pytest.mark.threat("T-132")
def test_t132_the_log_holds_no_path_and_no_query(caplog: Any) -> None:
    with pytest.raises(egress.NotReached):
        post("https://127.0.0.1/services/SECRET-PATH?key=SECRET-KEY")
    assert "SECRET" not in caplog.text


@pytest.mark.threat("T-133")
def test_t133_a_dripping_body_is_cut_and_its_status_counts(server: Receiver) -> None:
    server.drips(60)
    answer = post(here(server))
    assert answer.status == 200
    assert 0 < len(answer.body) < 100


@pytest.mark.threat("T-133")
def test_t133_a_dripping_head_is_no_answer(server: Receiver) -> None:
    server.drips_its_head(60)
    with pytest.raises(egress.NotReached):
        post(here(server))


@pytest.mark.threat("T-133")
def test_t133_a_receiver_that_keeps_us_waiting_is_no_answer(server: Receiver) -> None:
    server.thanks.clear()
    with pytest.raises(egress.NotReached):
        post(here(server))


@pytest.mark.threat("T-133")
def test_t133_of_a_huge_body_64_kb_are_read(server: Receiver, settings: Any) -> None:
    settings.MILEPOST_EGRESS_SECONDS = 10
    wrote = []

    def pour(talk: Any) -> None:
        talk.send_response(200)
        talk.send_header("Content-Length", str(10 * 1024**3))
        talk.end_headers()
        while True:
            talk.wfile.write(b"x" * 65536)
            wrote.append(65536)

    server.answer = pour
    assert len(post(here(server)).body) == 64 * 1024
    assert sum(wrote) < 16 * 1024**2


@pytest.mark.threat("T-133")
def test_t133_a_packed_body_is_not_unpacked(server: Receiver) -> None:
    bomb = gzip.compress(b"0" * 10_000_000)
    server.answer = lambda talk: talk.say(200, bomb, **{"Content-Encoding": "gzip"})
    assert post(here(server)).body == bomb[: 64 * 1024]


@pytest.mark.threat("T-133")
def test_t133_a_resolver_that_does_not_answer_is_left_behind(monkeypatch: Any, settings: Any) -> None:
    settings.MILEPOST_EGRESS_SECONDS = 0.4
    never = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: never.wait(30) and [])
    with pytest.raises(egress.NotReached):
        post("https://slow.example.com/")
    never.set()


def test_headers_and_body_arrive_as_they_are(server: Receiver) -> None:
    answer = egress.post(here(server), body=b'{"a": 1}', headers={"webhook-id": "msg_1"})
    assert (answer.status, answer.body) == (200, b"ok")
    [(_path, headers, body)] = server.seen
    assert (headers["webhook-id"], body) == ("msg_1", b'{"a": 1}')


# What may talk to the network besides the one way out, and why.
OUTGOING = {
    "httpx",
    "httpcore",
    "requests",
    "urllib3",
    "aiohttp",
    "urllib.request",
    "http.client",
    "socket",
    "ftplib",
}
KNOWN = {
    "config/launcher/": "asks the house’s own processes on this machine whether they answer",
    "toolkit/egress/": "the one way out",
    "toolkit/files/viruses.py": "asks the scanner whose address the operator wrote into the environment",
}


def test_nothing_else_in_the_product_opens_a_connection() -> None:
    none(
        f"{module.file} imports {name}"
        for module in modules()
        if not module.file.startswith(tuple(KNOWN))
        for name, what in module.imports()
        if name in OUTGOING or f"{name}.{what}" in OUTGOING or name.split(".")[0] in OUTGOING - {"socket"}
    )
    none(
        f"{module.file}:{call.lineno} {dotted(call.func)}"
        for module in modules()
        if not module.file.startswith(tuple(KNOWN))
        for call in ast.walk(module.tree)
        if isinstance(call, ast.Call)
        and dotted(call.func).split(".")[-1] in {"urlopen", "create_connection", "open_connection"}
    )


def test_the_lint_sees_what_it_looks_for() -> None:
    found = {
        name
        for module in modules()
        if module.file.startswith("toolkit/egress/")
        for name, _ in module.imports()
    }
    assert {"httpx", "socket"} <= found


@pytest.mark.threat("T-125")
@pytest.mark.parametrize(
    ("variable", "value"),
    [("MILEPOST_EGRESS_ALLOW", "127.0.0.1:8443"), ("MILEPOST_EGRESS_PORTS", "443,22")],
)
def test_t125_production_does_not_start_with_a_door_to_the_inside(variable: str, value: str) -> None:
    environment = {
        **os.environ,
        "MILEPOST_MODE": "production",
        "SECRET_KEY": "s" * 50,
        "ALLOWED_HOSTS": "milepost.example.com",
    }
    words = [sys.executable, "-c", "import config.settings"]
    for more, works in (({}, True), ({variable: value}, False)):
        ran = subprocess.run(words, env={**environment, **more}, cwd=ROOT, capture_output=True, text=True)
        assert (ran.returncode == 0) == works, ran.stderr
    assert variable in ran.stderr

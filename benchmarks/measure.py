"""Measuring two ways of answering, side by side, so that a noisy machine disturbs both alike."""

import io
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

Answer = Callable[[], None]


@dataclass(frozen=True)
class Ratio:
    """How ours compares with the baseline: requests per second of both, medians of the rounds."""

    name: str
    ours: float
    baseline: float
    wanted: str

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.ours / self.baseline:.2f} of the baseline"
            f" ({self.ours:.0f}/s against {self.baseline:.0f}/s; wanted {self.wanted})"
        )


def side_by_side(
    name: str, ours: Answer, baseline: Answer, *, wanted: str, rounds: int = 9, n: int = 30
) -> Ratio:
    """Alternate short rounds of both, after warming each up."""
    for answer in (ours, baseline):
        _rate(answer, n)
    pairs = [(_rate(ours, n), _rate(baseline, n)) for _round in range(rounds)]
    return Ratio(name, *(statistics.median(side) for side in zip(*pairs, strict=True)), wanted)


def _rate(answer: Answer, n: int) -> float:
    start = time.perf_counter()
    for _ in range(n):
        answer()
    return n / (time.perf_counter() - start)


def get(application: Any, path: str, **headers: str) -> Answer:
    """A GET straight at the WSGI door; anything but 200 ends the run."""
    return partial(_ask, application, "GET", path, b"", headers)


def post(application: Any, path: str, body: bytes, **headers: str) -> Answer:
    """A POST of JSON; anything but 201 ends the run."""
    json = {"CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body))}
    return partial(_ask, application, "POST", path, body, {**json, **headers})


def _ask(application: Any, method: str, path: str, content: bytes, headers: dict[str, str]) -> None:
    path, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": "http",
        **headers,
    }
    seen: list[str] = []
    response = application(environ, lambda status, headers, exc=None: seen.append(status))
    body = b"".join(response)
    response.close()
    if not seen[0].startswith("201" if content else "200") or not body:
        raise SystemExit(f"{path} answered {seen[0]}: {body[:300]!r}")

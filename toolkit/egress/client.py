"""Sending one request to a checked target, and reading no more of the answer than is good for us."""

import asyncio
import logging
import ssl
import time
from collections.abc import Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import certifi
import httpx
from django.conf import settings
from django.utils.module_loading import import_string

from toolkit.egress.ranges import Address
from toolkit.egress.targets import Refused, Target, aim, parse

MOST_BYTES = 64 * 1024
KEPT_SECONDS = 0.2
USER_AGENT = "Milepost"
log = logging.getLogger(__name__)


class NotReached(Exception):
    """No answer, for whatever reason; the reason stands in the operator's log only."""


@dataclass(frozen=True)
class Answer:
    """What a server said: its status, at most 64 KB of the body as sent, and after how many milliseconds."""

    status: int
    body: bytes
    milliseconds: int


def post(url: str, *, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Send a body to an address that somebody wrote; raises `NotReached`.

    MILEPOST_EGRESS_SECONDS for everything: the look-up, the connection, the sending, the answer. An answer
    whose status came in time counts, however much of its body is missing.
    """
    end = time.monotonic() + settings.MILEPOST_EGRESS_SECONDS
    try:
        target = aim(url, within=settings.MILEPOST_EGRESS_SECONDS / 2)
        if target.stand_in:
            answer: Answer = import_string(target.stand_in)(url=url, body=body, headers=headers)
            return answer
        return _run(_before(end, target, body, headers))
    except (Refused, OSError, httpx.HTTPError, ValueError) as error:
        log.warning("egress: nothing reached at %s: %s", _named(url), _why(error))
        raise NotReached from None


def _run(sending: Coroutine[Any, Any, Answer]) -> Answer:
    """In a thread of its own: whoever calls may have a running loop, and asyncio has one to a thread."""
    with ThreadPoolExecutor(1, "egress") as own:
        return own.submit(asyncio.run, sending).result()


async def _before(end: float, target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
    """The first of the target's addresses that lets us in answers."""
    failed: Exception = OSError("no address")
    async with asyncio.timeout(end - time.monotonic()) as limit:
        for address in target.addresses:
            try:
                return await _sent(limit, target, address, body, headers)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed


async def _sent(
    limit: asyncio.Timeout, target: Target, address: Address, body: bytes, headers: Mapping[str, str]
) -> Answer:
    """One request. The connection goes to the literal; host, server name and certificate are the name's."""
    seconds = settings.MILEPOST_EGRESS_SECONDS
    timeout = httpx.Timeout(seconds, connect=seconds / 2)
    began = time.monotonic()
    async with httpx.AsyncClient(
        verify=trust(), trust_env=False, follow_redirects=False, timeout=timeout
    ) as client:
        request = client.build_request(
            "POST",
            target.url.copy_with(host=str(address)),
            content=body,
            headers={**headers, **_own(target)},
            extensions={"sni_hostname": target.name},
        )
        answer = await client.send(request, stream=True)
        try:
            milliseconds = round((time.monotonic() - began) * 1000)
            return Answer(answer.status_code, await _read(answer, limit), milliseconds)
        finally:
            await answer.aclose()


async def _read(answer: httpx.Response, limit: asyncio.Timeout) -> bytes:
    """The first 64 KB as they come (nothing is unpacked); what drips is cut off at the end of our time."""
    read = bytearray()
    try:
        async with asyncio.timeout_at((limit.when() or 0) - KEPT_SECONDS):
            async for chunk in answer.aiter_raw():
                read += chunk
                if len(read) >= MOST_BYTES:
                    break
    except (TimeoutError, httpx.HTTPError):
        log.info("egress: the body of an answer was cut off after %d bytes", len(read))
    return bytes(read[:MOST_BYTES])


def _own(target: Target) -> dict[str, str]:
    name = f"[{target.name}]" if ":" in target.name else target.name
    host = name if target.port == 443 else f"{name}:{target.port}"
    return {"Host": host, "User-Agent": USER_AGENT, "Accept-Encoding": "identity"}


@lru_cache(maxsize=4)
def _context(file: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=file or certifi.where())


def trust() -> ssl.SSLContext:
    """Whose certificates count: Mozilla's roots, or those of the file that the operator names."""
    return _context(settings.MILEPOST_EGRESS_ROOTS)


def _named(url: str) -> str:
    """Host and port: the rest of an address may hold a password of its own."""
    try:
        target = parse(url)
    except Refused:
        return "an address that is none"
    return f"{target.name}:{target.port}"


def _why(error: Exception) -> str:
    return error.detail if isinstance(error, Refused) else repr(error)

"""What may differ between two answers that say the same: tokens against forgery, request ids, the address."""

import re
from typing import Any

MASKS = (
    (re.compile(rb"\b[A-Za-z0-9]{64}\b"), b"CSRF"),
    (re.compile(rb'name="once" value="[A-Za-z0-9_-]{20}"'), b"ONCE"),
    (re.compile(rb"\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\b"), b"ID"),
)
# How many requests are left, and within which limit, changes with each of them.
COUNTED = "RateLimit"
OWN_HEADERS = {"X-Request-ID", "Content-Length"}


def masked(response: Any, *addresses: str) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers of an answer, without what differs between any two requests.

    `addresses`: texts of the request's own address that the answer may repeat.
    """
    body = response.content
    told = {name: value for name, value in response.headers.items() if not name.startswith(COUNTED)}
    headers = {name: value for name, value in told.items() if name not in OWN_HEADERS}
    for address in addresses:
        body = body.replace(address.encode(), b"ADDRESS")
        headers = {name: value.replace(address, "ADDRESS") for name, value in headers.items()}
    for pattern, word in MASKS:
        body = pattern.sub(word, body)
    return response.status_code, body, headers

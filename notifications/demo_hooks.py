"""The receiver of the demo: keeps in the database what webhooks sent to addresses below milepost.test.

`/ui/hooks` shows it. A host that begins with `down` answers 503, one that begins with `gone` answers 410.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

from notifications.models import DemoHook
from toolkit.egress import Answer

ANSWERS = {"down": 503, "gone": 410}
WORDS = {200: b'{"received": true}', 503: b"Down for maintenance", 410: b"This receiver was switched off"}


def answer(*, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Keep one request, and answer as the host's name says."""
    name = (urlsplit(url).hostname or "").partition(".")[0]
    status = ANSWERS.get(name, 200)
    DemoHook.objects.create(
        message_id=headers["webhook-id"],
        address=url,
        headers=dict(headers),
        body=body.decode(),
        status=status,
    )
    return Answer(status, WORDS[status], 1)

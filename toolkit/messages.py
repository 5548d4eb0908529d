"""Messages that carry more than a sentence: the way back from what they state."""

import json
from typing import Any

MARK = "undo:"


def undo_of(message: Any) -> dict[str, Any] | None:
    """The offer that a message carries in its tags, for its toast: `url` and the `fields` sent to it."""
    tags = message.extra_tags or ""
    found: dict[str, Any] | None = json.loads(tags.removeprefix(MARK)) if tags.startswith(MARK) else None
    return found

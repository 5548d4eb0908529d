"""The way back from what was just done: one click beside the fact, where an opposite verb exists."""

import json
from dataclasses import dataclass
from typing import Any

from toolkit.links import Link
from toolkit.messages import MARK
from toolkit.reading import Attributes


@dataclass(frozen=True)
class Back:
    """One offer: the page of the opposite verb, and what is sent to it."""

    url: str
    fields: dict[str, str]

    def as_dict(self) -> dict[str, Any]:
        return {"url": self.url, "fields": self.fields}

    def packed(self) -> str:
        """As the tags of a message."""
        return MARK + json.dumps(self.as_dict())


class Undo:
    """The page of the opposite verb, by attributes of what the service returned.

    `Undo(Link("planning_unshare", number="number"), "version")`: names after the link are attributes that
    are sent along. The actor is offered it only with the page's `policy`.
    """

    def __init__(self, link: Link, *fields: str, policy: str) -> None:
        self.link, self.fields, self.policy = link, fields, policy

    def offer(self, page: Any, result: Any) -> Back | None:
        """The offer to this actor, or None where the opposite verb is not hers."""
        if not page.actor.may(self.policy, page.subject):
            return None
        of = Attributes(result)
        return Back(self.link.url(page.kwargs, of), {name: str(of[name]) for name in self.fields})

"""Who reads a page: language, zone, day, and what the person may do. How a record is read by paths."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone
from django.utils.translation import get_language

from toolkit import formats


def nobody(action: str, record: Any = None) -> bool:
    """May do nothing."""
    return False


@dataclass(frozen=True)
class Reader:
    """The eyes that values are formatted for. `arguments` are the URL arguments of the page."""

    language: str = "en"
    zone: dt.tzinfo = dt.UTC
    as_of: dt.date | None = None
    minutes_per_day: int = formats.MINUTES_PER_DAY
    arguments: Mapping[str, Any] = field(default_factory=dict)
    may: Callable[..., bool] = nobody
    subject: Any = None

    @classmethod
    def of(cls, actor: Any, **more: Any) -> "Reader":
        """The reader behind an actor, in the active language and the actor's zone (or `zone=`, `as_of=`)."""
        zone = formats.zone_of(more.pop("zone", None) or getattr(actor, "zone", None))
        now = getattr(actor, "now", None) or timezone.now()
        return cls(
            **{
                "language": get_language() or "en",
                "zone": zone,
                "as_of": now.astimezone(zone).date(),
                "may": getattr(actor, "may", nobody),
                **more,
            }
        )

    def day(self, value: Any, style: str = "short") -> str:
        return formats.day(value, as_of=self.as_of, style=style, language=self.language, zone=self.zone)

    def instant(self, value: Any) -> str:
        return formats.instant(value, as_of=self.as_of, language=self.language, zone=self.zone)

    def duration(self, minutes: Any) -> str:
        return formats.duration(minutes, minutes_per_day=self.minutes_per_day, language=self.language)


def reach(record: Any, path: str) -> Any:
    """The value at a path like `owner__name`; None where the way ends early."""
    for name in path.split("__"):
        if record is None:
            return None
        try:
            record = getattr(record, name)
        except ObjectDoesNotExist:
            return None
    return record


class Attributes(Mapping[str, Any]):
    """A record's attributes by name, for texts and addresses that name them."""

    def __init__(self, record: Any) -> None:
        self.record = record

    def __getitem__(self, path: str) -> Any:
        return self.record.get(path) if isinstance(self.record, dict) else reach(self.record, path)

    def __iter__(self) -> Iterator[str]:
        return iter(vars(self.record))

    def __len__(self) -> int:
        return len(vars(self.record))

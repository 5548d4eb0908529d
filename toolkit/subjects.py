"""What pages and endpoints share: who is at the door, which record is meant, what the service takes."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from types import FunctionType
from typing import Any, ClassVar

from django.utils import timezone

from toolkit.errors import Denied, Missing
from toolkit.formats import zone_of
from toolkit.limits import spend
from toolkit.reading import Reader
from toolkit.registry import Open


class AboutSubject:
    """A door about one record, or about none.

    `get_subject(actor, **kwargs)` finds the record (`kwargs` are the URL's, without `org`): not found or
    None is 404, found but not allowed is 403. Doors about no record leave it out.
    `subject_as` is the name under which selector and service take it. `limits` names, by method, the limit of
    `settings.MILEPOST_LIMITS` that a call counts for.
    """

    request: Any
    kwargs: dict[str, Any]
    subject_as: str = ""
    limits: ClassVar[Mapping[str, str]] = {}
    callables: ClassVar[tuple[str, ...]] = ("selector", "service", "success")

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name in cls.callables:
            if isinstance(vars(cls).get(name), FunctionType):
                setattr(cls, name, staticmethod(vars(cls)[name]))

    @property
    def actor(self) -> Any:
        return getattr(self.request, "actor", None)

    @cached_property
    def arguments(self) -> dict[str, Any]:
        """The URL's arguments without the organization, which is the actor's."""
        return {name: value for name, value in self.kwargs.items() if name != "org"}

    def get_subject(self, actor: Any, **kwargs: Any) -> Any:
        """The record this door is about; raise `Missing` or `DoesNotExist` when there is none."""
        return None

    @cached_property
    def subject(self) -> Any:
        found = self.get_subject(self.actor, **self.arguments)
        is_about_a_record = type(self).get_subject is not AboutSubject.get_subject
        if found is None and is_about_a_record:
            raise Missing()
        return found

    def get_arguments(self) -> dict[str, Any]:
        """What selector and service take beside the actor: the subject, or the URL's arguments."""
        return {self.subject_as: self.subject} if self.subject_as else dict(self.arguments)

    def check(self, policy: str | Open) -> None:
        """Find the subject, then ask whether the actor may; a door without a policy refuses everybody."""
        subject = self.subject
        # The access log names what a look was about, also one that is refused.
        getattr(self.request, "_request", self.request).subject = subject
        if isinstance(policy, Open):
            return
        if not policy or not self.actor.may(policy, subject):
            raise Denied(policy, subject)
        if limit := self.limits.get((self.request.method or "").lower()):
            spend(limit, self.actor)

    def get_reading(self) -> dict[str, Any]:
        """How the subject wants to be read: `zone=`, `minutes_per_day=`, `as_of=`."""
        return {}

    @cached_property
    def reader(self) -> Reader:
        zone = timezone.get_current_timezone()
        reading = {"zone": zone, "arguments": self.kwargs, "subject": self.subject, **self.get_reading()}
        return Reader.of(self.actor, **reading)

    @cached_property
    def zone(self) -> dt.tzinfo:
        """The actor's zone; values are shown in it unless `get_reading` names another one."""
        return zone_of(getattr(self.actor, "zone", None))

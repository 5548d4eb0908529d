"""The ways a door says no. Page, API, admin and task show the same text."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class DomainError(Exception):
    """A rule of the business refused. 422 with the form, 409 in the API.

    A subclass names its `code` and `message`; named details fill the message:

        class MilestoneAlreadyReached(DomainError):
            code = "milestone_already_reached"
            message = _("%(key)s was reached on %(day)s. Reopen it first.")

        raise MilestoneAlreadyReached(key="T4", day=day)

    `field` names the form field or API member that the person should change. `members` are further
    members of the API's problem, such as the verbs that a state allows. `status` is the HTTP status where
    neither 409 nor 422 says it.
    """

    code = "refused"
    status: int | None = None
    message: Text = _("This is not possible in the present state. Reload and look again.")
    field: str | None = None

    def __init__(
        self,
        message: Text | None = None,
        *,
        code: str | None = None,
        field: str | None = None,
        **details: Any,
    ) -> None:
        self.code = code or self.code
        self.field = field or self.field
        self.details = details
        self.members: dict[str, Any] = {}
        self._text = self.message if message is None else message
        super().__init__(self._text)

    def __str__(self) -> str:
        text = str(self._text)
        return text % self.details if self.details else text


class BadInput(DomainError):
    """What came in has the wrong shape. 422 with the form or the member."""

    code = "bad_input"
    message = _("The request cannot be read. Check it and send it again.")


class BadParameter(BadInput):
    """A parameter of the address is unknown or has the wrong shape. 400."""

    code = "bad_parameter"


class TooOften(DomainError):
    """The same was done too often in a short time. 422 with the form, 429 in the API.

    `wait`: seconds until it is possible again, at most.
    """

    code = "too_often"
    message = _("This was done too often in a short time. Wait a minute, then try again.")
    wait = 60


class Stale(DomainError):
    """Somebody else changed the record first. 409 on a page, 412 in the API.

    `theirs` maps field names to the values now stored, for the page that shows both;
    `version` is the version now stored, `by` and `at` say who changed it and when, where known.
    """

    code = "stale"
    message = _("Somebody else changed this while you were editing. Compare, then decide which values stay.")

    def __init__(
        self,
        message: Text | None = None,
        *,
        theirs: dict[str, Any] | None = None,
        version: int | None = None,
        by: str | None = None,
        at: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(message, **kwargs)
        self.theirs, self.version, self.by, self.at = theirs or {}, version, by, at


class Denied(PermissionDenied):
    """The person may see the record but not do this. 403."""

    code = "denied"

    def __init__(self, policy: str = "", subject: Any = None, message: Text | None = None) -> None:
        self.policy, self.subject = policy, subject
        self.message = message or _(
            "Your role does not allow this. Ask an administrator of your organization."
        )
        super().__init__(self.message)


class Missing(Http404):
    """Not there, or not visible to this person: 404, and nobody can tell which."""

    code = "missing"

    def __init__(self, message: Text | None = None) -> None:
        self.message = message or _("There is nothing at this address.")
        super().__init__(str(self.message))

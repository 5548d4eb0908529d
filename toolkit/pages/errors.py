"""What a refused request answers: a page for people, a problem for machines. `config.urls` names these."""

import sys
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from toolkit.api import problems
from toolkit.errors import BadInput, Denied, DomainError, TooOften
from toolkit.formats import sentences
from toolkit.passing import has_crossed, is_passing


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the request has the wrong shape."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    is_ours = isinstance(exception, BadInput)
    field = exception.field if isinstance(exception, BadInput) else None
    detail = str(exception) if is_ours else _("The request cannot be read. Go back and try another way.")
    return refused(request, 400, _("This address does not work"), detail, field=field, code="bad_input")


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than this address takes; the rest was not read."""
    detail = _("What you sent is larger than this page takes. Send less at once, or make the file smaller.")
    return refused(request, 413, _("This is too large"), detail, code="too_large")


def domain(request: HttpRequest, error: DomainError) -> HttpResponse:
    """400 for a wrong parameter, 409 for a rule that refused outside a form."""
    if isinstance(error, BadInput):
        return bad_request(request, error)
    if isinstance(error, TooOften):
        return too_many(request, error.wait)
    return refused(request, 409, _("This is not possible now"), str(error), code=error.code)


def too_slow(request: HttpRequest) -> HttpResponse:
    """503: the database stopped a statement; its transaction is lost, so nothing more is asked of it."""
    problems.take_back()
    detail = _("This takes too long now. Narrow the filters, or try again in a minute.")
    response = refused(request, 503, _("This takes too long"), detail, code="too_slow")
    response["Retry-After"] = "5"
    return response


def denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the record is visible, the verb is not this person's."""
    fault = exception if isinstance(exception, Denied) else Denied()
    detail = str(fault.message)
    if fault.policy and not request.path.startswith("/api/"):
        who_may = import_string(settings.MILEPOST_WHO_MAY)
        detail = sentences(detail, who_may(getattr(request, "actor", None), fault.policy, fault.subject))
    return refused(request, 403, _("This is not open to your role"), detail, code="denied")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing there, or not for this person; nobody can tell which."""
    detail = _("The address may be old, or what stood here is not open to you.")
    return refused(request, 404, _("There is nothing here"), detail, code="missing")


def too_many(request: HttpRequest, wait: int = 0) -> HttpResponse:
    """429: the same was tried too often. `wait`: seconds, where they are known."""
    detail = _("Wait a few minutes, then try again.")
    answer = refused(request, 429, _("Too many attempts"), detail, code="throttled")
    if wait:
        answer["Retry-After"] = str(wait)
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """500: our fault; 503 where it is one that passes."""
    fault = sys.exc_info()[1]
    if has_crossed(fault) and transaction.get_connection().in_atomic_block:
        return crossed(request)
    if is_passing(fault):
        return away(request)
    detail = _(
        "This is our fault. Nothing was changed. Go back and try again; if it stays, send the reference."
    )
    return refused(request, 500, _("Something failed"), detail, code="failed")


def crossed(request: HttpRequest) -> HttpResponse:
    """503: somebody wrote the same records at the same moment.

    Marked to be done once more, because the request's own transaction is still open and will be taken
    back: what fails after a commit must not be repeated.
    """
    detail = _("Somebody changed the same records at this moment. Nothing of yours was changed: try again.")
    response = refused(request, 503, _("This is not possible now"), detail, code="crossed")
    response["Retry-After"] = "1"
    response.crossed = True  # type: ignore[attr-defined]
    return response


def away(request: HttpRequest) -> HttpResponse:
    """503: the database does not answer. Whether a change was kept is not known here."""
    detail = _(
        "The database is not there at this moment. Look whether your change was kept before you try again."
    )
    response = refused(request, 503, _("This is not possible now"), detail, code="away")
    response["Retry-After"] = "2"
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form comes from elsewhere or is too old."""
    detail = _("The form is too old or came from another page. Open it again and send it once more.")
    return refused(request, 403, _("This form cannot be accepted"), detail, code="csrf_failed")


def refused(
    request: HttpRequest, status: int, title: str, detail: str, *, code: str, field: str | None = None
) -> HttpResponse:
    """The refusal as a page, or as a problem below /api/."""
    reference = getattr(request, "request_id", "") if status == 500 else ""
    if request.path.startswith("/api/"):
        told = {"detail": None if status == 404 else detail, "field": field, "reference": reference}
        return problems.response(status, code=code, **told)
    context: dict[str, Any] = {"title": title, "detail": detail, "status": status, "field": field or ""}
    # After a fault of ours the context processors may not find a database to ask.
    asked_by = request if status < 500 else None
    body = render_to_string("pages/refused.html", {**context, "reference": reference}, asked_by)
    return HttpResponse(body, status=status)

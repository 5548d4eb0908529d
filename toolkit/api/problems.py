"""Refusals for machines: RFC 9457 problem details with stable codes."""

from http import HTTPStatus
from typing import Any

import orjson
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import OperationalError, connections
from django.http import Http404, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions

from toolkit.errors import BadInput, BadParameter, DomainError, Stale, TooOften

MEDIA_TYPE = "application/problem+json"
QUERY_CANCELLED = "57014"
CODES = {400: "bad_request", 401: "unauthorized", 404: "missing", 405: "method_not_allowed", 429: "throttled"}


class PreconditionMissing(exceptions.APIException):
    """A change without saying which version it was made from."""

    status_code = 428
    default_code = "precondition_missing"
    default_detail = _("Send If-Match with the ETag of the record you read.")


class TooLarge(exceptions.APIException):
    """The body is larger than this address takes."""

    status_code = 413
    default_code = "too_large"
    default_detail = _("The body is larger than this address takes. Send it in parts.")


def body(status: int, *, code: str, detail: Any = None, **more: Any) -> dict[str, Any]:
    """The members of a problem; empty ones are left out."""
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "code": code}
    given = {"detail": str(detail) if isinstance(detail, Promise) else detail, **more}
    return {**problem, **{name: value for name, value in given.items() if value}}


def response(status: int, *, code: str, detail: Any = None, **more: Any) -> HttpResponse:
    """A problem as an answer."""
    data = orjson.dumps(body(status, code=code, detail=detail, **more))
    return HttpResponse(data, status=status, content_type=MEDIA_TYPE)


def too_often(error: TooOften) -> HttpResponse:
    """429, with the seconds to wait."""
    answer = response(429, code=error.code, detail=str(error))
    answer["Retry-After"] = str(error.wait)
    return answer


def problem(exception: Exception, context: dict[str, Any] | None = None) -> HttpResponse | None:
    """The answer to an exception in an endpoint; None for our own faults, which are 500."""
    answer = _of_domain(exception) or _of_framework(exception) or _of_django(exception)
    if answer is None:
        return None
    if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED and context:
        answer["Allow"] = ", ".join(context["view"].allowed_methods)
    take_back()
    return answer


def _of_domain(exception: Exception) -> HttpResponse | None:
    if not isinstance(exception, DomainError):
        return None
    statuses = {BadParameter: 400, BadInput: 422, Stale: 412, TooOften: 429}
    usual = next((status for kind, status in statuses.items() if isinstance(exception, kind)), 409)
    status = exception.status or usual
    version = exception.version if isinstance(exception, Stale) else None
    told = {"field": exception.field, "version": version, **exception.members}
    answer = response(status, code=exception.code, detail=str(exception), **told)
    if isinstance(exception, TooOften):
        answer["Retry-After"] = str(exception.wait)
    return answer


def _of_framework(exception: Exception) -> HttpResponse | None:
    if isinstance(exception, exceptions.ValidationError):
        return response(
            422, code="bad_input", detail=BadInput.message, errors=flat(exception.get_full_details())
        )
    if not isinstance(exception, exceptions.APIException):
        return None
    status = exception.status_code
    code = CODES.get(status, str(exception.get_codes()))
    answer = response(status, code=code, detail=None if status == 404 else str(exception.detail))
    if challenge := getattr(exception, "auth_header", None):
        answer["WWW-Authenticate"] = challenge
    if wait := getattr(exception, "wait", None):
        answer["Retry-After"] = str(int(wait) + 1)
    return answer


def _of_django(exception: Exception) -> HttpResponse | None:
    if isinstance(exception, (Http404, ObjectDoesNotExist)):
        return response(404, code="missing")
    if isinstance(exception, PermissionDenied):
        return response(403, code=getattr(exception, "code", "denied"), detail=str(exception))
    if isinstance(exception, ValidationError):
        return response(422, code="bad_input", detail=BadInput.message, errors=flat_validation(exception))
    if isinstance(exception, RequestDataTooBig):
        return response(413, code="too_large", detail=TooLarge.default_detail)
    if isinstance(exception, SuspiciousOperation):
        return response(400, code="bad_request", detail=BadInput.message)
    return too_slow() if is_cancelled(exception) else None


def is_cancelled(exception: BaseException) -> bool:
    """Whether the database stopped a statement that took too long."""
    cause = exception.__cause__
    return isinstance(exception, OperationalError) and getattr(cause, "sqlstate", "") == QUERY_CANCELLED


def too_slow() -> HttpResponse:
    """503: ask for less, or later."""
    answer = response(
        503,
        code="too_slow",
        detail=_("This takes too long now. Narrow the filters, or try again in a minute."),
    )
    answer["Retry-After"] = "5"
    return answer


def flat(details: Any, path: str = "") -> list[dict[str, str]]:
    """The nested errors of a serializer as a list of field, code and detail."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        return [{"field": path, "code": str(details["code"]), "detail": str(details["message"])}]
    pairs = details.items() if isinstance(details, dict) else enumerate(details)
    errors: list[dict[str, str]] = []
    for name, inner in pairs:
        is_item = isinstance(details, dict) and name != "non_field_errors"
        is_nested = isinstance(details, list) and set(inner) != {"message", "code"}
        step = f"{path}.{name}" if path else str(name)
        errors += flat(inner, step if is_item or is_nested else path)
    return errors


def flat_validation(exception: ValidationError) -> list[dict[str, str]]:
    """The errors of a model's or form's validation, in the same shape."""
    found = (
        exception.error_dict if hasattr(exception, "error_dict") else {NON_FIELD_ERRORS: exception.error_list}
    )
    return [
        {"field": "" if name == NON_FIELD_ERRORS else name, "code": one.code or "invalid", "detail": text}
        for name, errors in found.items()
        for one in errors
        for text in one.messages
    ]


def take_back() -> None:
    """The refusal is an ordinary answer, so the view's own transaction must be told."""
    for connection in connections.all(initialized_only=True):
        if connection.settings_dict.get("ATOMIC_REQUESTS") and connection.in_atomic_block:
            connection.set_rollback(True)

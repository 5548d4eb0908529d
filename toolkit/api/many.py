"""Many rows in one request: all of them or none, or each for itself."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request

from toolkit import many
from toolkit.api import problems
from toolkit.api.endpoints import Endpoint
from toolkit.api.rows import read
from toolkit.errors import BadInput, DomainError, Stale

MOST_ERRORS = 100


class RowsRefused(DomainError):
    """Why nothing of a bulk request was done: `errors` lists rows by their index, from 0."""

    code = "rows_refused"
    message = _("Nothing was done, because of the rows listed. Correct them and send all again.")

    def __init__(self, errors: list[dict[str, Any]], status: int) -> None:
        super().__init__()
        self.status = status
        self.members = {"errors": errors[:MOST_ERRORS]}


class BulkEndpoint(Endpoint):
    """POST `{"rows": […]}`: all rows or none, in one transaction. `common` is the form of what stands beside.

        class AddTasks(OfProject, BulkEndpoint):
            policies = {"post": "planning.add_task"}
            forms = {"post": TaskInput}                   # of one row
            services = {"post": services.add_tasks}       # (actor=, project=, rows=[…]) -> records, in order
            row = TASK

    Where the service takes one row only, override `perform_row(values)`; `prepare(rows)` may read in one
    query what all of them need. A refusal names the rows: 422 for shapes, else 409, 412 or 403.
    """

    kind = "bulk"
    largest: ClassVar[int] = 500
    max_keys: ClassVar[int] = 50_000
    common: ClassVar[type[serializers.Serializer[Any]] | None] = None
    status: ClassVar[int] = 200

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Do all of it."""
        self.check_parameters(())
        rows = self.shaped(self.rows(request))
        records = self.perform_rows(rows)
        return self.answer({"results": [read(one, self.row) for one in records]}, status=self.status)

    def rows(self, request: Request) -> list[Any]:
        """The rows as they came; raises 422 when there are none, or too many."""
        data: Any = request.data
        data = data if isinstance(data, dict) else {}
        rows = data.get("rows")
        if not isinstance(rows, list) or not rows:
            raise serializers.ValidationError({"rows": [_wrong(_("Send a list of rows."))]})
        self.shared = self.beside({name: value for name, value in data.items() if name != "rows"})
        if len(rows) > self.largest:
            text = _("Send at most %(count)d rows at once.") % {"count": self.largest}
            raise serializers.ValidationError({"rows": [_wrong(text, "too_many")]})
        return rows

    def beside(self, given: dict[str, Any]) -> dict[str, Any]:
        """The members that hold for all rows."""
        form = (self.common or serializers.Serializer)(data=given)
        self._refuse_unknown(given, form)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)

    def shaped(self, rows: list[Any]) -> list[dict[str, Any]]:
        """Every row checked by the form; raises `RowsRefused` with what is wrong in any of them."""
        checked = [self.check_row(row) for row in rows]
        errors = [
            {"row": number, **error} for number, (_values, found) in enumerate(checked) for error in found
        ]
        if errors:
            raise RowsRefused(errors, 422)
        return [values for values, _errors in checked]

    def check_row(self, row: Any) -> tuple[dict[str, Any], list[dict[str, str]]]:
        """The values of one row, or what is wrong with it."""
        form = self.forms["post"](data=row, context={"actor": self.actor, "subject": self.subject})
        try:
            self._refuse_unknown(row, form)
            form.is_valid(raise_exception=True)
        except serializers.ValidationError as error:
            return {}, problems.flat(error.get_full_details())
        return dict(form.validated_data), []

    def perform_rows(self, rows: list[dict[str, Any]]) -> Sequence[Any]:
        """The service with all rows, or row by row."""
        if "post" in self.services:
            return self.whole(rows)
        self.prepare(rows)
        return [self.by_index(number, self.perform_row, row) for number, row in enumerate(rows)]

    def whole(self, rows: list[dict[str, Any]]) -> Sequence[Any]:
        """One call of the service; what it refuses by a record's id is told by the row's index."""
        try:
            made: Sequence[Any] = self.by_index(0, self.perform, "post", {"rows": rows, **self.shared})
        except many.RowsRefused as error:
            places = {str(row["id"]): number for number, row in enumerate(rows)}
            refused = [
                {"row": places[one["id"]], "field": "", "code": error.code, "detail": one["detail"]}
                for one in error.members["rows"]
            ]
            raise RowsRefused(refused, 409) from error
        return made

    def prepare(self, rows: list[dict[str, Any]]) -> None:
        """Read in one query what all rows need."""

    def perform_row(self, values: dict[str, Any]) -> Any:
        """One row; answers its record."""
        raise NotImplementedError

    def by_index(self, number: int, act: Callable[..., Any], *arguments: Any) -> Any:
        """Act; a refusal becomes that of the row. A service that knows better sets `error.row`."""
        try:
            return act(*arguments)
        except (RowsRefused, many.RowsRefused):
            raise
        except (DomainError, PermissionDenied, Http404, ObjectDoesNotExist) as error:
            told, status = said(error)
            raise RowsRefused([{"row": getattr(error, "row", number), **told}], status) from error


class RowsEndpoint(BulkEndpoint):
    """POST `{"rows": […]}`: each row for itself, so that one wrong row does not hold up the others.

    The answer says of each row `accepted` with its record, `duplicate` or `rejected` with the reason.
    `duplicate_codes`: codes of the service's errors that mean "already here".
    """

    kind = "rows"
    largest: ClassVar[int] = 1_000
    duplicate_codes: ClassVar[frozenset[str]] = frozenset({"duplicate"})

    def post(self, request: Request, **kwargs: Any) -> HttpResponse:
        """Do what can be done."""
        self.check_parameters(())
        rows = [self.check_row(row) for row in self.rows(request)]
        self.prepare([values for values, errors in rows if not errors])
        results = [self.tried(number, *row) for number, row in enumerate(rows)]
        states = [one["state"] for one in results]
        counts = {state: states.count(state) for state in ("accepted", "duplicate", "rejected")}
        return self.answer({**counts, "results": results}, status=self.status)

    def tried(self, number: int, values: dict[str, Any], errors: list[dict[str, str]]) -> dict[str, Any]:
        """What became of one row."""
        if errors:
            return {"row": number, "state": "rejected", "errors": errors}
        try:
            with transaction.atomic():
                record = self.perform_row(values)
                return {"row": number, "state": "accepted", "record": read(record, self.row)}
        except (DomainError, PermissionDenied, Http404, ObjectDoesNotExist) as error:
            told, _status = said(error)
            state = "duplicate" if told["code"] in self.duplicate_codes else "rejected"
            return {"row": number, "state": state, "errors": [told]}


def said(error: Exception) -> tuple[dict[str, str], int]:
    """A refusal as one error of a row, and the status of its kind."""
    if isinstance(error, DomainError):
        status = 412 if isinstance(error, Stale) else 422 if isinstance(error, BadInput) else 409
        return {"field": error.field or "", "code": error.code, "detail": str(error)}, status
    if isinstance(error, PermissionDenied):
        return {"field": "", "code": getattr(error, "code", "denied"), "detail": str(error)}, 403
    return {"field": "", "code": "missing", "detail": str(_("There is no such record here."))}, 422


def _wrong(text: Any, code: str = "invalid") -> ErrorDetail:
    return ErrorDetail(str(text), code=code)

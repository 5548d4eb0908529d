"""Rows that are taken each for itself: one wrong row does not hold up the others."""

from typing import Any, ClassVar

import pytest
from django.test import RequestFactory

from tests.toolkit import library
from toolkit import registry
from toolkit.api import RowsEndpoint
from toolkit.errors import DomainError


class Known(DomainError):
    """The book is here already."""

    code = "duplicate"
    message = "It is here already."


class PasteBooks(RowsEndpoint):
    """Books out of a spreadsheet."""

    policies: ClassVar[dict[str, Any]] = {"post": "library.add_book"}
    forms: ClassVar[dict[str, Any]] = {"post": library.BookInput}
    row = library.ROW

    def perform_row(self, values: dict[str, Any]) -> Any:
        if library.Book.objects.filter(title=values["title"]).exists():
            raise Known
        return library.add_book(actor=self.actor, **values)


@pytest.fixture(autouse=True)
def not_the_product() -> Any:
    yield
    registry.forget(PasteBooks)


def paste(actor: library.Librarian, rows: Any) -> Any:
    import orjson

    request = RequestFactory().post("/", orjson.dumps({"rows": rows}), content_type="application/json")
    request.actor, request.by_token = actor, True  # type: ignore[attr-defined]
    answer = PasteBooks.as_view()(request)
    return answer.status_code, orjson.loads(answer.content)


def test_512_rows_of_which_some_are_wrong(shelf: Any, actor: Any) -> None:
    rows: list[dict[str, Any]] = [{"title": f"Book {n}"} for n in range(512)]
    rows[7], rows[100], rows[511] = {"title": ""}, {"title": "lent"}, {"title": "Book 1"}
    status, told = paste(actor, rows)
    assert status == 200
    assert (told["accepted"], told["duplicate"], told["rejected"]) == (509, 1, 2)
    odd = [one for one in told["results"] if one["state"] != "accepted"]
    assert [(one["row"], one["state"], one["errors"][0]["code"]) for one in odd] == [
        (7, "rejected", "blank"),
        (100, "rejected", "book_lent"),
        (511, "duplicate", "duplicate"),
    ]
    assert told["results"][0]["record"]["title"] == "Book 0"
    assert library.Book.objects.count() == 509
    assert paste(actor, [{"title": "x"}] * 1001)[0] == 422

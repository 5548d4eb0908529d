"""The endpoint kinds over a small library."""

import json

import pytest
from django.db import OperationalError
from django.test import Client

PROBLEM = "application/problem+json"
SAVEPOINT = 2  # ATOMIC_REQUESTS opens and closes one
BOOKS = "/api/v1/o/acme/books/"


def fill(shelf, count, **more):
    return [shelf.Book.objects.create(number=n, title=f"Book {n:03}", **more) for n in range(1, count + 1)]


def send(api, method, path, data=None, *, raw=None, **headers):
    body = raw if raw is not None else json.dumps(data if data is not None else {})
    call = getattr(api, method)
    return call(
        path,
        body,
        content_type="application/json",
        headers={k.replace("_", "-"): v for k, v in headers.items()},
    )


def problem(answer, status, code):
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM), answer.content
    body = answer.json()
    assert (body["status"], body["code"]) == (status, code)
    return body


# --- lists


@pytest.mark.parametrize("count", [1, 3])
def test_list_reads_rows_in_one_query(shelf, api, django_assert_num_queries, count):
    fill(shelf, count)
    with django_assert_num_queries(SAVEPOINT + 1):
        answer = api.get(BOOKS)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["next"] is None
    assert len(answer.json()["results"]) == count


def test_list_row_is_what_the_fields_say(shelf, api):
    ada = shelf.Author.objects.create(name="Ada")
    book = shelf.Book.objects.create(
        number=1, title="书", author=ada, due="2026-11-20", lent_at="2026-11-20T14:00:00Z", price="2.50"
    )
    assert api.get(BOOKS).json()["results"] == [
        {
            "id": str(book.pk), "number": 1, "title": "书", "author": "Ada", "state": "home",
            "due": "2026-11-20",
            "lent_at": "2026-11-20T14:00:00Z", "price": "2.50", "version": 1,
        }
    ]  # fmt: skip


def walk(api, query=""):
    """All pages, following `next`."""
    found, url = [], BOOKS + query
    while url:
        page = api.get(url).json()
        found.append([row["number"] for row in page["results"]])
        url = page["next"]
    return found


def test_pages_follow_each_other(shelf, api):
    fill(shelf, 5)
    assert walk(api, "?page_size=2") == [[1, 2], [3, 4], [5]]
    assert walk(api, "?page_size=2&order=-number") == [[5, 4], [3, 2], [1]]
    assert walk(api, "?page_size=5") == [[1, 2, 3, 4, 5]]


@pytest.mark.parametrize("order", ["due", "-due", "title", "-title"])
def test_empty_and_equal_values_lose_no_row(shelf, api, order):
    for number, due in enumerate(
        [None, "2026-11-20", None, "2026-11-20", "2026-01-01", None, "2026-11-20"], 1
    ):
        shelf.Book.objects.create(number=number, title="Same" if number % 2 else "Other", due=due)
    found = [number for page in walk(api, f"?page_size=2&order={order}") for number in page]
    assert sorted(found) == [1, 2, 3, 4, 5, 6, 7]
    whole = [row["number"] for row in api.get(f"{BOOKS}?order={order}").json()["results"]]
    assert found == whole


def test_an_order_may_go_down_by_name(shelf, api):
    for number, hour in enumerate((9, 11, 10), 1):
        shelf.Book.objects.create(number=number, title="x", lent_at=f"2026-11-20T{hour:02}:00:00Z")
    assert walk(api, "?page_size=2&order=-lent") == [[2, 3], [1]]
    assert walk(api, "?page_size=2&order=lent") == [[1, 3], [2]]


def test_rows_inserted_meanwhile_make_no_duplicates_or_gaps(shelf, api):
    books = fill(shelf, 4)
    first = api.get(BOOKS + "?page_size=2").json()
    shelf.Book.objects.create(number=0, title="Before")
    books[0].delete()
    second = api.get(first["next"]).json()
    assert [row["number"] for row in second["results"]] == [3, 4]


def test_cursor_is_signed_and_belongs_to_its_list(shelf, api):
    fill(shelf, 3)
    link = api.get(BOOKS + "?page_size=1").json()["next"]
    cursor = link.split("cursor=")[1]
    for bad in (cursor[:-2] + "AA", "x", "", cursor + "=", "a:b:c"):
        answer = api.get(BOOKS, {"page_size": 1, "cursor": bad or "%"})
        assert problem(answer, 400, "bad_parameter")["field"] == "cursor"
    problem(api.get(f"{BOOKS}?order=-number&cursor={cursor}"), 400, "bad_parameter")
    problem(api.get(f"/api/v1/o/rival/books/?cursor={cursor}"), 400, "bad_parameter")
    assert api.get(f"{BOOKS}?cursor={cursor}").json()["results"][0]["number"] == 2


def test_fields_and_count(shelf, api):
    fill(shelf, 3)
    page = api.get(BOOKS + "?fields=title,number&page_size=1&count=true").json()
    assert page["results"] == [{"title": "Book 001", "number": 1}]
    assert page["count"] == 3
    assert problem(api.get(BOOKS + "?fields=title,author__name"), 400, "bad_parameter")["field"] == "fields"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page_size=0", "page_size"), ("page_size=201", "page_size"), ("page_size=1e9", "page_size"),
        ("page_size=-1", "page_size"),
        ("page_size=1&page_size=2", "page_size"), ("order=price", "order"), ("order=pk", "order"),
        ("order=--due", "order"),
        ("title__contains=x", "title__contains"), ("_connector=OR", "_connector"), ("expand=author",
        "expand"),
        ("state=gone", "state"), ("is_rare=2", "is_rare"), ("due_from=x", "due_from"), ("author=x", "author"),
    ],
)  # fmt: skip
def test_bad_parameters(shelf, api, query, field):
    assert problem(api.get(f"{BOOKS}?{query}"), 400, "bad_parameter")["field"] == field


def test_filters_are_the_pages(shelf, api):
    fill(shelf, 2)
    shelf.Book.objects.create(number=9, title="Engines", state="lent")
    assert [row["number"] for row in api.get(BOOKS + "?state=lent").json()["results"]] == [9]
    assert [row["number"] for row in api.get(BOOKS + "?q=engin").json()["results"]] == [9]


# --- create


def test_post_adds_one(shelf, api):
    answer = send(api, "post", BOOKS, {"title": "Notes", "due": "2026-11-20"})
    assert answer.status_code == 201
    assert answer["Location"] == "/api/v1/o/acme/books/1/"
    assert answer["ETag"] == '"1"'
    assert answer.json()["title"] == "Notes"


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ({}, "title", "required"), ({"title": {}}, "title", "invalid"), ({"title": ["x"]}, "title",
        "invalid"),
        ({"title": "x", "due": "9999-99-99"}, "due", "invalid"), ({"title": "x", "version": 7}, "version",
        "unknown"),
        ({"title": "x", "is_staff": True}, "is_staff", "unknown"), ({"title": "x",
        "price": "NaN"}, "price", "invalid"),
        ({"title": "x", "price": "123456789.00"}, "price", "max_digits"), ([], "", "invalid"), ("x", "",
        "invalid"), (7, "", "invalid"),
    ],
)  # fmt: skip
def test_wrong_shape_is_422_with_the_member(shelf, api, data, field, code):
    body = problem(send(api, "post", BOOKS, data), 422, "bad_input")
    assert (body["errors"][0]["field"], body["errors"][0]["code"]) == (field, code)
    assert not shelf.Book.objects.exists()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"{", b"{'a': 1}", b'{"title": "a", "title": "b"}', b'{"title": NaN}',
        b'{"title": Infinity}', b'\xff\xfe{}',
        b"[" * 1000 + b"]" * 1000, b'{"title": ' * 65 + b"1" + b"}" * 65,
        b'{"title": 1e999}', b'{"title": "\\u0000"}',
        b'{"title": "\\ud800"}', b'{"title": 1' + b"0" * 500 + b"}",
        json.dumps({f"k{n}": 1 for n in range(10_001)}).encode(), b'{"title": "\\ud800"',
    ],
)  # fmt: skip
def test_malformed_json_is_400(shelf, api, raw):
    answer = send(api, "post", BOOKS, raw=raw)
    assert answer.status_code == 400 if raw else answer.status_code == 422
    assert answer["Content-Type"] == PROBLEM


def test_brackets_inside_text_are_no_towers(shelf, api):
    assert send(api, "post", BOOKS, {"title": "[{" * 80 + '"\\'}).status_code == 201


def test_large_bodies_are_413(shelf, api):
    from tests.toolkit.library import BooksEndpoint

    big = json.dumps({"title": "x" * BooksEndpoint.max_body})
    problem(send(api, "post", BOOKS, raw=big), 413, "too_large")


def test_other_media_types_are_415(shelf, api):
    problem(api.post(BOOKS, {"title": "x"}), 415, "unsupported_media_type")
    problem(
        api.post(BOOKS, "title=x", content_type="application/x-www-form-urlencoded"),
        415,
        "unsupported_media_type",
    )


def test_domain_error_is_409_with_its_code(shelf, api):
    body = problem(send(api, "post", BOOKS, {"title": "lent"}), 409, "book_lent")
    assert body["detail"] == "lent is lent. Wait until it is back."
    assert body["field"] == "title"


# --- one record


def test_record_has_an_etag(shelf, api, django_assert_num_queries):
    fill(shelf, 1)
    with django_assert_num_queries(SAVEPOINT + 1):
        answer = api.get(BOOKS + "1/")
    assert answer["ETag"] == '"1"'
    assert answer.json()["title"] == "Book 001"
    same = api.get(BOOKS + "1/", headers={"If-None-Match": '"1"'})
    assert (same.status_code, same.content) == (304, b"")
    assert api.get(BOOKS + "1/?fields=title").json() == {"title": "Book 001"}
    problem(api.get(BOOKS + "1/?expand=x"), 400, "bad_parameter")


def test_two_patches_with_the_same_etag(shelf, api):
    fill(shelf, 1)
    first = send(api, "patch", BOOKS + "1/", {"title": "First"}, If_Match='"1"')
    second = send(api, "patch", BOOKS + "1/", {"title": "Second"}, If_Match='"1"')
    assert (first.status_code, first["ETag"], first.json()["title"]) == (200, '"2"', "First")
    assert problem(second, 412, "stale")["version"] == 2
    assert shelf.Book.objects.get().title == "First"


def test_the_service_decides_who_was_first(shelf, api, monkeypatch):
    """The record moves between our look and the conditional UPDATE."""
    fill(shelf, 1)
    edit = shelf.BookEndpoint.services["patch"]

    def overtaken(**kwargs):
        shelf.Book.objects.update(version=2, title="Theirs")
        return edit(**kwargs)

    monkeypatch.setitem(shelf.BookEndpoint.services, "patch", overtaken)
    problem(send(api, "patch", BOOKS + "1/", {"title": "Mine"}, If_Match='"1"'), 412, "stale")


@pytest.mark.parametrize("method", ["patch", "delete"])
def test_changes_need_if_match(shelf, api, method):
    fill(shelf, 1)
    problem(send(api, method, BOOKS + "1/", {}), 428, "precondition_missing")
    problem(send(api, method, BOOKS + "1/", {}, If_Match='"7"'), 412, "stale")
    problem(send(api, method, BOOKS + "1/", {}, If_Match="1"), 412, "stale")
    problem(send(api, "post", BOOKS + "1/lend/", {"reason": "x"}), 428, "precondition_missing")


def test_delete_and_action(shelf, api):
    fill(shelf, 1)
    answer = send(api, "post", BOOKS + "1/lend/", {"reason": "Ben"}, If_Match='"1"')
    assert (answer.status_code, answer.json()["state"], answer["ETag"]) == (200, "lent", '"2"')
    problem(send(api, "delete", BOOKS + "1/", {}, If_Match='"2"'), 422, "bad_input")
    answer = send(api, "delete", BOOKS + "1/", {"reason": "torn"}, If_Match="*")
    assert (answer.status_code, answer.content) == (204, b"")
    problem(api.get(BOOKS + "1/"), 404, "missing")


# --- who may


def test_missing_says_nothing(shelf, api):
    fill(shelf, 1)
    answers = [
        api.get(BOOKS + "2/"),
        api.get(BOOKS + "99/"),
        send(api, "patch", BOOKS + "2/", {}),
        send(api, "delete", BOOKS + "2/", {}),
    ]
    assert {answer.content for answer in answers} == {
        b'{"type":"about:blank","title":"Not Found","status":404,"code":"missing"}'
    }
    assert problem(api.get("/api/v1/o/acme/nowhere/"), 404, "missing")
    assert api.get("/api/v1/o/acme/nowhere/").content == answers[0].content


def test_denied_and_nobody(shelf, api, actor, site):
    fill(shelf, 1)
    actor.policies -= {"library.add_book", "library.edit_book"}
    problem(send(api, "post", BOOKS, {"title": "x"}), 403, "denied")
    problem(send(api, "patch", BOOKS + "1/", {"title": "x"}), 403, "denied")
    assert api.get(BOOKS).status_code == 200
    site.actor = None
    answer = api.get(BOOKS)
    problem(answer, 401, "unauthorized")
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_session_needs_the_csrf_token_and_a_bearer_does_not(shelf, site):
    strict = Client(enforce_csrf_checks=True)
    problem(send(strict, "post", BOOKS, {"title": "x"}), 403, "csrf_failed")
    assert strict.get(BOOKS).status_code == 200
    site.by_token = True
    assert send(strict, "post", BOOKS, {"title": "x"}).status_code == 201


@pytest.mark.parametrize("method", ["put", "options", "trace", "delete", "patch"])
def test_methods_without_a_policy_are_405(shelf, api, method):
    answer = getattr(api, method)(BOOKS)
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, POST"


def test_method_override_is_ignored(shelf, api):
    fill(shelf, 1)
    answer = send(api, "post", BOOKS + "1/", {}, X_HTTP_Method_Override="DELETE", If_Match='"1"')
    assert answer.status_code == 405
    assert api.head(BOOKS).status_code == 200


def test_a_cancelled_statement_is_503(shelf, api, monkeypatch):
    def slow(*, actor):
        error = OperationalError("canceling statement due to statement timeout")
        error.__cause__ = type("QueryCanceled", (Exception,), {"sqlstate": "57014"})()
        raise error

    monkeypatch.setattr(shelf.BooksEndpoint, "selector", staticmethod(slow))
    answer = api.get(BOOKS)
    problem(answer, 503, "too_slow")
    assert answer["Retry-After"] == "5"


def test_our_own_fault_is_a_500_problem(shelf, api, monkeypatch):
    monkeypatch.setattr(shelf.BooksEndpoint, "selector", staticmethod(lambda *, actor: 1 / 0))
    api.raise_request_exception = False
    problem(api.get(BOOKS), 500, "failed")


def test_a_refusal_takes_back_what_the_view_wrote(shelf, api, monkeypatch):
    """The view's own savepoint (ATOMIC_REQUESTS) goes, though the refusal is an ordinary answer."""
    from toolkit.errors import DomainError

    def half(*, actor, **_values):
        shelf.Book.objects.create(number=1, title="half")
        raise DomainError("No.")

    monkeypatch.setitem(shelf.BooksEndpoint.services, "post", half)
    problem(send(api, "post", BOOKS, {"title": "x"}), 409, "refused")
    assert not shelf.Book.objects.exists()

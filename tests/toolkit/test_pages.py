"""The four page kinds over a small library."""

import csv
import io
import json
import re

import pytest
from django.db import connection
from django.db.models import Func, TextField, Value
from django.urls import reverse
from django.utils import translation

from toolkit import registry
from toolkit.errors import Stale

SAVEPOINT = 2  # ATOMIC_REQUESTS opens and closes one
PART = {"HX-Request": "true", "HX-Target": "list"}


def fill(shelf, count, **more):
    return [shelf.Book.objects.create(number=n, title=f"Book {n:03}", **more) for n in range(1, count + 1)]


def squeezed(answer):
    """The page without the white space around tags."""
    return re.sub(r"\s*([<>])\s*", r"\1", answer.content.decode())


def url(name, **kwargs):
    return reverse(name, kwargs={"org": "acme", **kwargs})


# --- lists


@pytest.mark.parametrize("count", [1, 3])
def test_list_reads_rows_in_one_query(shelf, client, django_assert_num_queries, count):
    fill(shelf, count)
    with django_assert_num_queries(SAVEPOINT + 1):
        page = client.get(url("books"))
    assert page.status_code == 200
    assert page.content.count(b'href="/o/acme/books/1/"') == 1
    assert page.content.count(b"<tr") == count + 1


def test_list_escapes_what_people_wrote(shelf, client):
    shelf.Book.objects.create(number=1, title="<script>alert(1)</script>")
    page = client.get(url("books")).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_list_offers_what_one_may_do(shelf, client, actor):
    fill(shelf, 1)
    page = client.get(url("books")).content.decode()
    assert 'href="/o/acme/books/add/"' in page
    assert 'href="/o/acme/books/1/discard/"' in page
    actor.policies -= {"library.add_book", "library.discard_book"}
    page = client.get(url("books")).content.decode()
    assert 'href="/o/acme/books/add/"' not in page
    assert 'href="/o/acme/books/1/discard/"' not in page


def test_pages_of_fifty_without_counting(shelf, client, django_assert_num_queries):
    fill(shelf, 51)
    with django_assert_num_queries(SAVEPOINT + 1):
        first = client.get(url("books"))
    assert b"Book 050" in first.content
    assert b"Book 051" not in first.content
    assert b"page=2" in first.content
    last = client.get(url("books") + "?page=2").content
    assert b"Book 051" in last
    assert "51–51 of 51".encode() in last
    with django_assert_num_queries(SAVEPOINT + 2):
        counted = client.get(url("books") + "?count=1").content
    assert "1–50 of 51".encode() in counted


def test_a_page_beyond_the_last_leads_back(shelf, client):
    fill(shelf, 1)
    page = client.get(url("books") + "?page=9")
    assert page.status_code == 200
    assert b"The list ends before this page" in page.content


def test_order_by_a_sortable_column_only(shelf, client):
    fill(shelf, 3)
    page = client.get(url("books") + "?order=-title").content
    assert page.index(b"Book 003") < page.index(b"Book 001")
    assert b'aria-sort="descending"' in page
    for bad in ("actions", "version", "--title", "author__name", "pk", "?"):
        assert client.get(url("books"), {"order": bad}).status_code == 400, bad


@pytest.mark.parametrize("query", ["", "?order=state", "?order=-state"])
def test_equal_rows_keep_their_places_from_page_to_page(shelf, client, query, django_assert_num_queries):
    fill(shelf, 1)
    with django_assert_num_queries(SAVEPOINT + 1) as captured:
        client.get(url("books") + query)
    order = captured[1]["sql"].rpartition("ORDER BY ")[2]
    assert order.split(" LIMIT")[0].endswith('"library_book"."id" ASC')


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-1", "page=x", "page=99999999999999999999", "page=1&page=2", "page=٣", "format=exe",
        "nonsense=1", "title__startswith=B", "filter[_connector]=OR", "_connector=OR", "state=gone",
        "due_from=2026-13-01",
        "due_from=2026-02-02&due_to=2026-01-01", "is_rare=perhaps", "author=1", "due_from=0001-01-01",
        "q=a&q=b",
        "q=%00", "q=" + "x" * 201, "due_from=9999-12-31",
    ],
)  # fmt: skip
def test_bad_parameters_are_400_and_name_the_field(shelf, client, query):
    page = client.get(f"{url('books')}?{query}")
    assert page.status_code == 400
    assert f"<code>{query.split('=')[0].split('[')[0]}".encode() in page.content


def test_filters_narrow(shelf, client):
    ada = shelf.Author.objects.create(name="Ada")
    fill(shelf, 2)
    shelf.Book.objects.create(
        number=9, title="Engines", author=ada, state="lent", due="2026-11-02", is_rare=True
    )
    for query in (
        "q=eng",
        "q=ada engines",
        "state=lent",
        "due_from=2026-11-02",
        "due_to=2026-11-02",
        "is_rare=true",
        f"author={ada.pk}",
        "q=&state=lent",
    ):
        page = client.get(f"{url('books')}?{query}").content
        assert b"Engines" in page, query
        assert b"Book 001" not in page, query
    page = client.get(url("books") + "?q=nowhere").content
    assert b"No row matches the filters" in page
    assert client.get(url("books") + "?state=lent&state=home").status_code == 200


def test_instants_are_narrowed_by_the_days_of_the_readers_zone(shelf, client):
    shelf.Book.objects.create(
        number=1, title="Night", lent_at="2026-11-19T23:30:00Z"
    )  # 00:30 on the 20th in Warsaw
    assert b"Night" in client.get(url("books") + "?lent_from=2026-11-20&lent_to=2026-11-20").content
    assert b"Night" not in client.get(url("books") + "?lent_to=2026-11-19").content


def test_empty_list_says_what_to_do(shelf, client):
    page = client.get(url("books")).content
    assert b"Nothing here yet" in page
    assert b"Add book" in page


def test_part_for_htmx_whole_page_for_everybody_else(shelf, client):
    fill(shelf, 1)
    part = client.get(url("books"), headers=PART)
    assert b"<html" not in part.content
    assert b"Book 001" in part.content
    assert "HX-Request" in part["Vary"]
    for more in ({"HX-History-Restore-Request": "true"}, {"HX-Boosted": "true"}):
        assert b"<html" in client.get(url("books"), headers={**PART, **more}).content
    whole = client.get(url("books"))
    assert b"<html" in whole.content
    assert "HX-Request" in whole["Vary"]


def test_empty_fields_of_the_filter_form_leave_the_address(shelf, client):
    fill(shelf, 1)
    part = client.get(url("books") + "?q=x&state=&due_from=&order=", headers=PART)
    assert part["HX-Push-Url"] == "/o/acme/books/?q=x"
    assert "HX-Push-Url" not in client.get(url("books") + "?q=x", headers=PART)
    assert b'href="?q=b&amp;order=title"' in client.get(url("books") + "?state=&q=b").content


def test_export_has_the_columns_filters_and_order_of_the_page(shelf, client):
    fill(shelf, 2)
    shelf.Book.objects.create(number=9, title="=1+1", price="-2.50", due="2026-11-02")
    answer = client.get(url("books") + "?format=csv&order=-number&q=b")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="books.csv"' in answer["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Key", "Title", "Author", "State", "Due", "Price"]
    assert [row[0] for row in rows[1:]] == ["B2", "B1"]
    rows = list(
        csv.reader(io.StringIO(client.get(url("books") + "?format=csv&q=1").content.decode("utf-8-sig")))
    )
    assert rows[-1] == ["B9", "'=1+1", "", "On the shelf", "2026-11-02", "-2.50"]


def test_export_as_a_workbook(shelf, client):
    fill(shelf, 2)
    answer = client.get(url("books") + "?format=xlsx&order=-number")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert 'filename="books.xlsx"' in answer["Content-Disposition"]
    assert answer.content.startswith(b"PK")
    assert client.get(url("books") + "?format=exe").status_code == 400


def test_export_of_too_many_rows_is_refused(shelf, client, monkeypatch):
    monkeypatch.setattr("toolkit.pages.files.EXPORT_LIMIT", 2)
    fill(shelf, 2)
    assert client.get(url("books") + "?format=csv").status_code == 200
    shelf.Book.objects.create(number=3, title="x")
    assert client.get(url("books") + "?format=csv").status_code == 400


# --- who may


def test_denied_missing_and_nobody(shelf, client, actor, site):
    fill(shelf, 1)
    assert client.get(url("book", number=1)).status_code == 200
    assert client.get(url("book", number=2)).status_code == 404
    assert client.get(url("nothing")).status_code == 404
    actor.policies.clear()
    denied = client.get(url("book", number=1))
    assert denied.status_code == 403
    assert b"This is not open to your role" in denied.content
    assert client.get(url("book", number=2)).status_code == 404
    site.actor = None
    assert client.get(url("books")).status_code == 302
    assert client.get("/").status_code == 200


def test_the_policy_is_asked_of_the_subject(shelf, client, actor):
    book = fill(shelf, 1)[0]
    client.get(url("book", number=1))
    assert actor.asked[0] == ("library.view_books", book)


def test_a_page_without_a_policy_refuses_everybody(shelf, client):
    assert client.get(url("forgotten")).status_code == 403
    assert [
        door.view.__name__ for door in registry.unguarded() if door.view.__module__ == shelf.__name__
    ] == ["Forgotten"]


def test_registry_knows_every_door(site, shelf):
    routes = {route.name: route for route in registry.routes()}
    assert routes["book"].route == "o/<slug:org>/books/<int:number>/"
    assert routes["book"].door.policies == {"get": "library.view_books"}
    assert routes["edit_book"].door.policies == {"get": "library.edit_book", "post": "library.edit_book"}
    assert routes["api_book"].door.kind == "endpoint"
    assert [route.name for route in registry.routes() if route.door is None] == []
    assert {door.kind for door in registry.doors()} >= {"list", "detail", "form", "action", "endpoint"}


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_other_methods_are_405(shelf, client, method):
    assert getattr(client, method)(url("books")).status_code == 405
    assert client.post(url("books"), headers={"X-HTTP-Method-Override": "GET"}).status_code == 405


@pytest.fixture
def slow_list(shelf, monkeypatch):
    """The list of books takes longer than the database allows."""

    def slow(*, actor):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 20")
        nap = Func(Value(5), function="pg_sleep", output_field=TextField())
        return shelf.Book.objects.annotate(nap=nap).filter(nap__isnull=False)

    fill(shelf, 1)
    monkeypatch.setattr(shelf.BookList, "selector", staticmethod(slow))


def test_a_cancelled_statement_is_503_and_the_next_request_works(slow_list, client, shelf):
    answer = client.get(url("books"))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert client.get(url("book", number=1)).status_code == 200


def test_a_rule_that_refuses_outside_a_form_is_409(shelf, client, monkeypatch):
    def refuse(*, actor):
        raise shelf.BookLent(title="Notes")

    monkeypatch.setattr(shelf.BookList, "selector", staticmethod(refuse))
    answer = client.get(url("books"))
    assert answer.status_code == 409
    assert b"Notes is lent" in answer.content


def test_our_own_fault_is_a_page_with_a_reference(shelf, client, monkeypatch):
    monkeypatch.setattr(shelf.BookList, "selector", staticmethod(lambda *, actor: 1 / 0))
    client.raise_request_exception = False
    answer = client.get(url("books"))
    assert answer.status_code == 500
    assert b"Something failed" in answer.content


# --- details


def test_detail_shows_the_facts(shelf, client):
    ada = shelf.Author.objects.create(name="Ada Byron")
    shelf.Book.objects.create(number=1, title="Notes", author=ada, due="2026-11-20")
    page = squeezed(client.get(url("book", number=1)))
    assert "<h1>Notes</h1>" in page
    assert "Fri 20 Nov 2026" in page
    assert "Ada Byron" in page
    assert 'href="/o/acme/books/1/edit/"' in page


# --- forms


def test_form_calls_the_service_and_states_the_fact(shelf, client):
    answer = client.post(url("add_book"), {"title": "Notes", "due": "2026-11-20"})
    assert (answer.status_code, answer["Location"]) == (302, "/o/acme/books/1/")
    book = shelf.Book.objects.get()
    assert (book.title, str(book.due)) == ("Notes", "2026-11-20")
    assert b"Notes is on the shelf." in client.get(url("books")).content


def test_wrong_shape_is_422_at_the_field(shelf, client):
    answer = client.post(url("add_book"), {"title": "", "due": "x"})
    assert answer.status_code == 422
    assert b'aria-invalid="true"' in answer.content
    assert not shelf.Book.objects.exists()


@pytest.mark.parametrize(
    "day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31", "20/11/2026", "2026-02-30"]
)
def test_days_that_no_business_knows_are_refused(shelf, client, day):
    answer = client.post(url("add_book"), {"title": "x", "due": day})
    assert answer.status_code == 422
    assert b'id="id_due_error"' in answer.content
    assert not shelf.Book.objects.exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_days_stand_in_the_form_as_the_browser_wants_them(shelf, client, language):
    shelf.Book.objects.create(number=1, title="Notes", due="2026-11-20")
    with translation.override(language):
        page = squeezed(client.get(url("edit_book", number=1)))
    assert re.search(r'type="date"[^>]*value="2026-11-20"|value="2026-11-20"[^>]*type="date"', page)


def test_a_domain_error_is_422_at_the_field_it_names(shelf, client):
    answer = client.post(url("add_book"), {"title": "lent"})
    assert answer.status_code == 422
    assert b"lent is lent. Wait until it is back." in answer.content
    assert b'id="id_title_error"' in answer.content


def test_form_of_a_record_starts_with_its_values_and_version(shelf, client):
    shelf.Book.objects.create(number=1, title="Notes", version=7)
    page = client.get(url("edit_book", number=1)).content
    assert b'value="Notes"' in page
    assert b'name="version" value="7"' in page


def test_saving_a_stale_form_shows_both_values_and_changes_nothing(shelf, client):
    shelf.Book.objects.create(number=1, title="Theirs", version=2)
    answer = client.post(url("edit_book", number=1), {"title": "Mine", "version": "1"})
    page = squeezed(answer)
    assert answer.status_code == 409
    assert "<td>Theirs</td><td>Mine</td>" in page
    assert 'name="version" value="2"' in page
    assert shelf.Book.objects.get().title == "Theirs"
    again = client.post(url("edit_book", number=1), {"title": "Mine", "version": "2"})
    assert again.status_code == 302
    assert shelf.Book.objects.get().title == "Mine"


@pytest.mark.parametrize("version", ["", "x", "-1", "99999999999", "²"])
def test_a_form_without_its_version_is_refused(shelf, client, version):
    shelf.Book.objects.create(number=1, title="Notes")
    answer = client.post(url("edit_book", number=1), {"title": "Mine", "version": version})
    assert answer.status_code == 422
    assert shelf.Book.objects.get().title == "Notes"


def test_htmx_form_answers_with_events(shelf, client):
    shelf.Book.objects.create(number=1, title="Notes")
    answer = client.post(
        url("edit_book", number=1), {"title": "书", "version": "1"}, headers={"HX-Request": "true"}
    )
    assert answer.status_code == 204
    assert json.loads(answer["HX-Trigger"]) == {"books-changed": True, "milepost:toast": "Saved."}
    answer = client.post(url("add_book"), {"title": "Two"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/o/acme/books/2/")
    form = client.get(url("add_book"), headers={"HX-Request": "true"}).content
    assert b"<form" in form
    assert b"<html" not in form


def test_forms_need_the_csrf_token(shelf, site):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url("add_book"), {"title": "Notes"}).status_code == 403


# --- actions


def test_action_is_confirmed_first_and_takes_a_reason(shelf, client):
    shelf.Book.objects.create(number=1, title="Notes")
    page = client.get(url("discard_book", number=1)).content
    assert b"It leaves the library." in page
    assert b'name="reason"' in page
    assert b"btn-danger" in page
    assert client.post(url("discard_book", number=1), {"version": "1"}).status_code == 422
    answer = client.post(url("discard_book", number=1), {"version": "1", "reason": "torn"})
    assert (answer.status_code, answer["Location"]) == (302, "/o/acme/books/")
    assert not shelf.Book.objects.exists()


def test_stale_may_bring_its_own_values(shelf, client, monkeypatch):
    shelf.Book.objects.create(number=1, title="Notes")

    def refuse(**_kwargs):
        raise Stale(theirs={"title": "From elsewhere"}, version=5, by="Ben")

    monkeypatch.setattr(shelf.EditBook, "service", staticmethod(refuse))
    page = squeezed(client.post(url("edit_book", number=1), {"title": "Mine", "version": "1"}))
    assert "<td>From elsewhere</td><td>Mine</td>" in page
    assert "Ben" in page
    assert 'name="version" value="5"' in page

"""What an address says of a list beside its filters, and what stands around a form."""

import csv
import io
import re

import pytest

from tests.toolkit.test_pages import fill, squeezed, url


def heads(answer):
    return re.findall(r"<th[^>]*>(?:<a[^>]*>)?([^<]+)", squeezed(answer).split("</thead>")[0])


def test_columns_are_shown_in_the_order_they_are_named(shelf, client):
    fill(shelf, 1)
    here = url("books") + "?columns=due,title&order=title"
    assert heads(client.get(here))[:2] == ["Due", "Title"]
    assert heads(client.get(url("books") + "?columns=title&columns=due"))[:2] == ["Title", "Due"]
    file = client.get(f"{here}&format=csv").content.decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(file))) == ["Due", "Title"]
    page = client.get(here).content.decode()
    assert 'name="columns" value="due,title"' in page, "the filter bar keeps them"


@pytest.mark.parametrize(
    "query", ["columns=gone", "columns=actions", "rows=7", "rows=x", "density=loose", "part=else"]
)
def test_what_a_list_does_not_know_is_400_and_named(shelf, client, query):
    page = client.get(f"{url('books')}?{query}")
    assert page.status_code == 400
    assert f"<code>{query.partition('=')[0]}".encode() in page.content


def test_rows_on_a_page_and_density(shelf, client):
    fill(shelf, 26)
    page = client.get(url("books") + "?rows=25&density=compact").content
    assert b"Book 025" in page
    assert b"Book 026" not in page
    assert b'data-density="compact"' in page


def test_the_choice_of_columns_is_a_dialog_and_a_page(shelf, client):
    part = client.get(url("books") + "?part=columns&q=x", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert part.count('name="columns"') == 6, "verbs are not chosen"
    assert 'name="q" value="x"' in part
    assert b"<html" in client.get(url("books") + "?part=columns").content


def test_a_record_stands_beside_the_list_without_the_frame(shelf, client):
    fill(shelf, 1)
    beside = client.get(url("book", number=1), headers={"HX-Request": "true", "HX-Target": "drawer"})
    assert beside["HX-Part"] == "drawer"
    assert b"<html" not in beside.content
    assert b"Book 001" in beside.content
    assert "HX-Part" not in client.get(url("book", number=1))


@pytest.mark.threat("T-146")
def test_each_field_of_a_stale_form_says_whose_value_stays(shelf, client):
    shelf.Book.objects.create(number=1, title="Theirs", due="2026-11-20", version=2)
    mine = {"title": "Mine", "due": "2026-12-24"}
    stale = client.post(url("edit_book", number=1), {**mine, "version": "1"})
    assert stale.status_code == 409
    assert stale.content.count(b'name="keep.') == 4
    sent = {**mine, "version": "2", "keep.title": "theirs", "keep.due": "mine"}
    assert client.post(url("edit_book", number=1), sent).status_code == 302
    book = shelf.Book.objects.get()
    assert (book.title, str(book.due)) == ("Theirs", "2026-12-24")


def test_only_forms_with_long_texts_keep_a_draft(shelf, client):
    shelf.Book.objects.create(number=1, title="Notes", version=3)
    assert b"data-draft=" not in client.get(url("edit_book", number=1)).content
    page = client.get(url("discard_book", number=1)).content.decode()
    assert 'data-draft=":/o/acme/books/1/discard/:3"' in page
    refused = client.post(url("discard_book", number=1), {"version": "3"}).content.decode()
    assert "data-answered" in refused
    assert "data-answered" not in page

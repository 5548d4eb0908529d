"""A small library behind the toolkit's doors: models in a registry of their own, tables temporary."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

from django import forms
from django.apps.registry import Apps
from django.db import connection, models
from rest_framework import serializers

from toolkit.api import ActionEndpoint, Field, ListEndpoint, RecordEndpoint
from toolkit.days import ApiDayField, DayField
from toolkit.errors import DomainError, Missing, Stale
from toolkit.filters import Between, Filters, Flag, OneOf, Reference, Search
from toolkit.identifiers import uuid7
from toolkit.links import Link
from toolkit.pages import ActionPage, DetailPage, FormPage, ListPage, Open, Page, ReasonForm
from toolkit.tables import Action, Actions, Day, Key, Money, Person, Status, Table, Text

NOW = dt.datetime(2026, 11, 20, 14, 0, tzinfo=dt.UTC)
STATES = {"lent": ("Lent", "amber"), "home": ("On the shelf", "green")}


class Author(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=100)

    class Meta:
        app_label = "library"
        apps = Apps()


class Book(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7)
    number = models.IntegerField(unique=True)
    title = models.CharField(max_length=200)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, null=True, db_constraint=False)
    state = models.CharField(max_length=10, default="home")
    due = models.DateField(null=True)
    lent_at = models.DateTimeField(null=True)
    price = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    is_rare = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    class Meta:
        app_label = "library"
        apps = Author._meta.apps

    def __str__(self) -> str:
        return self.title


def make_tables() -> None:
    """Both tables, gone with the transaction's connection."""
    with connection.schema_editor() as editor:
        for model in (Author, Book):
            sql, _params = editor.table_sql(model)
            editor.execute(sql.replace("CREATE TABLE", "CREATE TEMPORARY TABLE"), None)


@dataclass
class Librarian:
    """An actor: what it may do, and where it reads."""

    policies: set[str] = field(default_factory=set)
    zone: str = "Europe/Warsaw"
    language: str = "en"
    now: dt.datetime = NOW
    via: str = "page"
    name: str = "Ada Byron"
    organization: SimpleNamespace = field(default_factory=lambda: SimpleNamespace(slug="acme", name="Acme"))
    asked: list[tuple[str, object]] = field(default_factory=list)

    def may(self, action: str, record: object = None) -> bool:
        self.asked.append((action, record))
        return action in self.policies


class BookLent(DomainError):
    code = "book_lent"
    message = "%(title)s is lent. Wait until it is back."


# --- selectors and services


def books(*, actor):
    return Book.objects.all()


def book(*, actor, number):
    return Book.objects.select_related("author").get(number=number)


def add_book(*, actor, title, due=None, **more):
    if title == "lent":
        raise BookLent(title=title, field="title")
    last = Book.objects.order_by("-number").first()
    return Book.objects.create(number=last.number + 1 if last else 1, title=title, due=due)


def edit_book(*, actor, book, version, **changes):
    if not Book.objects.filter(pk=book.pk, version=version).update(**changes, version=version + 1):
        raise Stale
    return Book.objects.get(pk=book.pk)


def discard_book(*, actor, book, version, reason=""):
    edit_book(actor=actor, book=book, version=version)
    Book.objects.filter(pk=book.pk).delete()
    return book


# --- shapes


def late(row, reader):
    return "r" if row["due"] and row["due"] < reader.as_of else ""


class BookTable(Table):
    number = Key("Key", prefix="B")
    title = Text("Title", link=Link("book", number="number"))
    author = Person("Author", source="author__name", priority=2)
    state = Status("State", mapping=STATES)
    due = Day("Due", tone=late)
    price = Money("Price", currency="EUR", sort=("price", "title"))
    actions = Actions(Action("Discard", Link("discard_book", number="number"), policy="library.discard_book"))


class BookFilters(Filters):
    q = Search("title", "author__name", label="Search")
    state = OneOf([("lent", "Lent"), ("home", "Home")], label="State", many=True)
    due = Between(label="Due")
    lent = Between("lent_at", label="Lent", instants=True)
    is_rare = Flag(label="Rare")
    author = Reference("author_id", label="Author")


class BookForm(forms.Form):
    title = forms.CharField(max_length=200)
    due = DayField(required=False)


class BookFacts(Table):
    title = Text("Title")
    author = Person("Author", source="author__name")
    due = Day("Due", style="long")


class OfBook:
    subject_as = "book"

    def get_subject(self, actor, **kwargs):
        return book(actor=actor, **kwargs)


# --- pages


class BookList(ListPage):
    policy = "library.view_books"
    title = "Books"
    selector = books
    table = BookTable
    filterset = BookFilters
    order = ("number",)
    actions = (Action("Add book", Link("add_book"), policy="library.add_book"),)
    refresh_on = "books-changed"


class BookDetail(OfBook, DetailPage):
    policy = "library.view_books"
    facts = BookFacts
    actions = (Action("Edit", Link("edit_book"), policy="library.edit_book"),)


class AddBook(FormPage):
    policy = "library.add_book"
    title, verb = "Add a book", "Add book"
    form = BookForm
    service = add_book
    success = "%(title)s is on the shelf."
    success_url = Link("book", number="number")
    cancel_url = Link("books")


class EditBook(OfBook, FormPage):
    policy = "library.edit_book"
    title = "Edit"
    form = BookForm
    service = edit_book
    versioned = True
    triggers = ("books-changed",)
    success = "Saved."
    success_url = Link("book")


class DiscardBook(OfBook, ActionPage):
    policy = "library.discard_book"
    title, consequence = "Discard this book?", "It leaves the library."
    form = ReasonForm
    service = discard_book
    versioned, danger = True, True
    success_url = Link("books")


class Lobby(DetailPage):
    policy = Open("the door of the library")
    title = "Lobby"
    frame = "shell/plain.html"


class Forgotten(ListPage):
    """Names no policy."""

    title = "Forgotten"
    selector = books
    table = BookTable


class Nothing(DetailPage):
    policy = "library.view_books"

    def get_subject(self, actor, **kwargs):
        raise Missing


# --- endpoints

ROW = (
    Field("id", "uuid", required=True),
    Field("number", "integer", required=True),
    Field("title", required=True),
    Field("author", source="author__name"),
    Field("state", choices=[("lent", "Lent"), ("home", "Home")]),
    Field("due", "date"),
    Field("lent_at", "datetime"),
    Field("price", "decimal"),
    Field("version", "integer"),
)


class BookInput(serializers.Serializer):
    title = serializers.CharField(max_length=200)
    due = ApiDayField(required=False)
    price = serializers.DecimalField(max_digits=8, decimal_places=2, required=False)


class Reason(serializers.Serializer):
    reason = serializers.CharField(max_length=500)


class BooksEndpoint(ListEndpoint):
    """The books of the library."""

    policies = {"get": "library.view_books", "post": "library.add_book"}
    selector = books
    filterset = BookFilters
    row = ROW
    orders = {"number": ("number",), "due": ("due",), "title": ("title", "-number"), "-lent": ("-lent_at",)}
    forms = {"post": BookInput}
    services = {"post": add_book}
    location = Link("api_book", number="number")


class BookEndpoint(OfBook, RecordEndpoint):
    policies = {"get": "library.view_books", "patch": "library.edit_book", "delete": "library.discard_book"}
    row = ROW
    forms = {"patch": BookInput, "delete": Reason}
    services = {"patch": edit_book, "delete": discard_book}


class LendBook(OfBook, ActionEndpoint):
    policies = {"post": "library.edit_book"}
    row = ROW
    forms = {"post": Reason}
    services = {
        "post": lambda *, actor, book, version, reason: edit_book(
            actor=actor, book=book, version=version, state="lent"
        )
    }


MADE_HERE = [one for one in vars().values() if isinstance(one, type) and one.__module__ == __name__]
DOORS = [one for one in MADE_HERE if issubclass(one, (Page, ListEndpoint, RecordEndpoint, ActionEndpoint))]

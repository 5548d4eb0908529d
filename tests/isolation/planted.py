"""Addresses with holes, one of each kind. The walks find them without knowing a word of them."""

from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.urls import path
from rest_framework import serializers

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as house
from planning.models import Task
from tenancy.models import Client, Event, User
from toolkit.api import ActionEndpoint, Endpoint, Field, ListEndpoint
from toolkit.filters import Filters, Reference
from toolkit.pages import DetailPage

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


class Page(DetailPage):
    """A page about one record, found by the function that a hole consists of."""

    policy = "planning.view_task"
    template = "pages/detail.html"

    def get_title(self) -> str:
        return str(self.subject)


class WithoutPolicy(DetailPage):
    policy = ""
    title = "Planted"


class WithPolicyOfNobody(DetailPage):
    policy = "tea.pour_nothing"
    title = "Planted"


class AskingNobody(Page):
    """Names a policy, and forgets to ask it."""

    policy = "projects.create_project"
    title = "Planted"
    get_title = DetailPage.get_title

    def check(self, policy: Any) -> None:
        pass


class TaskById(Page):
    """Any project's task: row-level security knows organizations, not projects."""

    def get_subject(self, actor: Any, **kwargs: Any) -> Task:
        return Task.objects.get(pk=kwargs["task"])


class LoginById(Page):
    """Logins have no walls: they may belong to several organizations."""

    policy = "tenancy.view_tokens"

    def get_subject(self, actor: Any, **kwargs: Any) -> User:
        return User.objects.get(pk=kwargs["login"])


class RowPastTheWall(Page):
    """Goes round the wall by raw SQL."""

    policy = "tenancy.view_tokens"

    def get_subject(self, actor: Any, **kwargs: Any) -> Client:
        with connection.cursor() as cursor:
            for (organization,) in every_organization():
                cursor.execute("SELECT set_config('app.organization_id', %s, true)", [str(organization)])
                if found := Client.objects.filter(pk=kwargs["row"]).first():
                    return found
        raise Client.DoesNotExist


def every_organization() -> list[Any]:
    return list(User.objects.order_by().values_list("pk")) and _organizations()


def _organizations() -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM tenancy_organization")
        return cursor.fetchall()


class Counting(Page):
    """Counts what is not its own."""

    policy = "tenancy.view_tokens"

    def get_title(self) -> str:
        return f"{User.objects.count()} people use Milepost"

    def get_subject(self, actor: Any, **kwargs: Any) -> str:
        return "everybody"


class WritingByLooking(Page):
    policy = "tenancy.view_tokens"

    def get_subject(self, actor: Any, **kwargs: Any) -> str:
        Client.objects.filter(code="SKY").update(industry=f"seen by {actor.name}")
        return "everybody"


class TaskFilters(Filters):
    task = Reference("pk", label="Task")


class TasksByQuery(ListEndpoint):
    """A filter by an identifier over rows that nobody narrowed."""

    policies = {"get": "planning.view_plan"}
    filterset = TaskFilters
    row = (Field("id", "uuid"), Field("name"))

    def get_queryset(self) -> Any:
        return Task.objects.all()


class NoteInput(serializers.Serializer):
    about = serializers.UUIDField()


def note(*, actor: Any, about: Any) -> None:
    """Keeps an identifier in a column that is no foreign key."""
    Event.objects.create(
        name="tea.Noted", payload={}, project=about, occurred_at=actor.now, next_at=actor.now
    )


class Note(ActionEndpoint):
    """Takes an identifier and writes it down unseen."""

    versioned = False
    policies = {"post": "planning.edit_task"}
    forms, services = {"post": NoteInput}, {"post": note}

    def get_arguments(self) -> dict[str, Any]:
        return {}


class RenameInput(serializers.Serializer):
    parent_id = serializers.UUIDField()


def rename(*, actor: Any, parent_id: Any) -> None:
    """Changes whatever it is pointed to."""
    Task.objects.filter(pk=parent_id).update(notes="changed")


class Rename(Note):
    forms, services = {"post": RenameInput}, {"post": rename}


class BulkInput(serializers.Serializer):
    ids = serializers.ListField(child=serializers.UUIDField())


def rename_many(*, actor: Any, ids: list[Any]) -> None:
    """Skips in silence what it does not find, and changes the rest."""
    Task.objects.filter(pk__in=ids, project__members__person=actor.person_id).update(notes="changed")


class RenameMany(Note):
    forms, services = {"post": BulkInput}, {"post": rename_many}


class Telling(Endpoint):
    """Says of a foreign row that it may not be read, and of a missing one that it is missing."""

    policies = {"get": "planning.view_plan"}

    def get(self, request: Any, **kwargs: Any) -> HttpResponse:
        exists = Task.objects.filter(pk=kwargs["task"]).exists()
        return self.answer({"detail": "not yours" if exists else "nothing"}, status=404)


def bare(request: Any, **kwargs: Any) -> HttpResponse:
    return HttpResponse("no page kind, no endpoint, no policy")


PROJECT, API = "o/<slug:org>/projects/<str:key>/planted/", "api/v1/o/<slug:org>/projects/<str:key>/planted/"
HOLES = {
    "planted_without_policy": path(f"{PROJECT}without/", WithoutPolicy.as_view()),
    "planted_policy_of_nobody": path(f"{PROJECT}nobody/", WithPolicyOfNobody.as_view()),
    "planted_asking_nobody": path(f"{PROJECT}asking/", AskingNobody.as_view()),
    "planted_bare": path("o/<slug:org>/planted/bare/", bare),
    "planted_task": path(f"{PROJECT}<uuid:task>/", TaskById.as_view()),
    "planted_login": path("o/<slug:org>/planted/<uuid:login>/", LoginById.as_view()),
    "planted_row": path("o/<slug:org>/planted/row/<uuid:row>/", RowPastTheWall.as_view()),
    "planted_counting": path("o/<slug:org>/planted/counting/", Counting.as_view()),
    "planted_writing": path("o/<slug:org>/planted/writing/", WritingByLooking.as_view()),
    "planted_tasks": path(f"{API}tasks/", TasksByQuery.as_view()),
    "planted_note": path(f"{API}note/", Note.as_view()),
    "planted_rename": path(f"{API}rename/", Rename.as_view()),
    "planted_rename_many": path(f"{API}rename-many/", RenameMany.as_view()),
    "planted_telling": path(f"{API}<uuid:task>/", Telling.as_view()),
}
for name, hole in HOLES.items():
    hole.name = name
urlpatterns = [*HOLES.values(), *house]

"""A fault of the database is told in our words: no statement, no row, no constraint, but a reference."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client as Browser
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500
from planning.models import Task
from tenancy.models import Client
from tenancy.walls import Visibility
from toolkit.api import Endpoint
from toolkit.pages import DetailPage

pytestmark = [pytest.mark.threat("T-036", "T-174")]
__all__ = ["handler400", "handler403", "handler404", "handler500"]
SECRET = "Salary of Ada"


def execute(statement: str, *params: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def duplicate() -> None:
    for _twice in range(2):
        Client.objects.create(code="TWICE", name=SECRET)


FAULTS = {
    "integrity": duplicate,
    "data": lambda: execute("SELECT %s::int", SECRET),
    "null": lambda: Client.objects.create(code="N1", name=None),
    "long": lambda: Client.objects.create(code=SECRET * 20, name=SECRET),
    "programming": lambda: execute(
        f"SELECT no_such_column FROM {Task._meta.db_table} WHERE name = %s", SECRET
    ),
    "check": lambda: Task.objects.update(visibility=Visibility.SHARED, percent_complete=900),
}


class Failing(DetailPage):
    policy = "tenancy.view_tokens"
    title = "Failing"

    def get(self, request, **kwargs):
        FAULTS[kwargs["how"]]()
        return HttpResponse("no fault")


class FailingEndpoint(Endpoint):
    policies = {"get": "tenancy.view_tokens"}

    def get(self, request, **kwargs):
        FAULTS[kwargs["how"]]()
        return self.answer({})


urlpatterns = [
    path("o/<slug:org>/fail/<str:how>/", Failing.as_view()),
    path("api/v1/o/<slug:org>/fail/<str:how>/", FailingEndpoint.as_view()),
]
NEVER = (SECRET, "select", "insert", "tenancy_", "planning_", "psycopg", "traceback", "detail:", "constraint")


@pytest.mark.parametrize("door", ["/o/acme/fail/", "/api/v1/o/acme/fail/"])
@pytest.mark.parametrize("how", FAULTS)
def test_nothing_of_it_is_told(house, visitors, settings, quiet, door, how):
    settings.ROOT_URLCONF = "tests.isolation.test_errors"
    browser = Browser(raise_request_exception=False)
    browser.force_login(visitors["Ada"].user)
    answer = browser.get(f"{door}{how}/", HTTP_X_REQUEST_ID="reference-of-this-fault")
    assert 400 <= answer.status_code <= 500
    assert answer["X-Request-ID"] == "reference-of-this-fault"
    body = answer.content.decode().lower()
    assert not [word for word in NEVER if word.lower() in body]
    if door.startswith("/api/"):
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["code"]
    else:
        assert "reference-of-this-fault" in body or answer.status_code < 500

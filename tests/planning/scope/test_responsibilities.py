"""Who does what: exactly one accountable person in each row."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from planning import services
from planning.models import Responsibility
from projects.models import Process
from tenancy.scope import tenant_tx
from tests.cast import NOW
from toolkit.errors import Denied

BASE = "/o/acme/projects/SKY/responsibilities/"


def give(cast, subject, by="ada", **parts):
    named = {getattr(cast, name).person.pk: part for name, part in parts.items()}
    with tenant_tx(cast.acme.pk):
        services.set_responsibilities(actor=getattr(cast, by).actor(), subject=subject, parts=named)


def shown(cast, subject):
    with tenant_tx(cast.acme.pk):
        rows = Responsibility.objects.filter(deliverable=subject).order_by("person__name")
        return list(rows.values_list("person__name", "part"))


@pytest.fixture
def process(cast, sky):
    with tenant_tx(cast.acme.pk):
        about = {"client_id": sky.client_id, "created_at": NOW, "channel": "voice"}
        return Process.objects.create(project=sky, code="CARE", name="Care", **about)


def test_a_row_is_written_as_a_whole(cast, scope):
    made = scope.deliverable()
    give(cast, made, ada="A", ben="R", tim="C")
    assert shown(cast, made) == [("Ada", "A"), ("Ben", "R"), ("Tim", "C")]
    give(cast, made, ada="I", ben="AR")
    assert shown(cast, made) == [("Ada", "I"), ("Ben", "AR")]
    give(cast, made, ada="")
    assert shown(cast, made) == []


def test_exactly_one_is_accountable(cast, scope):
    made = scope.deliverable()
    with pytest.raises(services.AccountableMissing):
        give(cast, made, ben="R")
    with pytest.raises(services.AccountableTwice, match="2 people"):
        give(cast, made, ada="A", ben="AR")
    assert shown(cast, made) == []


def test_the_database_knows_one_accountable_person_too(cast, scope):
    made = scope.deliverable()
    give(cast, made, ada="A")
    about = {"project": scope.project, "client_id": scope.project.client_id, "created_at": NOW}
    with tenant_tx(cast.acme.pk), pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(deliverable=made, person=cast.ben.person, part="AR", **about)


def test_only_the_team_has_a_part(cast, scope):
    with pytest.raises(services.NotOnProject):
        give(cast, scope.deliverable(), olga="A")


def test_team_leads_only_read(cast, scope):
    with pytest.raises(Denied):
        give(cast, scope.deliverable(), by="tim", tim="A")


def test_the_matrix_says_where_nobody_is_accountable(cast, scope, process):
    give(cast, scope.deliverable(), ada="A", ben="R")
    page = cast.ada.browser().get(BASE).content.decode()
    assert "Of 2 rows 1 has nobody who is accountable." in page
    assert "D1 Handbook" in page
    assert "CARE Care" in page
    give(cast, process, ada="AR")
    page = cast.ada.browser().get(BASE).content.decode()
    assert "Every row has exactly one person who is accountable." in page


def test_a_row_is_edited_by_a_form(cast, scope, process):
    ada = cast.ada.browser()
    answer = ada.post(f"{BASE}processes/CARE/", {str(cast.ben.person.pk): "R"})
    assert answer.status_code == 422
    assert b"Nobody is accountable" in answer.content
    answer = ada.post(f"{BASE}processes/CARE/", {str(cast.ben.person.pk): "R", str(cast.ada.person.pk): "A"})
    assert answer.status_code == 302
    assert b"Care" in ada.get(f"{BASE}list/").content


@pytest.mark.parametrize("count", [1, 3])
def test_the_matrix_costs_the_same_queries_whatever_the_rows(cast, scope, count):
    for n in range(count):
        give(cast, scope.deliverable(f"Book {n}"), ada="A")
    ada = cast.ada.browser()
    ada.get(BASE)
    with CaptureQueriesContext(connection) as queries:
        page = ada.get(BASE)
    assert page.content.count(b"Book ") == count
    assert len(queries) == MATRIX_QUERIES


MATRIX_QUERIES = 18

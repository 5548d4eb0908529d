"""A list on its way in: looked at, settled, all of it or nothing, once."""

import threading
from datetime import date
from uuid import uuid4

import pytest
from django.db import connections

from exchange import services
from exchange.lists.checking import Place
from exchange.lists.reading import ListFile
from exchange.models import ColumnMemory, ListImport
from exchange.services.lists import ListEnded, ListNotReady, ListTooLarge, PlaceWrong
from planning.models import Task
from projects.models import ProjectMember
from records.importing import importable_of
from tenancy.jobs_runner import run_next_job
from tenancy.models import AuditLine, Event, Person
from tenancy.scope import tenant_tx
from tests.cast import NOW
from toolkit.errors import BadInput, Denied, DomainError


def people(*lines, name="people.csv", head="Name,Email"):
    return ListFile(name, "\n".join([head, *lines]).encode())


def stage(actor, file, what="people", **more):
    return services.stage_list(actor=actor, what=importable_of(what), file=file, **more)


@pytest.fixture
def olga(cast):
    return cast.olga.actor()


def named(cast, *names):
    with tenant_tx(cast.acme.pk):
        return Person.objects.filter(name__in=names).count()


class TestOneByOne:
    def test_looked_at_first_then_all_of_it(self, cast, olga):
        run = stage(olga, people("Pia Nowak,pia@acme.test", "张伟,wei@acme.test"))
        assert (run.report["is_good"], run.report["rows"]) == (True, 2)
        assert named(cast, "Pia Nowak", "张伟") == 0, "tried out and taken back"
        with tenant_tx(cast.acme.pk):
            assert not Event.objects.filter(name="tenancy.PersonAdded").exists()
        done = services.commit_list(actor=olga, run=run)
        assert (done.state, done.report["created"]) == ("imported", 2)
        with tenant_tx(cast.acme.pk):
            assert named(cast, "Pia Nowak", "张伟") == 2
            assert AuditLine.objects.filter(action="tenancy.add_person").count() == 2
            assert Event.objects.get(name="exchange.ListImported").payload["created"] == 2

    @pytest.mark.threat("T-112")
    def test_one_bad_row_and_nothing_is_written(self, cast, olga):
        run = stage(olga, people("Pia Nowak,pia@acme.test", "Somebody,ben@acme.test"))
        fault = run.report["faults"][0]
        assert (fault["row"], run.report["count"]) == (3, 1), "a rule of the service, found before"
        with pytest.raises(ListNotReady):
            services.commit_list(actor=olga, run=run)
        assert named(cast, "Pia Nowak") == 0

    @pytest.mark.threat("T-112")
    def test_what_became_wrong_since_writes_nothing(self, cast, olga):
        run = stage(olga, people("Pia Nowak,pia@acme.test", "Second,second@acme.test"))
        with tenant_tx(cast.acme.pk):
            Person.objects.create(name="First", email="second@acme.test")
        with pytest.raises(ListNotReady):
            services.commit_list(actor=olga, run=run)
        assert named(cast, "Pia Nowak") == 0

    def test_every_fault_has_its_row_and_column(self, olga):
        head = "Name,Email,Language,Client"
        lines = [",a@b.test,en,", "Pia,p@b.test,fr,", "Ann,x@b.test,中文,Unknown", "Two,p@b.test,,SKY"]
        report = stage(olga, people(*lines, head=head)).report
        assert [(f["row"], f["column"]) for f in report["faults"]] == [
            (2, "name"),
            (3, "language"),
            (4, "client_id"),
            (5, "email"),
        ]
        assert "row 3" in report["faults"][3]["message"]

    @pytest.mark.threat("T-111")
    def test_others_identifiers_are_unknown(self, cast, olga):
        lines = [f"Pia,p@b.test,{cast.rival_client.pk}", f"Ann,a@b.test,{uuid4()}", "Bo,b@b.test,RIV"]
        report = stage(olga, people(*lines, head="Name,Email,Client")).report
        assert {fault["message"] for fault in report["faults"]} == {
            "Unknown here. Write a name as it stands in Milepost."
        }
        assert report["count"] == 3

    def test_columns_that_are_missing_are_asked_for(self, cast, olga):
        file = people("Pia Nowak,pia@acme.test", head="Who,Where")
        run = stage(olga, file)
        assert run.report["missing"] == ["name"]
        run = services.map_columns(actor=olga, run=run, mapping={"name": Place(0), "email": Place(1)})
        assert run.report["is_good"]
        services.commit_list(actor=olga, run=run)
        with tenant_tx(cast.acme.pk):
            assert ColumnMemory.objects.count() == 1
        again = stage(olga, people("Bo,bo@acme.test", head="Who,Where"))
        assert again.report["is_good"], "remembered for these heads"
        with pytest.raises(PlaceWrong):
            services.map_columns(actor=olga, run=again, mapping={"name": Place(7)})
        with pytest.raises(PlaceWrong):
            services.map_columns(actor=olga, run=again, mapping={"name": Place(0), "email": Place(0)})

    def test_only_who_may(self, cast):
        with pytest.raises(Denied):
            stage(cast.ben.actor(), people("Pia,p@b.test"))
        with pytest.raises(Denied):
            stage(cast.ada.actor(), people("Pia,p@b.test"))

    def test_too_large(self, olga, monkeypatch):
        monkeypatch.setattr("exchange.services.lists.LARGEST", 5)
        with pytest.raises(ListTooLarge):
            stage(olga, people("Pia,p@b.test"))


@pytest.mark.threat("T-113")
class TestOnce:
    def test_the_same_file_again_answers_the_first(self, cast, olga):
        file = people("Pia Nowak,pia@acme.test")
        run = stage(olga, file)
        assert stage(olga, file).pk == run.pk, "a double click"
        services.commit_list(actor=olga, run=run)
        assert stage(olga, file).pk == run.pk
        with pytest.raises(DomainError):
            services.commit_list(actor=olga, run=run)
        assert named(cast, "Pia Nowak") == 1

    def test_two_waiting_ones_of_two_people(self, cast, olga):
        with tenant_tx(cast.acme.pk):
            other = cast.ida.actor()
            first = stage(olga, people("Pia Nowak,pia@acme.test"))
            second = ListImport.objects.get(pk=first.pk)
            second.pk, second.id = uuid4(), uuid4()
            second.id = second.pk
            second.started_by_id = other.person_id
            second.save(force_insert=True)
        services.commit_list(actor=olga, run=first)
        assert services.commit_list(actor=olga, run=second).pk == first.pk
        with tenant_tx(cast.acme.pk):
            assert ListImport.objects.get(pk=second.pk).state == "discarded"

    def test_an_ended_one_stays_as_it_is(self, olga):
        run = stage(olga, people("Pia Nowak,pia@acme.test"))
        services.discard_list(actor=olga, run=run)
        with pytest.raises(ListEnded):
            services.map_columns(actor=olga, run=run, mapping={"name": Place(0)})


class TestTasks:
    head = "ID;Task name;Type;Level;Start;Finish;% complete;Owner"

    def file(self, *lines):
        return ListFile("plan.csv", "\n".join([self.head, *lines]).encode())

    def test_a_plan_from_a_spreadsheet(self, cast, project):
        ada = cast.ada.actor()
        lines = [
            "1;Knowledge transfer;;1;;;;",
            "2;Train the team;Task;2;2026-12-01;2026-12-04;25;Ben",
            "3;Go live;里程碑;1;;2026-12-31;;Ada",
        ]
        run = stage(ada, self.file(*lines), "tasks", project=project)
        assert run.report["is_good"], run.report
        with tenant_tx(cast.acme.pk):
            assert not Task.objects.exists()
        assert services.commit_list(actor=ada, run=run).report["created"] == 3
        with tenant_tx(cast.acme.pk):
            rows = {task.name: task for task in Task.objects.select_related("owner")}
        assert rows["Knowledge transfer"].kind == "summary"
        assert rows["Train the team"].parent_id == rows["Knowledge transfer"].pk
        assert (rows["Train the team"].percent_complete, rows["Train the team"].owner.name) == (25, "Ben")
        assert (rows["Go live"].kind, rows["Go live"].due) == ("milestone", date(2026, 12, 31))

    def test_the_same_identifiers_update(self, cast, project):
        ada = cast.ada.actor()
        for name in ("Train", "Train again"):
            run = stage(ada, self.file(f"1;{name};;1;2026-12-01;2026-12-04;;"), "tasks", project=project)
            services.commit_list(actor=ada, run=run)
        assert run.report["updated"] == 1
        with tenant_tx(cast.acme.pk):
            assert [task.name for task in Task.objects.all()] == ["Train again"]

    @pytest.mark.threat("T-115")
    def test_days_that_can_be_two_are_asked(self, cast, project):
        ada = cast.ada.actor()
        run = stage(ada, self.file("1;Train;;1;03/04/2026;05/06/2026;;"), "tasks", project=project)
        assert run.report["asks"] == {"start": ["dmy", "mdy"], "finish": ["dmy", "mdy"]}
        with pytest.raises(ListNotReady):
            services.commit_list(actor=ada, run=run)
        mapping = {name: Place(**place) for name, place in run.mapping.items()}
        mapping |= {"start": Place(4, "dmy"), "finish": Place(5, "dmy")}
        run = services.map_columns(actor=ada, run=run, mapping=mapping)
        services.commit_list(actor=ada, run=run)
        with tenant_tx(cast.acme.pk):
            assert Task.objects.get().due == date(2026, 6, 5)

    @pytest.mark.parametrize(
        ("line", "column"),
        [
            ("1;a;;3;;;;", "level"),
            ("1;a;;1;2026-12-05;2026-12-01;;", "finish"),
            ("1;a;;1;;;;Zoe", "owner_id"),
        ],
    )
    def test_rules_of_the_plan(self, cast, project, line, column):
        run = stage(cast.ada.actor(), self.file("0;first;;1;;;;", line), "tasks", project=project)
        assert [(fault["row"], fault["column"]) for fault in run.report["faults"]] == [(3, column)]

    @pytest.mark.threat("T-112")
    def test_ten_thousand_rows_and_one_bad(self, cast, project):
        ada = cast.ada.actor()
        lines = [f"{n};Task {n};;1;2026-12-01;2026-12-04;;" for n in range(1, 10_001)]
        lines[9_998] = "9999;Task 9999;;1;2026-12-01;31.02.2026;;"
        run = stage(ada, self.file(*lines), "tasks", project=project)
        fault = run.report["faults"][0]
        assert (run.report["count"], fault["row"], fault["column"]) == (1, 10_000, "finish")
        with pytest.raises(ListNotReady):
            services.commit_list(actor=ada, run=run)
        with tenant_tx(cast.acme.pk):
            assert not Task.objects.exists()

    def test_a_long_list_is_a_job(self, cast, project, monkeypatch):
        monkeypatch.setattr("exchange.services.lists.AT_ONCE", 2)
        ada = cast.ada.actor()
        lines = [f"{n};Task {n};;1;2026-12-01;2026-12-04;;" for n in range(3)]
        run = services.commit_list(actor=ada, run=stage(ada, self.file(*lines), "tasks", project=project))
        assert run.state == "running"
        job = run_next_job(organization_id=cast.acme.pk, clock=lambda: NOW)
        with tenant_tx(cast.acme.pk):
            run.refresh_from_db()
            job.refresh_from_db()
            assert (run.state, job.state, Task.objects.count()) == ("imported", "done", 3)


class TestMembers:
    def test_by_name_or_mail(self, cast, project):
        ada = cast.ada.actor()
        lines = ["Olga,Team lead,2026-12-01", "ben@acme.test,QA,2026-12-01"]
        file = people(*lines, head="Person,Role,From")
        run = services.bring_list(actor=ada, what=importable_of("members"), project=project, file=file)
        assert run.state == "imported", run.report
        with tenant_tx(cast.acme.pk):
            assert ProjectMember.objects.filter(person=cast.olga.person, role="TL").exists()

    def test_somebody_elses_people_are_unknown(self, cast, project):
        file = people("Zoe,TL,", "zoe@zenith.test,TL,", head="Person,Role,From")
        run = stage(cast.ada.actor(), file, "members", project=project)
        assert [fault["column"] for fault in run.report["faults"]] == ["person_id", "person_id"]


@pytest.mark.threat("T-113")
@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_import_once(cast):
    olga = cast.olga.actor()
    run = stage(olga, people("Pia Nowak,pia@acme.test"))
    outcomes, start = [], threading.Barrier(2)

    def click():
        start.wait()
        try:
            own = ListImport(**{f.attname: getattr(run, f.attname) for f in ListImport._meta.fields})
            outcomes.append(services.commit_list(actor=olga, run=own).state)
        except (ListEnded, ListNotReady, BadInput) as refused:
            outcomes.append(type(refused).__name__)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=click) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert named(cast, "Pia Nowak") == 1
    assert outcomes.count("imported") >= 1

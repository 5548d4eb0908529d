"""Lists through pages and the API."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from exchange.models import ListImport
from planning.models import Task
from tenancy.models import Person
from tenancy.scope import tenant_tx
from tests.toolkit.files_made import workbook

PEOPLE = b"Name,Email\nPia Nowak,pia@acme.test\n"


def upload(name="people.csv", content=PEOPLE):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def olga(cast):
    return cast.olga.browser()


@pytest.fixture
def url():
    return "/o/acme/lists/people/"


class TestPages:
    def test_the_way_of_a_list(self, cast, olga, url):
        assert "姓名" in olga.get(url).content.decode(), "says how columns may be called"
        answer = olga.post(url, {"file": upload(), "has_heads": "on"})
        assert answer.status_code == 302, answer.content.decode()
        page = olga.get(answer.url).content.decode()
        assert "1 row can be imported" in page
        assert "Pia Nowak" in page
        done = olga.post(f"{answer.url}commit/", {"version": "1"})
        assert done.status_code == 302
        page = olga.get(done.url).content.decode()
        assert "1 new" in page
        assert "/o/acme/settings/people/" in page
        assert "people.csv" in olga.get("/o/acme/lists/").content.decode()

    def test_rows_that_were_pasted(self, cast, olga, url):
        rows = "Name\tEmail\n" + "\n".join(f"Person {n}\tp{n}@acme.test" for n in range(511))
        answer = olga.post(url, {"pasted": rows + "\n", "has_heads": "on"})
        assert answer.status_code == 302, answer.content.decode()
        with tenant_tx(cast.acme.pk):
            run = ListImport.objects.get()
        assert (run.report["rows"], run.report["is_good"]) == (511, True), run.report["faults"]
        more = olga.post(url, {"pasted": rows + "\nx\ty\nz\tz", "has_heads": "on"})
        assert more.status_code == 422
        assert "512" in more.content.decode()

    @pytest.mark.parametrize("sent", [{}, {"file": upload(), "pasted": "a\nb"}])
    def test_one_of_the_two(self, olga, url, sent):
        assert olga.post(url, sent).status_code == 422

    @pytest.mark.threat("T-110", "T-106", "T-114")
    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("a.csv", b'a,b\n1,"open', "Row 2"),
            ("a.csv", b"", "empty"),
            ("a.pdf", b"%PDF-1.4", "CSV file or a workbook"),
            ("a.xlsm", b"PK\x03\x04", "macros"),
            ("a.xlsx", workbook("", more={"xl/zero": b"\0" * 20_000_000}), "densely"),
        ],
    )
    def test_what_is_no_list(self, olga, url, name, content, words):
        answer = olga.post(url, {"file": upload(name, content)})
        assert answer.status_code == 422
        assert words in answer.content.decode()

    def test_faults_are_shown_by_row_and_column(self, olga, url):
        answer = olga.post(
            url, {"file": upload(content=b"Name,Language\n,xx\n"), "has_heads": "on"}, follow=True
        )
        page = answer.content.decode()
        assert "What to correct" in page
        assert "Write something here." in page
        assert "Unknown here" in page
        assert "/commit/" not in page

    def test_columns_are_settled_by_hand(self, cast, olga, url):
        answer = olga.post(
            url, {"file": upload(content=b"Who,Where\nPia,pia@acme.test\n"), "has_heads": "on"}
        )
        assert "Needed, and not found" in olga.get(answer.url).content.decode()
        columns = f"{answer.url}columns/"
        assert olga.get(columns).status_code == 200
        twice = olga.post(columns, {"version": "1", "at_name": "0", "at_email": "0"})
        assert twice.status_code == 422
        settled = olga.post(columns, {"version": "1", "at_name": "0", "at_email": "1"})
        assert settled.status_code == 302, settled.content.decode()
        assert "1 row can be imported" in olga.get(answer.url).content.decode()

    def test_not_for_everybody(self, cast, olga, url, project):
        assert cast.ben.browser().get(url).status_code == 403
        answer = olga.post(url, {"file": upload(), "has_heads": "on"})
        assert cast.ada.browser().get(answer.url).status_code == 404, "another person's"
        assert cast.zoe.browser().get(answer.url).status_code == 404
        assert olga.get("/o/acme/projects/SKY/lists/tasks/").status_code == 403

    def test_queries_do_not_grow(self, cast, olga, url, django_assert_num_queries):
        for n in range(3):
            olga.post(
                url, {"file": upload(content=PEOPLE + f"P,p{n}@acme.test\n".encode()), "has_heads": "on"}
            )
            if n == 0:
                olga.get("/o/acme/lists/")
            if n != 1:
                with django_assert_num_queries(12):
                    olga.get("/o/acme/lists/")


class TestEndpoints:
    def test_the_way_of_a_list(self, cast, client, project):
        api = cast.api()
        staged = client.post(
            "/api/v1/o/acme/projects/SKY/lists/tasks/",
            {"file": upload("tasks.csv", b"Name,Start\nTrain,03/04/2026\n")},
            **api,
        )
        assert staged.status_code == 201, staged.content
        run = staged.json()
        assert run["report"]["asks"] == {"start": ["dmy", "mdy"]}
        own = f"/api/v1/o/acme/lists/{run['id']}/"
        early = client.post(f"{own}commit/", HTTP_IF_MATCH="*", **api)
        assert (early.status_code, early.json()["code"]) == (409, "list_not_ready")
        mapping = {"mapping": {"name": {"at": 0}, "start": {"at": 1, "way": "dmy"}}}
        settled = client.post(
            f"{own}columns/", json.dumps(mapping), content_type="application/json", HTTP_IF_MATCH="*", **api
        )
        assert settled.json()["report"]["is_good"], settled.content
        done = client.post(f"{own}commit/", HTTP_IF_MATCH="*", **api)
        assert (done.status_code, done.json()["state"]) == (200, "imported")
        with tenant_tx(cast.acme.pk):
            assert Task.objects.get().name == "Train"
        rows = client.get("/api/v1/o/acme/lists/", **api).json()["results"]
        assert [row["id"] for row in rows] == [run["id"]]

    @pytest.mark.threat("T-112")
    def test_faults_and_nothing_written(self, cast, client, project):
        refused = client.post(
            "/api/v1/o/acme/projects/SKY/lists/members/",
            {"file": upload("m.csv", b"Person,Role\nOlga,TL\nZoe,TL\n")},
            **cast.api(),
        )
        assert refused.status_code == 201, refused.content
        fault = refused.json()["report"]["faults"][0]
        assert (fault["row"], fault["column"], fault["cell"]) == (3, "person_id", "Zoe")
        with tenant_tx(cast.acme.pk):
            assert not Person.objects.get(name="Olga").project_memberships.exists()

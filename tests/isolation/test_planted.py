"""The walks find holes that they do not know: each needs a new route, a sample and an input, no more."""

import pytest
import time_machine

from tenancy.models import User
from tests.house import inputs, world
from tests.house.world import SAMPLES
from tests.isolation.crawl import crawl, hits
from tests.isolation.foreign import Stranger, body_faults, path_faults, query_faults
from tests.isolation.planted import HOLES
from tests.isolation.test_interference import answers
from tests.isolation.test_matrix import cells, unguarded
from tests.isolation.test_writing import written_by_looking
from tests.isolation.walking import unreachable, unregistered, walked
from toolkit.registry import routes

pytestmark = pytest.mark.threat("T-003", "T-004", "T-007", "T-008", "T-009", "T-012")


@pytest.fixture(autouse=True)
def planted(settings, monkeypatch):
    """The house with holes, and what a new route needs: samples of its arguments, an input for its body."""
    settings.ROOT_URLCONF = "tests.isolation.planted"
    monkeypatch.setitem(SAMPLES, ("", "task"), lambda w: w.task.pk)
    monkeypatch.setitem(SAMPLES, ("", "login"), lambda w: w.cast.ada.user.pk)
    monkeypatch.setitem(SAMPLES, ("", "row"), lambda w: w.cast.skyharp.pk)
    monkeypatch.setitem(inputs.INPUTS, "planted_note", lambda w: {"about": str(w.task.pk)})
    monkeypatch.setitem(inputs.INPUTS, "planted_rename_many", lambda w: {"ids": [str(w.task.pk)]})
    monkeypatch.setitem(inputs.INPUTS, "planted_rename", lambda w: {"parent_id": str(w.task.pk)})


@pytest.fixture
def stranger(house, visitors) -> Stranger:
    return Stranger(house, visitors)


def route(name: str):
    [found] = [one for one in routes() if one.name == name]
    return found


def told(found) -> list[str]:
    return [fault for _one, fault in found if fault]


class TestAPolicy:
    def test_that_is_none_is_found(self):
        assert {"planted/without/", "planted/nobody/"} <= {
            line.split(": ")[0].split("key>/")[-1] for line in unguarded()
        }

    def test_that_cannot_be_asked_is_found(self):
        assert list(unregistered()) == ["o/<slug:org>/planted/bare/ is neither a page nor an endpoint"]

    def test_that_nobody_asks_is_found_by_its_answers(self, house, visitors, quiet):
        hole = [route("planted_asking_nobody")]
        assert not list(cells(visitors["DH"], house.own, hole))
        found = list(cells(visitors["AU"], house.own, hole))
        assert [line for line in found if "get" in line and "not: is denied" in line]

    def test_without_one_a_page_refuses_even_those_who_may_all(self, house, visitors, quiet):
        holes = [route("planted_without_policy"), route("planted_policy_of_nobody")]
        for name in ("TA", "DH", "Ada"):
            assert not list(cells(visitors[name], house.own, holes))


def test_an_argument_without_a_sample_is_found(monkeypatch):
    monkeypatch.delitem(SAMPLES, ("", "task"))
    assert any("no sample for task" in line for line in unreachable())


class TestAnIdentifierInThePath:
    def test_of_another_project_is_found(self, house, stranger, quiet):
        """Row-level security does not help here: both projects are Acme's."""
        [fault] = told(path_faults(house, stranger, route("planted_task"), "get"))[:1]
        assert fault.endswith(": 200")

    @pytest.mark.parametrize("name", ["planted_login", "planted_row"])
    def test_of_another_organization_is_found(self, house, stranger, quiet, name):
        assert any(": 200" in line for line in told(path_faults(house, stranger, route(name), "get")))

    def test_that_is_told_from_a_missing_one_is_found(self, house, stranger, quiet):
        """Both are 404; the body tells."""
        faults = told(path_faults(house, stranger, route("planted_telling"), "get"))
        assert any(line.endswith("another body") for line in faults)


def test_an_identifier_in_the_query_is_found(house, stranger, quiet):
    faults = told(query_faults(house, stranger, route("planted_tasks")))
    assert any(f"?task={house.second.task.pk}"[:20] in line and "another body" in line for line in faults)


class TestAnIdentifierInTheBody:
    def test_that_is_written_down_unseen_is_found(self, house, stranger, quiet):
        faults = told(body_faults(house, stranger, route("planted_note"), "post"))
        assert any("about=" in line and line.endswith(": 204") for line in faults)

    def test_that_leads_to_a_change_elsewhere_is_found(self, house, stranger, quiet):
        faults = told(body_faults(house, stranger, route("planted_rename"), "post"))
        assert any("parent_id=" in line for line in faults)

    def test_that_is_skipped_in_silence_is_found(self, house, stranger, quiet):
        """A list of good ones and one of somebody else's: all or nothing, and it has to be said."""
        faults = told(body_faults(house, stranger, route("planted_rename_many"), "post"))
        assert any("ids=" in line and line.endswith(": 204") for line in faults)


class TestARead:
    def test_of_a_table_without_walls_is_seen_by_the_crawl(self, house, visitors, monkeypatch, quiet):
        monkeypatch.setitem(SAMPLES, ("", "login"), lambda w: house.rival.cast.ada.user.pk)
        holes = [one for one in walked() if one.route.startswith("o/<slug:org>/planted/")]
        found = list(hits(crawl(visitors["Ada"], house.own, found=holes), house.foreign_marks))
        assert found
        assert all("/planted/" in line for line in found)

    def test_that_counts_what_is_not_its_own_interferes(self, house, visitors, monkeypatch, quiet):
        monkeypatch.setattr("tests.isolation.test_interference.READERS", ("Ada",))
        holes = [one for one in walked() if one.name.startswith("planted_")]
        with time_machine.travel("2026-11-21T12:00:00+00:00", tick=False):
            before = answers(house.own, visitors, holes)
            User.objects.create_user("somebody@rival.test")
            after = answers(house.own, visitors, holes)
        differing = {url for url in before if before[url] != after[url]}
        assert {url.partition("?")[0].partition(" (")[0] for url in differing} == {
            "Ada: /o/acme/planted/counting/"
        }

    def test_that_writes_is_found(self, house, visitors, quiet):
        [line] = written_by_looking(house, [visitors["Ada"]], [route("planted_writing")])
        assert "tenancy.Client" in line


def test_everything_planted_is_walked():
    assert {one.name for one in walked()} >= set(HOLES) - {"planted_bare"}
    assert world.SAMPLES is SAMPLES

"""One verb on many rows: all or nothing, rights row by row, a number of statements that does not grow."""

import pytest

from planning import services
from planning.models import Dependency, Task
from tenancy.models import AuditLine
from tenancy.scope import tenant_tx
from tests.factories.projects import MemberFactory, ProjectFactory
from toolkit.many import MOST, Picked, RowsRefused

PLAN = "/o/acme/projects/SKY/plan/"
ROWS = f"{PLAN}rows/"


@pytest.fixture
def staged(cast):
    with tenant_tx(cast.acme.pk):
        project = ProjectFactory(client=cast.skyharp, key="SKY")
        for name, role in (("ada", "PM"), ("ben", "TL")):
            MemberFactory(project=project, person=getattr(cast, name).person, role=role)
    cast.project = project
    return cast


def add(staged, count, **more):
    actor = staged.ada.actor()
    return [
        services.add_task(actor=actor, project=staged.project, name=f"Row {n}", **more) for n in range(count)
    ]


def picked(tasks):
    return [Picked(task.pk, task.version) for task in tasks]


def texts(tasks):
    return ",".join(str(one) for one in picked(tasks))


def live(staged):
    with tenant_tx(staged.acme.pk):
        return sorted(Task.objects.live().values_list("number", flat=True))


def test_the_list_offers_boxes_and_verbs_to_those_who_may(staged):
    add(staged, 3)
    page = staged.ada.browser().get(PLAN).content.decode()
    assert page.count('name="row" form="many"') == 3
    assert 'aria-label="Choose T1"' in page
    assert f'formaction="{ROWS}withdraw/"' in page
    ben = staged.ben.browser().get(PLAN).content.decode()
    assert f'formaction="{ROWS}share/"' not in ben
    assert 'name="row"' not in staged.ada.browser().get(f"{PLAN}?format=csv").content.decode()


def test_what_is_chosen_is_shown_first_and_done_after_a_reason(staged):
    tasks, browser = add(staged, 12), staged.ada.browser()
    shown = browser.post(f"{ROWS}withdraw/", {"row": [str(one) for one in picked(tasks[:11])]})
    page = shown.content.decode()
    assert shown.status_code == 200
    assert "Withdraw: 11 rows" in page
    assert "and 1 more row" in " ".join(page.split())
    assert texts(tasks[:11]) in page
    assert browser.post(f"{ROWS}withdraw/", {"rows": texts(tasks[:11]), "reason": ""}).status_code == 422
    done = browser.post(f"{ROWS}withdraw/", {"rows": texts(tasks[:11]), "reason": "not needed"})
    assert done["Location"] == PLAN
    assert live(staged) == [12]
    page = browser.get(PLAN).content.decode()
    assert "11 rows withdrawn." in page
    assert f'action="{ROWS}restore/"' in page
    rows = page.split('name="rows" value="', 1)[1].split('"', 1)[0]
    assert browser.post(f"{ROWS}restore/", {"rows": rows}).status_code == 302
    assert live(staged) == list(range(1, 13))


def test_all_that_match_the_filters_up_to_a_bound(staged, monkeypatch):
    add(staged, 3)
    browser = staged.ada.browser()
    shown = browser.post(f"{ROWS}share/", {"matching": "?q=1&order=due", "row": "ignored"})
    assert "Share: 2 rows" in shown.content.decode()
    monkeypatch.setattr("toolkit.many.MOST", 2)
    assert browser.post(f"{ROWS}share/", {"matching": "?"}).status_code == 400
    assert browser.post(f"{ROWS}share/", {}).status_code == 422
    assert browser.post(f"{ROWS}share/", {"row": "x'--"}).status_code == 400
    assert MOST == 1000


def test_one_refused_row_stops_all_and_is_named(staged):
    tasks, browser = add(staged, 3), staged.ada.browser()
    services.edit_task(actor=staged.ada.actor(), task=tasks[1], name="Newer")
    tasks[1].version -= 1
    answer = browser.post(f"{ROWS}share/", {"rows": texts(tasks)})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "T2" in page
    assert "Somebody changed it after you looked." in page
    with tenant_tx(staged.acme.pk):
        assert not Task.objects.filter(visibility="shared").exists()
        assert not AuditLine.objects.filter(action="planning.share_task").exists()
    rest = texts([tasks[0], tasks[2]])
    assert f'value="{rest}"' in page
    assert browser.post(f"{ROWS}share/", {"rows": [texts(tasks), rest]}).status_code == 302
    with tenant_tx(staged.acme.pk):
        assert Task.objects.filter(visibility="shared").count() == 2
        assert AuditLine.objects.filter(action="planning.share_task").count() == 2


def test_rows_of_elsewhere_are_gone_for_whoever_does_not_see_them(staged):
    with tenant_tx(staged.acme.pk):
        other = ProjectFactory(client=staged.skyharp, key="HID")
        MemberFactory(project=other, person=staged.ida.person)
    foreign = services.add_task(actor=staged.ida.actor(), project=other, name="Hidden")
    with pytest.raises(RowsRefused) as caught:
        services.share_tasks(actor=staged.ada.actor(), project=staged.project, rows=picked([foreign]))
    assert caught.value.members["rows"] == [
        {"id": str(foreign.pk), "key": "", "detail": "It is not there any longer."}
    ]
    assert staged.ben.browser().post(f"{ROWS}share/", {"rows": texts([foreign])}).status_code == 403


@pytest.mark.parametrize("count", [2, 8])
def test_statements_do_not_grow_with_the_rows(staged, django_assert_num_queries, count):
    tasks, ada, project = add(staged, count), staged.ada.actor(), staged.project
    about = {"actor": ada, "project": project}
    with tenant_tx(staged.acme.pk):
        with django_assert_num_queries(7):
            services.share_tasks(**about, rows=picked(tasks))
        tasks = list(Task.objects.order_by("number"))
        with django_assert_num_queries(7):
            services.assign_tasks(**about, rows=picked(tasks), owner_id=staged.ben.person.pk)
        tasks = list(Task.objects.order_by("number"))
        with django_assert_num_queries(17):
            services.withdraw_tasks(**about, rows=picked(tasks), reason="not needed")


def test_a_row_below_a_chosen_one_goes_along_and_comes_back_with_it(staged):
    ada, project = staged.ada.actor(), staged.project
    [top] = add(staged, 1)
    child, leaf = add(staged, 1, parent_id=top.pk)[0], add(staged, 1)[0]
    services.add_dependency(actor=ada, predecessor=child, successor=leaf)
    with tenant_tx(staged.acme.pk):
        tasks = list(Task.objects.order_by("number"))
    done = services.withdraw_tasks(actor=ada, project=project, rows=picked(tasks[:2]), reason="no")
    assert done.count == 1
    assert live(staged) == [3]
    services.restore_tasks(actor=ada, project=project, rows=list(done.picked))
    assert live(staged) == [1, 2, 3]
    with tenant_tx(staged.acme.pk):
        assert Dependency.objects.live().count() == 1
        assert Task.objects.get(number=2).parent_id == top.pk


def test_the_way_back_comes_with_the_fact_of_one_row_too(staged):
    [task] = add(staged, 1)
    browser = staged.ada.browser()
    browser.post(f"/o/acme/projects/SKY/tasks/{task.number}/share/", {"version": "1"})
    page = browser.get(PLAN).content.decode()
    assert 'action="/o/acme/projects/SKY/tasks/1/unshare/"' in page
    assert browser.post("/o/acme/projects/SKY/tasks/1/unshare/", {"version": "2"}).status_code == 302
    with tenant_tx(staged.acme.pk):
        assert Task.objects.get().visibility == "internal"

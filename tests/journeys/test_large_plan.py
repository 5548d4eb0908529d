"""A plan of 5,000 rows is read in pages, and costs what a small one costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from planning.loading import PlanRows, TaskRow
from planning.services import load_plan
from tenancy.scope import tenant_tx

PLAN = "/o/acme/projects/SKY/plan/"
NAME = "知识转移与双语知识库:工单分类、升级路径、节假日排班与质检口径的统一说明"


def rows(count):
    return tuple(
        TaskRow(external_id=str(n), name=f"{NAME} {n}", level=1 if n % 100 == 1 else 2)
        for n in range(1, count + 1)
    )


def queries(ada, url):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ada.open(url)
    return len(asked)


@pytest.fixture
def load(cast, sky):
    def load(count):
        with tenant_tx(cast.acme.pk):
            load_plan(actor=cast.ada.actor(), project=sky, plan=PlanRows(source="large", tasks=rows(count)))

    return load


def test_the_pages_of_a_large_plan(ada, load):
    load(10)
    few = queries(ada, PLAN)
    load(5000)
    assert queries(ada, PLAN) == few
    assert len(ada.rows()) == 100
    assert ada.rows()[1]["Task"] == f"{NAME} 2"
    assert [row["Key"] for row in ada.open(f"{PLAN}?page=50").rows()][-1] == "T5000"
    assert "The list ends before this page" in ada.open(f"{PLAN}?page=51").text


def test_the_endpoint_of_a_large_plan(cast, client, load):
    load(5000)
    url, seen = "/api/v1/o/acme/projects/SKY/tasks/?page_size=200&fields=number", 0
    while url:
        answer = client.get(url, **cast.api()).json()
        seen, url = seen + len(answer["results"]), answer["next"]
    assert seen == 5000

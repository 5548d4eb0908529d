"""T-066: what the portal reads and says. A column that is not in this list is not the client's to read."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.registers.declared import registers
from tenancy.models import Person
from tenancy.scope import tenant_tx
from tests.house.sources import none
from tests.house.world import address, addresses
from tests.isolation.walking import tenant_models

pytestmark = pytest.mark.threat("T-066")
COLUMN = re.compile(r'"(\w+)"\."(\w+)"')
# The columns of tenant tables that the portal's statements name, to show them or to narrow by them.
READ = {
    "planning_task": {
        *("actual_finish_at", "client_id", "due", "kind", "name", "number", "position", "project_id"),
        *("promised", "state", "visibility", "withdrawn_at"),
    },
    "projects_project": {
        *(
            "client_id",
            "id",
            "key",
            "name",
            "name_zh",
            "stage",
            "state",
            "status_days",
            "visibility",
            "withdrawn_at",
            "zone",
        ),
    },
    "projects_sow": {"client_id", "code", "title", "title_zh", "visibility"},
    "records_comment": {
        *("author_name", "client_id", "created_at", "entry_id", "id", "project_id", "text"),
        *("visibility", "withdrawn_at"),
    },
    "records_entry": {"id", "key", "title", "title_zh", "visibility", "withdrawn"},
    "records_fileattachment": {
        *("client_id", "created_at", "edition", "entry_id", "icon", "id", "is_latest", "media_type"),
        *("name", "path", "project_id", "size", "visibility", "withdrawn_at"),
    },
    "tenancy_client": {"id", "name", "name_zh"},
}
# What it reads of each register, whichever it is; beside these the state and the day where it has them.
OF_RECORDS = {"number", "project_id", "title", "title_zh", "visibility", "withdrawn_at"}


def of_registers() -> dict[str, set[str]]:
    return {
        register.model._meta.db_table: OF_RECORDS
        | ({"state"} if register.states else set())
        | ({register.due} if register.due else set())
        for register in registers()
        if not register.unshared
    }


def columns(house, visitors) -> dict[str, set[str]]:
    """Table -> columns in the statements of every portal page, as the sponsor."""
    browser, found = visitors["CS"].browser(), {}
    for route in addresses("portal/"):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address(house.own, route)).status_code == 200
        for query in seen:
            for table, column in COLUMN.findall(query["sql"]):
                found.setdefault(table, set()).add(column)
    tables = {model._meta.db_table for model in tenant_models()}
    return {table: names for table, names in found.items() if table in tables}


def test_the_portal_reads_the_listed_columns_only(house, visitors):
    found, listed = columns(house, visitors), {**READ, **of_registers()}
    none(
        f"{name}: {found.get(name)}" for name in found.keys() | listed if found.get(name) != listed.get(name)
    )


def test_the_portal_says_nothing_internal(house, visitors):
    with tenant_tx(house.cast.acme.pk):
        mails = set(Person.objects.filter(side="own").exclude(email="").values_list("email", flat=True))
    assert len(mails) > 5
    for name in ("CS", "CV"):
        browser = visitors[name].browser()
        for route in addresses("portal/"):
            answer = browser.get(address(house.own, route))
            text = b"".join(answer).decode(errors="replace")
            none(mail for mail in mails if mail in text)
            assert house.own.marks.internal not in text, route.route
            assert house.own.marks.shared in text, "a portal that says nothing proves nothing"

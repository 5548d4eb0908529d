"""T-067: whatever else a request names, only what the form declares is written.

Every field of every table, and the names that such attacks try, are sent along with a valid request. A
machine is told that it may not; of a form's request nothing changes but what changes without them.
"""

from collections import Counter
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.db import models

from tenancy.models import Organization, User
from tenancy.scope import tenant_tx
from tests.house.inputs import is_endpoint, send
from tests.house.sources import none
from tests.isolation.rights.rightful import declared, requests
from tests.isolation.walking import TRACES, fingerprint, taken_back, tenant_models

pytestmark = pytest.mark.threat("T-067")
TRIED = (
    "is_staff",
    "is_superuser",
    "is_platform_staff",
    "tenant",
    "tenant_id",
    "role",
    "roles",
    "created_by",
)
TRIED += ("version", "status", "scopes", "password", "by_token", "csrf", "actor", "project", "task", "token")
VOLATILE = (
    *("body", "digest", "prefix", "nonce", "password", "request_id", "slot", "path"),
    *("external_id", "source_digest", "outline_digest", "fingerprint"),
)
Snapshot = dict[tuple[str, Any], dict[str, Any]]


def names() -> dict[str, str]:
    """Every column of every table, with a value of its kind."""
    found = dict.fromkeys(TRIED, "1")
    for model in (*tenant_models(), Organization, User):
        for field in model._meta.concrete_fields:
            found[field.name] = found[field.attname] = value_of(field)
    return found


def value_of(field: models.Field) -> str:
    if isinstance(field, models.UUIDField | models.ForeignKey):
        return "018f0000-0000-7000-8000-00000000dead"
    if isinstance(field, models.BooleanField):
        return "false" if field.name == "is_active" else "true"
    if isinstance(field, models.DateTimeField):
        return "2020-01-02T03:04:05Z"
    if isinstance(field, models.DateField):
        return "2020-01-02"
    if isinstance(field, models.IntegerField):
        return "77"
    return str(field.choices[-1][0]) if field.choices else "ASSIGNED"


def snapshot(organization: Any) -> Snapshot:
    """Every row of every table of an organization, and its logins."""
    found: Snapshot = {}
    with tenant_tx(organization):
        for model in (*tenant_models(), Organization, User):
            if model._meta.label not in TRACES:
                found |= {(model._meta.label, row["id"]): row for row in model.objects.values()}
    return found


def told(before: Snapshot, after: Snapshot, start: datetime) -> Counter[str]:
    """What became of the rows, without what differs between any two requests: new ids, present instants."""
    known = {pk for _label, pk in before}

    def plain(name: str, value: Any) -> Any:
        if name in VOLATILE or (isinstance(value, datetime) and value >= start):
            return "·"
        return "NEW" if isinstance(value, UUID) and value not in known else repr(value)

    changed = [(key, row) for key, row in after.items() if before.get(key) != row]
    return Counter(
        f"{label} {pk if (label, pk) in before else 'NEW'} {name}={plain(name, value)}"
        for (label, pk), row in changed
        for name, value in row.items()
        if label not in ("tenancy.Event", "notifications.Change")
        and name not in ("payload", "after", "before")
    )


def test_a_form_writes_what_it_declares_and_nothing_else(house, visitors, counted, quiet, now):
    acme, extra, found, tried = house.cast.acme.pk, names(), [], 0
    before = snapshot(acme)
    for visitor, route, method, body in requests(house, visitors):
        if is_endpoint(route):
            continue
        changes = {n: v for n, v in extra.items() if n not in {*declared(route, method), *body, "version"}}
        outcome = []
        for sent in ({}, changes):
            with taken_back():
                answer = send(visitor.browser(), house.own, route, method, changes=sent)
                outcome.append((answer.status_code, told(before, snapshot(acme), now)))
        tried += 1
        if outcome[0] != outcome[1]:
            found.append(f"{route.name}: {outcome[1][1] - outcome[0][1]} {outcome[0][0]} {outcome[1][0]}")
    counted(requests=2 * tried)
    none(found)
    assert tried > 25


def test_an_endpoint_refuses_what_it_does_not_declare(house, visitors, counted, quiet):
    before, extra, found, tried = fingerprint(house.organizations), names(), [], 0
    for visitor, route, method, body in requests(house, visitors):
        if not is_endpoint(route) or not declared(route, method) or "file" in body:
            continue
        changes = {n: v for n, v in extra.items() if n not in declared(route, method)}
        with taken_back():
            answer = send(visitor.browser(), house.own, route, method, changes=changes)
            after = fingerprint(house.organizations)
        tried += 1
        if answer.status_code != 422 or after != before:
            found.append(f"{method} {route.name} -> {answer.status_code}")
        elif missed := set(changes) - {error["field"] for error in answer.json()["errors"]}:
            found.append(f"{method} {route.name} says nothing of {sorted(missed)[:5]}")
    counted(requests=tried)
    none(found)
    assert tried > 10

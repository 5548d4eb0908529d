"""T-072 and T-073: numbers, days and shapes that no field takes, for every field of every writing route."""

import json
from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, models
from rest_framework import serializers

from tests.house.inputs import is_endpoint, send
from tests.house.sources import none
from tests.house.world import address
from tests.isolation.rights.rightful import declared, reader_of, requests
from tests.isolation.walking import API, fingerprint, taken_back, tenant_models, walked

HUGE = (10**30, -(10**30), 2**63)
DAYS = ("0001-01-01", "9999-12-31", "2026-02-30", "20-11-2026", "NaN")
INSTANTS = ("9999-99-99T00:00:00Z", "now", "NaN")
SHAPES: tuple[Any, ...] = ({"a": 1}, [1, 2], {}, [[]])


def wrong_numbers(field: Any) -> tuple[Any, ...]:
    """Values of which the field takes none."""
    if isinstance(field, serializers.IntegerField | forms.IntegerField):
        return (*HUGE, "NaN", "1e9", "٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣٣")
    if isinstance(field, serializers.DecimalField | forms.DecimalField):
        return (*HUGE, "NaN", "Infinity")
    if isinstance(field, serializers.DateTimeField | forms.DateTimeField):
        return INSTANTS
    if isinstance(field, serializers.DateField | forms.DateField):
        return DAYS
    return ()


def wrong_shapes(field: Any) -> tuple[Any, ...]:
    """Objects and lists where a plain value belongs."""
    nested = (
        serializers.ListField | serializers.ListSerializer | serializers.DictField | serializers.JSONField
    )
    many = nested | serializers.Serializer | serializers.MultipleChoiceField | serializers.FileField
    return () if isinstance(field, many) else SHAPES


def refused(house, visitors, counted, values: Any, *, pages: bool) -> int:
    """Sends each wrong value in each field; each must be refused at its field, and nothing be changed."""
    before, found, tried = fingerprint(house.organizations), [], 0
    for visitor, route, method, body in requests(house, visitors):
        if "file" in body or (not is_endpoint(route) and not pages):
            continue
        browser = visitor.browser()
        for name, field in declared(route, method).items():
            for value in values(field):
                with taken_back():
                    answer = send(browser, house.own, route, method, changes={name: value})
                tried += 1
                if wrong := fault(route, answer, name):
                    found.append(f"{method} {route.name} {name}={value!r}: {wrong}")
    counted(requests=tried)
    none(found)
    assert fingerprint(house.organizations) == before
    return tried


def fault(route, answer, name: str) -> str:
    """Empty when the answer refuses, and names the field."""
    if answer.status_code not in (400, 422):
        return str(answer.status_code)
    if not is_endpoint(route):
        return "" if "error" in answer.text else "says no error"
    problem = answer.json()
    fields = [problem.get("field", ""), *(error["field"] for error in problem.get("errors", []))]
    return "" if any(one.split(".")[0] == name for one in fields) else f"names {fields}"


@pytest.mark.threat("T-072")
def test_numbers_and_days_have_limits(house, visitors, counted, quiet):
    assert refused(house, visitors, counted, wrong_numbers, pages=True) > 40


@pytest.mark.threat("T-073")
def test_an_object_or_a_list_is_no_plain_value(house, visitors, counted, quiet):
    assert refused(house, visitors, counted, wrong_shapes, pages=False) > 80


@pytest.mark.threat("T-072")
@pytest.mark.parametrize(
    ("route", "first", "last"),
    [
        ("projects_edit_member", "starts_on", "ends_on"),
        ("projects_edit", "planned_start", "planned_finish"),
        ("projects_add_member", "starts_on", "ends_on"),
    ],
)
def test_reversed_ranges_are_refused(house, visitors, quiet, route, first, last):
    [(visitor, found, method, _body)] = [one for one in requests(house, visitors) if one[1].name == route]
    changes = {first: "2026-12-31", last: "2026-12-01"}
    with taken_back():
        answer = send(visitor.browser(), house.own, found, method, changes=changes)
    assert answer.status_code == 422


@pytest.mark.threat("T-072")
def test_the_database_refuses_negative_numbers_too(db):
    """Every column that cannot be below zero has a check of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, pg_get_constraintdef(oid)"
            " FROM pg_constraint WHERE contype = 'c'"
        )
        checks = {(table, text.replace('"', "")) for table, text in cursor.fetchall()}
    positive = models.PositiveIntegerField | models.PositiveSmallIntegerField | models.PositiveBigIntegerField
    none(
        f"{model._meta.db_table}.{field.column}"
        for model in tenant_models()
        for field in model._meta.concrete_fields
        if isinstance(field, positive)
        and not any(t == model._meta.db_table and f"({field.column} >= 0)" in text for t, text in checks)
    )


@pytest.mark.threat("T-073")
def test_a_member_that_is_named_twice_is_refused(house, visitors, counted, quiet):
    tried = 0
    for visitor, route, method, body in requests(house, visitors):
        if not is_endpoint(route) or not body or any(isinstance(one, UploadedFile) for one in body.values()):
            continue
        name, value = next(iter(body.items()))
        raw = f"{{{json.dumps(name)}: {json.dumps(value)}, {json.dumps(body)[1:]}"
        with taken_back():
            answer = getattr(visitor.browser(), method)(
                address(house.own, route), raw, content_type="application/json", HTTP_IF_MATCH="*"
            )
        tried += 1
        assert answer.status_code == 400, route.name
    counted(requests=tried)
    assert tried > 10


@pytest.mark.threat("T-073")
def test_a_parameter_that_is_given_twice_or_unknown_is_refused(house, visitors, counted, quiet):
    """On every list, page and endpoint."""
    found, tried = [], 0
    for route in walked():
        reader = reader_of(visitors, route)
        if reader is None:
            continue
        browser = reader.browser()
        url, once = address(house.own, route), "page_size=5" if route.route.startswith(API) else "page=1"
        for query, wanted in ((once, 200), (f"{once}&{once}", 400), ("id=1&id=2", 400), ("nonsense=1", 400)):
            answer = browser.get(f"{url}?{query}")
            tried += 1
            if answer.status_code != wanted:
                found.append(f"{url}?{query} -> {answer.status_code}")
    counted(requests=tried)
    none(found)
    assert tried > 40

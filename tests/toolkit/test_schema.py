"""OpenAPI from the declarations."""

import pytest
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema


@pytest.fixture
def schema(site, settings):
    return SchemaGenerator(urlconf="tests.toolkit.urls").get_schema(request=None, public=True)


def test_schema_is_valid_and_complete(schema):
    validate_schema(schema)
    assert {path: sorted(set(found) - {"parameters"}) for path, found in schema["paths"].items()} == {
        "/api/v1/o/{org}/books/": ["get", "post"],
        "/api/v1/o/{org}/books/{number}/": ["delete", "get", "patch"],
        "/api/v1/o/{org}/books/{number}/lend/": ["post"],
    }


def test_list_describes_filters_orders_and_rows(schema):
    get = schema["paths"]["/api/v1/o/{org}/books/"]["get"]
    parameters = {one["name"]: one["schema"] for one in get["parameters"]}
    assert set(parameters) == {
        "org", "fields", "order", "cursor", "page_size", "count",
        "q", "state", "due_from", "due_to", "lent_from", "lent_to", "is_rare", "author",
    }  # fmt: skip
    assert parameters["state"] == {"type": "array", "items": {"type": "string", "enum": ["lent", "home"]}}
    assert parameters["page_size"]["maximum"] == 200
    assert parameters["order"]["enum"] == [
        "number",
        "-number",
        "due",
        "-due",
        "title",
        "-title",
        "-lent",
        "lent",
    ]
    row = schema["components"]["schemas"]["TestsLibraryBooksRow"]["properties"]
    assert row["id"] == {"type": "string", "format": "uuid"}
    assert row["due"] == {"type": "string", "format": "date", "nullable": True}
    assert row["price"]["type"] == "string"


def test_changes_describe_if_match_and_refusals(schema):
    patch = schema["paths"]["/api/v1/o/{org}/books/{number}/"]["patch"]
    assert [one["name"] for one in patch["parameters"] if one["in"] == "header"] == ["If-Match"]
    refusals = {
        code for code, one in patch["responses"].items() if "application/problem+json" in one["content"]
    }
    assert refusals == {"400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429", "503"}
    assert {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "ETag"} <= set(
        patch["responses"]["200"]["headers"]
    )
    assert "requestBody" in patch
    assert "`library.edit_book`" in patch["description"]
    lend = schema["paths"]["/api/v1/o/{org}/books/{number}/lend/"]["post"]
    headers = [one["name"] for one in lend["parameters"] if one["in"] == "header"]
    assert sorted(headers) == ["Idempotency-Key", "If-Match"]

"""T-075: nothing of a request ever becomes a lookup; neither in the sources nor at run time."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.sources import Module, modules, none
from tests.house.world import address
from tests.isolation.rights.rightful import reader_of
from tests.isolation.walking import walked

pytestmark = pytest.mark.threat("T-075")
QUERYING = {
    "filter",
    "exclude",
    "annotate",
    "alias",
    "order_by",
    "get",
    "update",
    "values",
    "create",
    "aggregate",
}
QUERYING |= {
    "values_list",
    "get_or_create",
    "update_or_create",
    "only",
    "defer",
    "distinct",
    "select_related",
}
TAINTED = {"request", "GET", "POST", "query_params", "data", "body", "params", "headers", "META", "COOKIES"}
ATTACKS = (
    "filter[_connector]=OR",
    "_connector=OR+1=1",
    "_negated=true",
    "state__in=done",
    "owner__user__password__startswith=a",
    "organization__slug=zenith",
    "order=owner__user__password",
    "order=%22id%22;--",
    "order=?",
    "fields=organization_id",
)


def tainted(node: ast.AST) -> bool:
    """Whether an expression reads a request."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    attributes = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
    return bool((names | attributes) & TAINTED)


def spread(call: ast.Call) -> Iterator[ast.AST]:
    """What a call spreads into its arguments."""
    yield from (keyword.value for keyword in call.keywords if keyword.arg is None)
    yield from (one.value for one in call.args if isinstance(one, ast.Starred))


def lookups_from_requests(module: Module) -> Iterator[str]:
    """Calls of the ORM into which request data is spread."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in QUERYING:
            yield from (
                f"{module.file}:{node.lineno}: {ast.unparse(node)[:80]}"
                for one in spread(node)
                if tainted(one)
            )


def test_no_source_spreads_a_request_into_a_query():
    none(line for module in modules() for line in lookups_from_requests(module))


@pytest.mark.parametrize(
    "source",
    [
        "rows.filter(**request.GET.dict())",
        "rows.order_by(*request.GET.getlist('order'))",
        "rows.annotate(**{k: F(v) for k, v in self.request.query_params.items()})",
        "Task.objects.create(**request.POST.dict())",
    ],
)
def test_the_lint_finds_what_it_looks_for(source):
    [found] = [*lookups_from_requests(Module(modules()[0].path, ast.parse(source), source))]
    assert source[:20] in found


def test_every_list_refuses_lookups_in_its_address(house, visitors, counted, quiet):
    found, tried = [], 0
    for route in walked():
        visitor = reader_of(visitors, route)
        if visitor is None:
            continue
        browser = visitor.browser()
        for attack in ATTACKS:
            answer = browser.get(f"{address(house.own, route)}?{attack}")
            tried += 1
            if answer.status_code != 400:
                found.append(f"{route.name}?{attack} -> {answer.status_code}")
    counted(requests=tried)
    none(found)
    assert tried > 100

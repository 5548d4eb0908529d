"""The threats, and the tests that answer them: `docs/threats.md` is written from the marks in the tests.

A test answers a threat by `@pytest.mark.threat("T-004")` on itself, its class or its module.
`python -m tests.house.threats` writes the page.
"""

import ast
import csv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "threats.md"
TABLE = Path(__file__).with_name("threats.csv")
# Numbers that the list of threats leaves out.
UNUSED = {"T-039", "T-062", "T-063", "T-064", "T-077", "T-078", "T-079"} | {
    f"T-{number:03d}" for number in (*range(95, 100), *range(120, 125), *range(142, 145))
}
COMPLETE_TO = 154


def threats() -> dict[str, tuple[str, str]]:
    """Every threat: what it is, and why no test can answer it yet (empty where tests must)."""
    with TABLE.open(newline="") as file:
        return {row["id"]: (row["threat"], row["not yet"]) for row in csv.DictReader(file)}


def answers() -> dict[str, list[str]]:
    """The tests that name each threat, as pytest calls them."""
    found: dict[str, list[str]] = {}
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        tree = ast.parse(file.read_text())
        for name, marks in tests_of(tree, str(file.relative_to(ROOT)), of_module(tree)):
            for mark in dict.fromkeys(marks):
                found.setdefault(mark, []).append(name)
    return found


def tests_of(node: ast.AST, path: str, outer: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Every test below a node, with its own marks and those around it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef) and child.name.startswith("Test"):
            yield from tests_of(child, f"{path}::{child.name}", [*outer, *of_decorators(child)])
        if isinstance(child, ast.FunctionDef) and child.name.startswith("test_"):
            yield f"{path}::{child.name}", [*outer, *of_decorators(child)]


def of_module(tree: ast.Module) -> list[str]:
    """The marks of `pytestmark`."""
    values = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
    ]
    return [mark for value in values for mark in marks_in(value)]


def of_decorators(node: ast.ClassDef | ast.FunctionDef) -> list[str]:
    return [mark for decorator in node.decorator_list for mark in marks_in(decorator)]


def marks_in(node: ast.AST) -> Iterator[str]:
    """Identifiers in calls of `pytest.mark.threat`."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.threat":
            yield from (str(one.value) for one in call.args if isinstance(one, ast.Constant))


def page() -> str:
    """The whole of docs/threats.md."""
    known, found = threats(), answers()
    lines = [
        "# Threats and their tests",
        "",
        "Written from the marks in the tests (`python -m tests.house.threats`); a test holds both together.",
        "",
        "| threat | | tests |",
        "| --- | --- | --- |",
    ]
    for number, (threat, not_yet) in known.items():
        tests = "<br>".join(f"`{name}`" for name in found.get(number, []))
        if tests or not_yet:
            lines.append(f"| {number} | {threat} | {tests or f'does not apply yet: {not_yet}'} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    PAGE.write_text(page())

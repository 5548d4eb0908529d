"""No text can make one of our patterns run for ever (ReDoS)."""

import ast
import json
import resource
import subprocess
import sys
from re import _constants, _parser  # type: ignore[attr-defined]

import pytest

from tests.house.sources import modules, none

CALLS = {"compile", "match", "fullmatch", "search", "sub", "split", "findall", "finditer", "RegexValidator"}
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}
MANY = 30
CPU_SECONDS = 60
LENGTH = 50_000
TRY = """
import json, re, sys
for line in json.load(sys.stdin):
    pattern = re.compile(line)
    for text in ("a", "1", " ", "-", "=", "(", "\\\\", "中", "a.", "a@", "A-", "1,", "<a", "[[", "\\n"):
        hostile = text * (%d // len(text)) + "\\x01"
        pattern.search(hostile), pattern.match(hostile), pattern.fullmatch(hostile)
"""


def patterns() -> dict[str, str]:
    """Every pattern that the sources write out, with where it stands."""
    found = {}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and node.args and _name(node) in CALLS:
                text = node.args[0]
                if isinstance(text, ast.Constant) and isinstance(text.value, str) and _is_regex(node):
                    found[text.value] = f"{module.name}:{node.lineno}"
    return found


def _name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _is_regex(node: ast.Call) -> bool:
    """`re.compile(…)`, or a validator of Django's; not the method of a string."""
    owner = getattr(getattr(node.func, "value", None), "id", "re")
    return owner in ("re", "regex") or _name(node) == "RegexValidator"


def nested(tree, inside: bool = False) -> bool:
    """Whether something that repeats without end stands inside something that does."""
    for operation, argument in tree:
        endless = operation in REPEATS and argument[1] > MANY
        if (endless and inside) or any(
            nested(part, inside or endless) for part in parts(operation, argument)
        ):
            return True
    return False


def parts(operation, argument) -> list:
    """The patterns inside a piece of one."""
    if operation in REPEATS:
        return [argument[2]]
    if operation is _constants.SUBPATTERN:
        return [argument[3]]
    return list(argument[1]) if operation is _constants.BRANCH else []


@pytest.mark.threat("T-092")
def test_no_pattern_repeats_inside_a_repeat():
    found = patterns()
    assert len(found) > 20
    none(
        f"{where}: {text}"
        for text, where in found.items()
        if nested(_parser.parse(text)) and text not in BOUNDED
    )


# Repeats inside repeats that cannot overlap: each round of the outer one begins with a sign of its own.
BOUNDED: dict[str, str] = {}


@pytest.mark.parametrize("hostile", [r"(a+)+$", r"(\w*,?)*;", r"((x|y)*z?)+"])
def test_such_a_pattern_would_be_found(hostile):
    assert nested(_parser.parse(hostile))
    assert not nested(_parser.parse(r"(?:[a-z]{1,20},)*[0-9]+"))


@pytest.mark.threat("T-092")
def test_fifty_thousand_hostile_characters_cost_no_more_than_reading_them():
    """All patterns over all texts in one process that the system ends when it counts too long."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))

    run = subprocess.run(
        [sys.executable, "-c", TRY % LENGTH],
        input=json.dumps(list(patterns())),
        text=True,
        preexec_fn=limit,
        check=False,
    )
    assert run.returncode == 0, "a pattern did not come to an end"

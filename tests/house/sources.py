"""The sources of the house, read once: rooms, modules as syntax trees, templates."""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.ROOT
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
FOLDERS: list[str] = PYPROJECT["tool"]["importlinter"]["root_packages"]
ROOMS = [folder for folder in FOLDERS if folder != "config"]


@dataclass(frozen=True)
class Module:
    """One module of the product."""

    path: Path
    tree: ast.Module
    text: str

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    @property
    def file(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def is_migration(self) -> bool:
        return "migrations" in self.path.parts

    def imports(self) -> Iterator[tuple[str, str]]:
        """(module, name) of every import; relative ones made absolute, `import x` as (x, "").

        What is imported for type checking only does not count.
        """
        for node in running(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, "") for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((self._absolute(node), alias.name) for alias in node.names)

    def _absolute(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name if self.path.stem == "__init__" else self.name.rpartition(".")[0]
        base = package.split(".")[: len(package.split(".")) - node.level + 1]
        return ".".join([*base, *([node.module] if node.module else [])])


def running(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node below, without what stands under `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
            yield node
            yield from running(node)


@cache
def modules(*, migrations: bool = False) -> list[Module]:
    """Every module of the product, by path."""
    files = (file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))
    found = [Module(file, ast.parse(file.read_text()), file.read_text()) for file in files]
    return [module for module in found if migrations or not module.is_migration]


@cache
def templates() -> dict[str, str]:
    """Every template, by its path below the root."""
    files = sorted((ROOT / "templates").rglob("*.*"))
    return {
        str(file.relative_to(ROOT)): file.read_text() for file in files if file.suffix in {".html", ".txt"}
    }


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.AST) -> int:
    """Lines from the first to the last of a definition, decorators left out."""
    return node.end_lineno - node.lineno + 1  # type: ignore[attr-defined]


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with its dotted name as far as it can be read: `objects.filter(...).update` -> `.update`."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return f"{dotted(node.value)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def none(found: Iterable[object]) -> None:
    """Fails with one line for each thing found."""
    lines = sorted(str(one) for one in found)
    assert not lines, "\n".join(["", *lines])

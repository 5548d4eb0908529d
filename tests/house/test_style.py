"""Sizes of DESIGN section 10, and what the sources may not say."""

import ast
import re
from statistics import median

import pytest

from tests.house.sources import Module, calls, functions, length, modules, none, templates
from toolkit.registry import doors

FUNCTION, FILE, TEMPLATE, PAGE, TASK = 40, 400, 120, 15, 10


def where(module: Module, node: ast.AST) -> str:
    return f"{module.file}:{node.lineno}"  # type: ignore[attr-defined]


class TestSizes:
    def test_functions_are_short(self):
        sizes = {f"{where(m, f)} {f.name}": length(f) for m in modules() for f in functions(m)}
        none({name: size for name, size in sizes.items() if size > FUNCTION}.items())
        assert median(sizes.values()) < 8

    def test_files_are_short(self):
        sizes = {m.file: m.text.count("\n") for m in modules()}
        none({name: size for name, size in sizes.items() if size > FILE}.items())

    def test_templates_are_short(self):
        sizes = {name: text.count("\n") for name, text in templates().items()}
        none({name: size for name, size in sizes.items() if size > TEMPLATE}.items())

    def test_page_classes_are_declarations(self):
        pages = {door.view.__name__ for door in doors() if door.kind != "endpoint"}
        sizes = {
            f"{where(m, node)} {node.name}": length(node)
            for m in modules()
            for node in ast.walk(m.tree)
            if isinstance(node, ast.ClassDef) and node.name in pages and m.path.name.startswith("views")
        }
        none({name: size for name, size in sizes.items() if size > PAGE + docstring_lines(name)}.items())

    def test_tasks_are_doors(self):
        sizes = {
            f"{where(m, f)} {f.name}": length(f)
            for m in modules()
            for f in functions(m)
            if any(
                "tenant_task" in ast.unparse(d) or "sweep_task" in ast.unparse(d) for d in f.decorator_list
            )
        }
        none({name: size for name, size in sizes.items() if size > TASK}.items())


def docstring_lines(_name: str) -> int:
    """A page class may say what it is in two lines beside its fifteen."""
    return 2


class TestWords:
    """What must not stand anywhere in the product."""

    @pytest.mark.parametrize(
        "word", ["mark_safe", "SafeText", "autoescape off", "|safe", "TODO", "FIXME", "XXX "]
    )
    def test_is_nowhere(self, word):
        found = [m.file for m in modules() if word in m.text]
        found += [name for name, text in templates().items() if word in text]
        none(found)

    def test_no_inline_import(self):
        found = [
            where(m, node)
            for m in modules()
            for f in functions(m)
            for node in ast.walk(f)
            if isinstance(node, ast.Import | ast.ImportFrom) and m.file != "config/celery.py"
        ]
        none(found)

    def test_no_star_import(self):
        none([m.file for m in modules() for _module, name in m.imports() if name == "*"])

    def test_no_signal_of_saved_rows(self):
        words = re.compile(r"\b(post|pre)_(save|delete|init)\b|\bm2m_changed\b")
        none([m.file for m in modules() if words.search(m.text)])

    def test_no_request_is_poured_into_a_filter(self):
        """`filter(**request.GET)` lets a stranger choose the columns."""
        poured = ("request.GET", "request.POST", "request.data", "request.query_params")
        found = [
            where(m, call)
            for m in modules()
            for call, _name in calls(m)
            for keyword in call.keywords
            if keyword.arg is None and any(word in ast.unparse(keyword.value) for word in poured)
        ]
        none(found)

    def test_services_never_enqueue(self):
        found = [
            where(m, call)
            for m in modules()
            for call, name in calls(m)
            if name.split(".")[-1] in {"delay", "apply_async", "send_task"}
            and not re.search(r"/(tasks|handlers)(\.py|/)", m.file)
        ]
        none(found)

    def test_services_ask_no_clock(self):
        """The clock comes with the actor."""
        clocks = ("datetime.now", "date.today", "timezone.now", "time.time", "datetime.utcnow")
        inside = re.compile(r"/(services|selectors|policies|states|models)(\.py|/)")
        found = [
            where(m, call)
            for m in modules()
            for call, name in calls(m)
            if inside.search(m.file) and name.endswith(clocks) and m.room not in ("toolkit", "config")
        ]
        none(found)


class TestSql:
    def test_settings_are_never_set_for_a_session(self):
        """A session-level setting would stay with the connection when the next organization gets it."""
        session = re.compile(
            r"set_config\([^)]*,\s*false\s*\)|\bSET\s+(SESSION\s+)?(app\.|ROLE\b)|SET\s+SESSION\b",
            re.IGNORECASE,
        )
        found = {m.file: session.findall(m.text) for m in modules(migrations=True) if session.search(m.text)}
        none(found.items())

    def test_the_lint_sees_what_it_looks_for(self):
        session = re.compile(
            r"set_config\([^)]*,\s*false\s*\)|\bSET\s+(SESSION\s+)?(app\.|ROLE\b)", re.IGNORECASE
        )
        for bad in (
            "SELECT set_config('app.organization_id', %s, false)",
            "SET app.organization_id = 1",
            "SET ROLE x",
        ):
            assert session.search(bad)
        for good in ("SELECT set_config('app.organization_id', %s, true)", "SET LOCAL ROLE x"):
            assert not session.search(good)

    def test_raw_sql_is_where_it_is_known(self):
        """Arbitrary SQL is the one thing that row-level security does not contain."""
        known = {
            "config/health.py": "SELECT 1",
            "tenancy/catalogue.py": "the database's own catalogue",
            "tenancy/scope.py": "set_config",
            "tenancy/looking.py": "SET TRANSACTION READ ONLY",
            "tenancy/selectors/members.py": "lookups before a tenant is known",
            "tenancy/selectors/invitations.py": "the lookup behind a link, before a tenant is known",
            "tenancy/selectors/audit.py": "the chain's links as texts, in portions",
            "tenancy/selectors/access.py": "refusals within any minute, by a window",
            "tenancy/services/audit.py": "calls the sealing function",
            "tenancy/services/access.py": "a lock for one alarm of two sweeps",
            "tenancy/services/idempotency.py": "the lock of a key",
            "config/cache.py": "no SQL: one round trip to Redis",
            "tenancy/roles.py": "roles of the server",
            "records/selectors/search.py": "calls the function of search",
            "records/selectors/asks.py": "the lookups behind an ask, before a tenant is known",
            "schedule/services/timesheets.py": "one writer of a person's hours at a time",
            "planning/services/rows.py": "one UPDATE for a thousand rows, and the lock of a plan",
        }
        raw = ("execute", "executemany", "raw", "extra", "RawSQL")
        found = {m.file for m in modules() for _call, name in calls(m) if name.split(".")[-1] in raw}
        assert {file for file in found if not file.startswith("config/launcher/")} <= set(known)

"""The entry that each record has: written by the database itself, so that no way of writing forgets it.

A model that people talk about declares an `Anchored` constraint. Its triggers keep one row of
`records.Entry` beside each row of its table, under the same id, with the same walls: comments, files,
approvals, asks and search hang on the entry by an ordinary foreign key.
"""

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Model

from tenancy.walls import ENTRY_TABLE, Deferred

COLUMNS = (
    "id, organization_id, client_id, project_id, visibility, kind, key, title, title_zh, body, withdrawn"
)
BODY_CHARACTERS = 20_000


class Anchored(Deferred):
    """One entry per row of this table.

    `kind`: the model's label. `title`, `title_zh`: its columns for the name. `letter` with the column
    `number` makes the human key (`T12`); `key` names a column that is one. `also`: columns of text that
    search reads too. `project`: the column that names the project, "id" for the project itself.
    """

    def __init__(
        self,
        *,
        name: str,
        kind: str,
        title: str,
        letter: str = "",
        key: str = "",
        also: Iterable[str] = (),
        project: str = "project_id",
    ) -> None:
        super().__init__(name=name)
        self.kind, self.title, self.letter, self.key = kind, title, letter, key
        self.also, self.project = tuple(also), project

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        more = {name: getattr(self, name) for name in ("kind", "title", "letter", "key", "also", "project")}
        return path, args, {**kwargs, **more}

    def statements(self, model: type[Model], editor: BaseDatabaseSchemaEditor) -> list[str]:
        columns = {str(field.column) for field in model._meta.local_fields}
        return anchor(self, model._meta.db_table, columns)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        return f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"


def anchor(wanted: Anchored, table: str, columns: set[str]) -> list[str]:
    """The statements that tie a table to its entries, and make the entries of the rows that are there."""
    read = _cells(wanted, columns, "NEW")
    plain = {cell.removesuffix(" IS NOT NULL") for cell in read if cell.startswith("NEW.")}
    changed = ", ".join(sorted(plain | _body(wanted, "NEW")))
    run = f"FOR EACH ROW EXECUTE FUNCTION {wanted.name}()"
    return [
        _function(wanted.name, ", ".join(read)),
        f"CREATE TRIGGER {wanted.name}_new AFTER INSERT ON {table} {run}",
        # Before: a client is named by its own entry.
        f"CREATE TRIGGER {wanted.name}_gone BEFORE DELETE ON {table} {run}",
        f"CREATE TRIGGER {wanted.name}_changed AFTER UPDATE ON {table} FOR EACH ROW"
        f" WHEN (({changed.replace('NEW.', 'OLD.')}) IS DISTINCT FROM ({changed}))"
        f" EXECUTE FUNCTION {wanted.name}()",
        f"INSERT INTO {ENTRY_TABLE} ({COLUMNS}, words, pinyin, indexed)"
        f" SELECT {', '.join(_cells(wanted, columns, 'had'))}, '', '', false FROM {table} had",
    ]


def _cells(wanted: Anchored, columns: set[str], row: str) -> list[str]:
    """What stands in an entry, in the order of COLUMNS."""

    def of(column: str, otherwise: str) -> str:
        return f"{row}.{column}" if column in columns else otherwise

    keyed = f"'{wanted.letter}' || {row}.number" if wanted.letter else of(wanted.key, "''")
    is_client = wanted.kind == "tenancy.Client"
    return [
        f"{row}.id",
        f"{row}.organization_id",
        f"{row}.id" if is_client else of("client_id", "NULL"),
        of(wanted.project, "NULL"),
        of("visibility", "'internal'"),
        f"'{wanted.kind}'",
        keyed,
        f"{row}.{wanted.title}",
        of(f"{wanted.title}_zh", "''"),
        f"left(concat_ws(E'\\n', {', '.join(sorted(_body(wanted, row))) or 'NULL'}), {BODY_CHARACTERS})",
        f"{row}.withdrawn_at IS NOT NULL" if "withdrawn_at" in columns else "false",
    ]


def _body(wanted: Anchored, row: str) -> set[str]:
    return {f"{row}.{column}" for column in wanted.also}


def _function(name: str, values: str) -> str:
    """The trigger's function: the new values go into the entry, and search is to read it again."""
    names = [name for name in COLUMNS.split(", ") if name not in {"id", "organization_id", "kind"}]
    taken = ", ".join(f"{name} = EXCLUDED.{name}" for name in names)
    return f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF TG_OP = 'DELETE' THEN
            DELETE FROM {ENTRY_TABLE} WHERE organization_id = OLD.organization_id AND id = OLD.id;
            RETURN OLD;
          END IF;
          INSERT INTO {ENTRY_TABLE} ({COLUMNS}, words, pinyin, indexed)
          VALUES ({values}, '', '', false)
          ON CONFLICT (id) DO UPDATE SET {taken}, indexed = false;
          RETURN NEW;
        END $$"""

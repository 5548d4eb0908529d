"""Writing many rows at once, and one writer per plan at a time."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models
from psycopg import sql

CHUNK = 1000


def lock_plan(project_id: UUID) -> None:
    """Wait until no other transaction changes this project's plan; let go at the end of this one.

    Document order, roll-ups and the freedom from cycles are true of the plan as a whole: two writers that
    do not see each other's rows would each leave it whole and together break it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"milepost.planning.{project_id}"]
        )


def update_rows(
    model: type[models.Model], columns: Sequence[str], rows: Iterable[tuple[UUID, Sequence[Any]]]
) -> None:
    """Set `columns` of many rows to values of their own: one statement for each thousand rows."""
    fields: list[Any] = [model._meta.pk, *(model._meta.get_field(name) for name in columns)]
    statement = _statement(model, fields)
    whole = [(pk, *values) for pk, values in rows]
    for begin in range(0, len(whole), CHUNK):
        chunk = whole[begin : begin + CHUNK]
        arrays = [
            [field.get_db_prep_save(row[n], connection) for row in chunk] for n, field in enumerate(fields)
        ]
        with connection.cursor() as cursor:
            cursor.execute(statement, arrays)


def _statement(model: type[models.Model], fields: Sequence[Any]) -> sql.Composed:
    names = [sql.Identifier(field.column) for field in fields]
    table = sql.Identifier(model._meta.db_table)
    arrays = [sql.SQL("%s::{}[]").format(sql.SQL(field.db_type(connection))) for field in fields]
    return sql.SQL(
        "UPDATE {table} SET {sets} FROM unnest({arrays}) AS v({names}) WHERE {table}.{pk} = v.{pk}"
    ).format(
        table=table,
        sets=sql.SQL(", ").join(sql.SQL("{0} = v.{0}").format(name) for name in names[1:]),
        arrays=sql.SQL(", ").join(arrays),
        names=sql.SQL(", ").join(names),
        pk=names[0],
    )

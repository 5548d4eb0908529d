"""Bases of tenant tables, and the constraints that build their walls in the database.

The walls are added by the metaclass to every concrete table, whatever its Meta says: a child with its own
Meta or its own `constraints` cannot lose them. Django folds AddConstraint into CreateModel and then calls
only `constraint_sql()`, so the walls emit their statements from there as well (`Deferred`).
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.base import ModelBase
from django.utils.translation import gettext_lazy as _

from tenancy.scope import current_organization_id
from toolkit.identifiers import uuid7

OWN_ORGANIZATION = "organization_id = NULLIF(current_setting('app.organization_id', true), '')::uuid"
OWN_CLIENT = "NULLIF(current_setting('app.client_id', true), '')::uuid"
OWN_SHARED = f"client_id = {OWN_CLIENT} AND visibility = 'shared'"
PROJECT_TABLE = settings.MILEPOST_PROJECT_MODEL.lower().replace(".", "_")
ENTRY_TABLE = settings.MILEPOST_ENTRY_MODEL.lower().replace(".", "_")
PORTAL_RULES = {
    "shared": OWN_SHARED,
    # The project's own policy holds inside: a shared record of a project that is not shared stays hidden.
    "record": f"{OWN_SHARED} AND project_id IN (SELECT id FROM {PROJECT_TABLE})",
    # What a record carries is seen where the record itself is.
    "entry": f"{OWN_SHARED} AND entry_id IN (SELECT id FROM {ENTRY_TABLE})",
    "self": f"id = {OWN_CLIENT}",
}


class Deferred(models.BaseConstraint):
    """A constraint made of whole statements, run when the tables of the migration exist."""

    def statements(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> list[str]:
        raise NotImplementedError

    def constraint_sql(self, model: Any, schema_editor: Any) -> Any:
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database decides; there is nothing that a form could check."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()  # type: ignore[attr-defined]

    __hash__ = None  # type: ignore[assignment]


class TenantWall(Deferred):
    """Row-level security of one table: on, forced, one canonical policy; and who is granted what."""

    def __init__(self, *, name: str, append_only: bool = False, portal: str = "") -> None:
        super().__init__(name=name)
        self.append_only, self.portal = append_only, portal

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "append_only": self.append_only, "portal": self.portal}

    def statements(self, model: Any, editor: Any) -> list[str]:
        table = editor.quote_name(model._meta.db_table)
        rows = [
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
            f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
            f"CREATE POLICY tenant_isolation ON {table} USING ({OWN_ORGANIZATION})"
            f" WITH CHECK ({OWN_ORGANIZATION})",
        ]
        if self.append_only:
            rows.append(f"REVOKE UPDATE, DELETE ON {table} FROM milepost_app")
        if self.portal:
            rows.append(
                f"CREATE POLICY portal_scope ON {table} AS RESTRICTIVE FOR SELECT TO milepost_portal"
                f" USING ({PORTAL_RULES[self.portal]})"
            )
            rows.append(f"GRANT SELECT ON {table} TO milepost_portal")
        return rows

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return (
            f"DROP POLICY tenant_isolation ON {table}; DROP POLICY IF EXISTS portal_scope ON {table};"
            f" REVOKE ALL ON {table} FROM milepost_portal"
        )


class CompositeKey(Deferred):
    """Foreign key over (organization, also…, field), so that no row can point into another tenant."""

    def __init__(self, *, name: str, field: str, also: tuple[str, ...] = ()) -> None:
        super().__init__(name=name)
        self.field, self.also = field, tuple(also)

    def deconstruct(self) -> Any:
        path, args, kwargs = super().deconstruct()
        return path, args, {**kwargs, "field": self.field, "also": self.also}

    def statements(self, model: Any, editor: Any) -> list[str]:
        field = model._meta.get_field(self.field)
        shared = ["organization_id", *(f"{name}_id" for name in self.also)]
        here = ", ".join(map(editor.quote_name, [*shared, field.column]))
        there = ", ".join(map(editor.quote_name, [*shared, "id"]))
        target = editor.quote_name(field.remote_field.model._meta.db_table)
        table, name = editor.quote_name(model._meta.db_table), editor.quote_name(self.name)
        return [
            f"ALTER TABLE {table} ADD CONSTRAINT {name}"
            f" FOREIGN KEY ({here}) REFERENCES {target} ({there}) DEFERRABLE INITIALLY IMMEDIATE"
        ]

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        table = schema_editor.quote_name(model._meta.db_table)
        return f"ALTER TABLE {table} DROP CONSTRAINT {schema_editor.quote_name(self.name)}"


class TenantForeignKey(models.ForeignKey):
    """Foreign key to a tenant table; the database key is a `CompositeKey` that the base class adds.

    `also` names further foreign keys that both rows must agree on, such as `("project",)`.
    """

    def __init__(self, to: Any, on_delete: Any, *, also: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.also = tuple(also)
        super().__init__(to, on_delete, **{**kwargs, "db_constraint": False})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, kwargs


class TenantBase(ModelBase):
    """Adds the walls to each concrete tenant table."""

    def __new__(mcs, name: str, bases: Any, attrs: Any, **kwargs: Any) -> Any:
        model: Any = super().__new__(mcs, name, bases, attrs, **kwargs)
        meta = model._meta
        if not (meta.abstract or meta.proxy):
            meta.constraints = [*meta.constraints, *_walls(model)]
            meta.original_attrs["constraints"] = meta.constraints
        return model


def _walls(model: Any) -> list[models.BaseConstraint]:
    table = model._meta.db_table
    keys = [
        CompositeKey(name=f"{table}_{field.name}_fk", field=field.name, also=field.also)
        for field in model._meta.local_fields
        if isinstance(field, TenantForeignKey)
    ]
    uniques = [models.UniqueConstraint(fields=["organization", "id"], name=f"{table}_tenant_key")]
    uniques += [
        models.UniqueConstraint(fields=["organization", name, "id"], name=f"{table}_{name}_key")
        for name in model.keys
    ]
    wall = TenantWall(name=f"{table}_wall", append_only=model.append_only, portal=model.portal)
    return [*uniques, *keys, wall]


class TenantModel(models.Model, metaclass=TenantBase):
    """A table whose rows belong to one organization.

    `append_only`: the app role may insert and read only. `portal`: "" (never readable there), "shared"
    (the client's own and shared rows), "record" (the same, of shared projects), "entry" (the same, of
    records that are read there) or "self" (the client's own row). `keys`: foreign keys that rows
    pointing here may have to agree on.
    """

    is_tenant_table: ClassVar[bool] = True
    append_only: ClassVar[bool] = False
    portal: ClassVar[str] = ""
    keys: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    organization = models.ForeignKey(
        "tenancy.Organization",
        models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
        default=current_organization_id,
    )

    class Meta:
        abstract = True


class Visibility(models.TextChoices):
    """Who may see a record of a project."""

    INTERNAL = "internal", _("Internal")
    SHARED = "shared", _("Shared with the client")


class ProjectRecord(TenantModel):
    """A row that belongs to one project, and with it to one client.

    The project's model is named in settings: this floor does not know the one above.
    """

    client = TenantForeignKey("tenancy.Client", models.PROTECT, related_name="+", editable=False)
    project = TenantForeignKey(
        settings.MILEPOST_PROJECT_MODEL, models.PROTECT, related_name="+", also=("client",), editable=False
    )
    visibility = models.CharField(max_length=8, choices=Visibility.choices, default=Visibility.INTERNAL)
    created_at = models.DateTimeField(editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

"""fields that an organization adds to its records"""

import django.core.validators
import django.db.models.deletion
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0006_saved")]
    operations = [
        migrations.CreateModel(
            name="CustomField",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind of record")),
                (
                    "code",
                    models.CharField(
                        max_length=30,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[a-z][a-z0-9_]{0,29}\\Z",
                                "Begin with a small letter; then small letters, digits and _ go on.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                ("label", models.CharField(max_length=80, verbose_name="name")),
                ("label_zh", models.CharField(blank=True, max_length=80, verbose_name="Chinese name")),
                ("help", models.CharField(blank=True, max_length=200, verbose_name="help")),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("text", "Text"),
                            ("number", "Number"),
                            ("money", "Money"),
                            ("date", "Day"),
                            ("choice", "Choice"),
                            ("person", "Person"),
                            ("boolean", "Yes or no"),
                            ("url", "Address"),
                        ],
                        max_length=8,
                        verbose_name="type",
                    ),
                ),
                ("required", models.BooleanField(default=False, verbose_name="must be filled in")),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("choices", models.JSONField(blank=True, default=list, verbose_name="choices")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="place")),
                ("created_at", models.DateTimeField(editable=False)),
                ("withdrawn_at", models.DateTimeField(editable=False, null=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        default=tenancy.scope.current_organization_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "custom field",
                "verbose_name_plural": "custom fields",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "kind", "code"),
                        name="records_customfield_code",
                        violation_error_message="There is a field of this code. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("type", "money"), _negated=True),
                            ("currency__regex", "^[A-Z]{3}$"),
                            _connector="OR",
                        ),
                        name="records_customfield_currency",
                        violation_error_message="Write the currency in three letters, such as USD.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="records_customfield_tenant_key"
                    ),
                    tenancy.walls.TenantWall(append_only=False, name="records_customfield_wall", portal=""),
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomValues",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="records.entry",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_index=False,
                        default=tenancy.scope.current_organization_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.organization",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "entry"), name="records_customvalues_entry"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="records_customvalues_tenant_key"
                    ),
                    tenancy.walls.CompositeKey(also=(), field="entry", name="records_customvalues_entry_fk"),
                    tenancy.walls.TenantWall(append_only=False, name="records_customvalues_wall", portal=""),
                ],
            },
        ),
    ]

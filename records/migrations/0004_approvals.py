"""Approvals and asks."""

import django.db.models.deletion
from django.db import migrations, models

import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from records.sql.approvals import DROP_FUNCTIONS, FROZEN, FUNCTIONS, frozen, thawed
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("records", "0003_files"), ("tenancy", "0008_jobs")]
    operations = [
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared with the client")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "decision",
                    models.CharField(editable=False, max_length=60, verbose_name="kind of decision"),
                ),
                ("about", models.TextField(editable=False, verbose_name="what is to be approved")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, editable=False, max_digits=16, null=True, verbose_name="money"
                    ),
                ),
                (
                    "currency",
                    models.CharField(blank=True, editable=False, max_length=3, verbose_name="currency"),
                ),
                ("days", models.PositiveIntegerField(editable=False, null=True, verbose_name="days")),
                ("content", models.CharField(editable=False, max_length=64)),
                ("fingerprint", models.CharField(editable=False, max_length=64, verbose_name="fingerprint")),
                ("authors", models.JSONField(default=list, editable=False)),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("in_order", "All, one after the other"),
                            ("together", "All, in any order"),
                            ("any", "One of them"),
                        ],
                        editable=False,
                        max_length=8,
                        verbose_name="manner",
                    ),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="wanted by")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting"),
                            ("deferred", "Deferred"),
                            ("granted", "Approved"),
                            ("refused", "Refused"),
                            ("withdrawn", "Withdrawn"),
                            ("superseded", "Superseded"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
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
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="ApprovalMatrix",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("decision", models.CharField(max_length=60, verbose_name="kind of decision")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
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
                "verbose_name": "approval matrix",
                "verbose_name_plural": "approval matrices",
            },
        ),
        migrations.CreateModel(
            name="ApprovalBand",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "amount_up_to",
                    models.DecimalField(
                        decimal_places=2, max_digits=16, null=True, verbose_name="money up to"
                    ),
                ),
                ("days_up_to", models.PositiveIntegerField(null=True, verbose_name="days up to")),
                ("roles", models.JSONField(default=list, verbose_name="roles")),
                (
                    "manner",
                    models.CharField(
                        choices=[
                            ("in_order", "All, one after the other"),
                            ("together", "All, in any order"),
                            ("any", "One of them"),
                        ],
                        default="in_order",
                        max_length=8,
                        verbose_name="manner",
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
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "matrix",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bands",
                        to="records.approvalmatrix",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of an approval matrix",
                "verbose_name_plural": "rows of approval matrices",
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="Ask",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared with the client")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("email", models.EmailField(editable=False, max_length=254, verbose_name="mail address")),
                ("answers", models.CharField(editable=False, max_length=60, verbose_name="kind")),
                ("arguments", models.JSONField(default=dict, editable=False)),
                ("title", models.CharField(editable=False, max_length=200, verbose_name="subject")),
                ("text", models.TextField(editable=False, verbose_name="text")),
                (
                    "text_beside",
                    models.TextField(blank=True, editable=False, verbose_name="text in the other language"),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("zh-hans", "简体中文")],
                        editable=False,
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("fingerprint", models.CharField(editable=False, max_length=64, verbose_name="fingerprint")),
                ("nonce", models.PositiveIntegerField(default=1, editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("expires_on", models.DateField(verbose_name="answer until")),
                ("expires_at", models.DateTimeField(verbose_name="open until")),
                ("warned_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True, verbose_name="answered")),
                ("answer", models.CharField(blank=True, max_length=40, verbose_name="answer")),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                ("given", models.JSONField(default=dict)),
                (
                    "via",
                    models.CharField(
                        blank=True,
                        choices=[("link", "Link in the mail"), ("page", "Signed in")],
                        max_length=8,
                    ),
                ),
                ("ip", models.GenericIPAddressField(null=True)),
                ("receipt", models.CharField(blank=True, max_length=64, verbose_name="receipt")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="withdrawn")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
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
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="to",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
            ],
            options={
                "verbose_name": "ask",
                "verbose_name_plural": "asks",
                "ordering": ["-sent_at"],
            },
        ),
        migrations.CreateModel(
            name="ApprovalStep",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(editable=False)),
                ("role", models.CharField(blank=True, editable=False, max_length=2, verbose_name="role")),
                ("opened_at", models.DateTimeField(null=True, verbose_name="asked")),
                ("reminded_at", models.DateTimeField(null=True)),
                ("reminders", models.PositiveSmallIntegerField(default=0)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("approved", "Approved"), ("refused", "Refused")],
                        max_length=8,
                        verbose_name="outcome",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="decided")),
                ("via", models.CharField(blank=True, max_length=8)),
                ("ip", models.GenericIPAddressField(null=True)),
                ("handed_reason", models.CharField(blank=True, max_length=500)),
                (
                    "approval",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="records.approval",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
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
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                    ),
                ),
                (
                    "ask",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="records.ask",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of an approval",
                "verbose_name_plural": "steps of approvals",
                "ordering": ["position"],
            },
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(
                condition=models.Q(("state__in", ("pending", "deferred"))),
                fields=["organization", "asked_by"],
                name="records_approval_asker",
            ),
        ),
        migrations.AddIndex(
            model_name="approval",
            index=models.Index(fields=["organization", "entry"], name="records_approval_entry"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("pending", "deferred"))),
                fields=("organization", "entry", "decision"),
                name="records_approval_open",
                violation_error_message="Somebody asked for this at the same time. Reload and look again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amount__isnull", True), ("currency__regex", "^[A-Z]{3}$"), _connector="OR"
                ),
                name="records_approval_currency",
                violation_error_message="Write the currency as three capital letters, such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="records_approval_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=tenancy.walls.CompositeKey(also=(), field="entry", name="records_approval_entry_fk"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=tenancy.walls.CompositeKey(also=(), field="client", name="records_approval_client_fk"),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="records_approval_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="asked_by", name="records_approval_asked_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approval",
            constraint=tenancy.walls.TenantWall(append_only=False, name="records_approval_wall", portal=""),
        ),
        migrations.AddConstraint(
            model_name="approvalmatrix",
            constraint=models.UniqueConstraint(
                fields=("organization", "decision", "starts_on"),
                name="records_approvalmatrix_day",
                violation_error_message="Another matrix begins on this day. Choose another day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalmatrix",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                name="records_approvalmatrix_currency",
                violation_error_message="Write the currency as three capital letters, such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalmatrix",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="records_approvalmatrix_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalmatrix",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="made_by", name="records_approvalmatrix_made_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalmatrix",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="records_approvalmatrix_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalband",
            constraint=models.UniqueConstraint(
                fields=("organization", "matrix", "position"), name="records_approvalband_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalband",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("roles", []), _negated=True), ("person__isnull", False), _connector="OR"
                ),
                name="records_approvalband_decider",
                violation_error_message="Say in each row who decides.",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalband",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="records_approvalband_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalband",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="matrix", name="records_approvalband_matrix_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalband",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="person", name="records_approvalband_person_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalband",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="records_approvalband_wall", portal=""
            ),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(fields=["digest"], name="records_ask_lookup"),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(fields=["organization", "entry"], name="records_ask_entry"),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(
                condition=models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=["organization", "person"],
                name="records_ask_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.UniqueConstraint(fields=("organization", "digest"), name="records_ask_digest"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("sent_at"))),
                name="records_ask_expires",
                violation_error_message="The link would be dead before it is sent. Choose a later day.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("receipt", "")),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("withdrawn_at__isnull", True),
                        models.Q(("answer", ""), _negated=True),
                        models.Q(("receipt", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="records_ask_answered",
                violation_error_message="An answer is given once. Reload and look again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.UniqueConstraint(fields=("organization", "id"), name="records_ask_tenant_key"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=tenancy.walls.CompositeKey(also=(), field="entry", name="records_ask_entry_fk"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=tenancy.walls.CompositeKey(also=(), field="client", name="records_ask_client_fk"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="records_ask_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=tenancy.walls.CompositeKey(also=(), field="person", name="records_ask_person_fk"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=tenancy.walls.CompositeKey(also=(), field="asked_by", name="records_ask_asked_by_fk"),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=tenancy.walls.TenantWall(append_only=False, name="records_ask_wall", portal=""),
        ),
        migrations.AddIndex(
            model_name="approvalstep",
            index=models.Index(
                condition=models.Q(("opened_at__isnull", False), ("outcome", "")),
                fields=["organization", "role"],
                name="records_approvalstep_role",
            ),
        ),
        migrations.AddIndex(
            model_name="approvalstep",
            index=models.Index(
                condition=models.Q(("opened_at__isnull", False), ("outcome", "")),
                fields=["organization", "person"],
                name="records_approvalstep_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=models.UniqueConstraint(
                fields=("organization", "approval", "position"), name="records_approvalstep_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", ""), _negated=True), ("person__isnull", False), _connector="OR"
                ),
                name="records_approvalstep_decider",
                violation_error_message="Say who decides: a role, or a person.",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("outcome", "")),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="records_approvalstep_decided",
                violation_error_message="A decision and its moment go together.",
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="records_approvalstep_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="approval", name="records_approvalstep_approval_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="person", name="records_approvalstep_person_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=tenancy.walls.CompositeKey(also=(), field="ask", name="records_approvalstep_ask_fk"),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="decided_by", name="records_approvalstep_decided_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="handed_by", name="records_approvalstep_handed_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="approvalstep",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="records_approvalstep_wall", portal=""
            ),
        ),
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        *[migrations.RunSQL(frozen(table), thawed(table)) for table in FROZEN],
    ]
    operations = together(operations)

"""Webhooks, their log, and the feed of changes."""

import django.db.models.deletion
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("notifications", "0002_rules")]
    operations = [
        migrations.CreateModel(
            name="DemoHook",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("message_id", models.CharField(max_length=80, verbose_name="webhook-id")),
                ("address", models.CharField(max_length=500, verbose_name="address")),
                ("headers", models.JSONField(verbose_name="headers")),
                ("body", models.TextField(verbose_name="body")),
                ("status", models.PositiveSmallIntegerField(verbose_name="answer")),
                ("arrived_at", models.DateTimeField(auto_now_add=True, verbose_name="arrived")),
            ],
            options={
                "verbose_name": "demo webhook",
                "verbose_name_plural": "demo webhooks",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Webhook",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("description", models.CharField(max_length=120, verbose_name="description")),
                ("address", models.CharField(max_length=500, verbose_name="address")),
                ("facts", models.JSONField(default=list, verbose_name="events")),
                ("projects", models.JSONField(default=list, verbose_name="projects")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "Active"), ("disabled", "Disabled")],
                        default="active",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("by_hand", "Disabled by a person"),
                            ("gone", "The receiver said it is gone (410)"),
                            ("dead", "Too many deliveries were given up"),
                        ],
                        max_length=8,
                        verbose_name="reason",
                    ),
                ),
                ("nonce", models.CharField(editable=False, max_length=43)),
                ("nonce_before", models.CharField(blank=True, editable=False, max_length=43)),
                ("nonce_until", models.DateTimeField(editable=False, null=True)),
                ("failures", models.PositiveIntegerField(default=0, verbose_name="failures in a row")),
                ("dead", models.PositiveIntegerField(default=0, verbose_name="given up in a row")),
                ("last_success_at", models.DateTimeField(null=True, verbose_name="last success")),
                ("tried_at", models.DateTimeField(null=True, verbose_name="last attempt")),
                ("quiet_until", models.DateTimeField(null=True, verbose_name="not tried before")),
                ("created_at", models.DateTimeField(verbose_name="made")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="removed")),
                (
                    "withdrawn_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="reason for removing"),
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
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "webhook",
                "verbose_name_plural": "webhooks",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="WebhookDelivery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("event", models.UUIDField(editable=False, verbose_name="event")),
                ("fact", models.CharField(max_length=80, verbose_name="type")),
                ("project", models.UUIDField(null=True, verbose_name="project")),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="key")),
                ("body", models.TextField(verbose_name="body")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "Waiting"),
                            ("sending", "Being sent"),
                            ("sent", "Delivered"),
                            ("failed", "Failed, will be tried again"),
                            ("parked", "Given up"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("next_at", models.DateTimeField(verbose_name="next attempt")),
                ("tried_at", models.DateTimeField(null=True, verbose_name="last attempt")),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="answer")),
                ("milliseconds", models.PositiveIntegerField(null=True, verbose_name="took")),
                ("answer", models.TextField(blank=True, verbose_name="begin of the answer")),
                ("created_at", models.DateTimeField(verbose_name="written at")),
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
                    "webhook",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="notifications.webhook",
                        verbose_name="webhook",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "deliveries",
                "ordering": ["-created_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.BigIntegerField(verbose_name="position")),
                ("event", models.UUIDField(verbose_name="event")),
                ("name", models.CharField(max_length=80, verbose_name="type")),
                ("project", models.UUIDField(null=True, verbose_name="project")),
                ("subject_id", models.UUIDField(verbose_name="record")),
                ("key", models.CharField(blank=True, max_length=60, verbose_name="key")),
                ("path", models.CharField(max_length=300, verbose_name="address")),
                ("occurred_at", models.DateTimeField(verbose_name="at")),
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
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "position"), name="notifications_change_position"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "event"), name="notifications_change_once"
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="notifications_change_tenant_key"
                    ),
                    tenancy.walls.TenantWall(append_only=True, name="notifications_change_wall", portal=""),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeCounter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("last", models.BigIntegerField(default=0)),
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
                    models.UniqueConstraint(fields=("organization",), name="notifications_changecounter_one"),
                    models.UniqueConstraint(
                        fields=("organization", "id"), name="notifications_changecounter_tenant_key"
                    ),
                    tenancy.walls.TenantWall(
                        append_only=False, name="notifications_changecounter_wall", portal=""
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="webhook",
            index=models.Index(
                condition=models.Q(("state", "active"), ("withdrawn_at__isnull", True)),
                fields=["organization", "tried_at"],
                name="notifications_webhook_turn",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_webhook_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="notifications_webhook_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhook",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="notifications_webhook_wall", portal=""
            ),
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(
                condition=models.Q(("state__in", ["pending", "sending", "failed"])),
                fields=["organization", "webhook", "next_at"],
                name="notifications_hookdelivery_due",
            ),
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(
                condition=models.Q(("state", "parked")),
                fields=["organization", "webhook"],
                name="notifications_hookdelivery_end",
            ),
        ),
        migrations.AddIndex(
            model_name="webhookdelivery",
            index=models.Index(
                fields=["organization", "webhook", "-created_at", "-id"],
                name="notifications_hookdelivery_log",
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.UniqueConstraint(
                fields=("organization", "webhook", "event"), name="notifications_webhookdelivery_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="notifications_webhookdelivery_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="webhook", name="notifications_webhookdelivery_webhook_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="webhookdelivery",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="notifications_webhookdelivery_wall", portal=""
            ),
        ),
    ]
    operations = together(operations)

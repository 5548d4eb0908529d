"""Jobs that people ask for stand beside the house's own."""

import django.core.serializers.json
import django.db.models.deletion
from django.db import migrations, models

import tenancy.walls
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0007_idempotency")]
    operations = [
        migrations.RemoveIndex(
            model_name="jobrun",
            name="tenancy_jobrun_recent",
        ),
        migrations.RenameField(
            model_name="jobrun",
            old_name="job",
            new_name="kind",
        ),
        migrations.AddField(
            model_name="jobrun",
            name="arguments",
            field=models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="asked_at",
            field=models.DateTimeField(null=True, verbose_name="asked"),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="asked_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.person",
            ),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="cancel_asked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="done",
            field=models.PositiveBigIntegerField(default=0, verbose_name="done"),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="expires_at",
            field=models.DateTimeField(null=True, verbose_name="kept until"),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="heartbeat_at",
            field=models.DateTimeField(null=True, verbose_name="last sign of life"),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="message",
            field=models.CharField(blank=True, default="", max_length=300, verbose_name="what it is at"),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="next_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="request_key",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="result_digest",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="result_key",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="result_name",
            field=models.CharField(blank=True, default="", max_length=200, verbose_name="file"),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="result_size",
            field=models.PositiveBigIntegerField(default=0, verbose_name="size"),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="result_type",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="token",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.apitoken",
            ),
        ),
        migrations.AddField(
            model_name="jobrun",
            name="total",
            field=models.PositiveBigIntegerField(default=0, verbose_name="of"),
        ),
        migrations.AlterField(
            model_name="jobrun",
            name="slot",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="slot"),
        ),
        migrations.AlterField(
            model_name="jobrun",
            name="started_at",
            field=models.DateTimeField(null=True, verbose_name="started"),
        ),
        migrations.AlterField(
            model_name="jobrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("queued", "Waiting"),
                    ("running", "Running"),
                    ("done", "Done"),
                    ("failed", "Failed"),
                    ("cancelled", "Cancelled"),
                ],
                default="running",
                max_length=10,
                verbose_name="state",
            ),
        ),
        migrations.AddIndex(
            model_name="jobrun",
            index=models.Index(fields=["organization", "kind", "-started_at"], name="tenancy_jobrun_recent"),
        ),
        migrations.AddIndex(
            model_name="jobrun",
            index=models.Index(fields=["organization", "asked_by", "-asked_at"], name="tenancy_jobrun_asked"),
        ),
        migrations.AddIndex(
            model_name="jobrun",
            index=models.Index(
                condition=models.Q(("next_at__isnull", False), ("state__in", ["queued", "running"])),
                fields=["organization", "next_at"],
                name="tenancy_jobrun_due",
            ),
        ),
        migrations.AddIndex(
            model_name="jobrun",
            index=models.Index(
                condition=models.Q(("result_key", ""), _negated=True),
                fields=["organization", "expires_at"],
                name="tenancy_jobrun_kept",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobrun",
            constraint=models.UniqueConstraint(
                condition=models.Q(("request_key", ""), _negated=True),
                fields=("organization", "asked_by", "request_key"),
                name="tenancy_jobrun_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="jobrun",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="asked_by", name="tenancy_jobrun_asked_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="jobrun",
            constraint=tenancy.walls.CompositeKey(also=(), field="token", name="tenancy_jobrun_token_fk"),
        ),
    ]
    operations = together(operations)

"""Engagements, statements of work, sites, processes, programmes, requests, stages and statuses."""

import django.db.models.deletion
import records.anchors
import tenancy.scope
import tenancy.walls
import toolkit.identifiers
from django.db import migrations, models

from projects.sql.sows import FREEZE, THAW
from projects.sql.stages import FIRST_STAGES
from tenancy.migrating import together


class Migration(migrations.Migration):
    dependencies = [
        ("projects", "0002_anchor"),
        ("records", "0001_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="SowItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("in_scope", "In scope"),
                            ("out_of_scope", "Out of scope"),
                            ("deliverable", "Deliverables"),
                            ("assumption", "Assumptions"),
                            ("dependency", "Dependencies on the client"),
                        ],
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=500, verbose_name="text")),
            ],
            options={
                "verbose_name": "item of a statement of work",
                "verbose_name_plural": "items of statements of work",
                "ordering": ["kind", "position"],
            },
        ),
        migrations.CreateModel(
            name="SowSite",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
            ],
            options={
                "verbose_name": "site of a statement of work",
                "verbose_name_plural": "sites of statements of work",
            },
        ),
        migrations.CreateModel(
            name="SowVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("number", models.PositiveSmallIntegerField(editable=False, verbose_name="version")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("internal_review", "Internal review"),
                            ("client_review", "Client review"),
                            ("signed", "Signed"),
                            ("active", "Active"),
                            ("amended", "Amended"),
                            ("expired", "Expired"),
                            ("terminated", "Terminated"),
                        ],
                        default="draft",
                        max_length=15,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="why there is this version"),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "volume_low",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="volume from"),
                ),
                ("volume_high", models.PositiveIntegerField(blank=True, null=True, verbose_name="volume to")),
                ("volume_unit", models.CharField(blank=True, max_length=80, verbose_name="volume of")),
                ("languages", models.CharField(blank=True, max_length=120, verbose_name="languages")),
                (
                    "pricing",
                    models.CharField(
                        choices=[
                            ("fte", "Per FTE"),
                            ("hour", "Per productive hour"),
                            ("transaction", "Per transaction, in bands"),
                            ("outcome", "By outcome"),
                            ("fixed", "Fixed price"),
                            ("gain_share", "Gain share"),
                        ],
                        max_length=12,
                        verbose_name="pricing model",
                    ),
                ),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                (
                    "minimum",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=18,
                        null=True,
                        verbose_name="minimum commitment a month",
                    ),
                ),
                ("payment_terms", models.CharField(blank=True, max_length=300, verbose_name="payment terms")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
            ],
            options={
                "verbose_name": "version of a statement of work",
                "verbose_name_plural": "versions of statements of work",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="StageEntry",
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
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("L0", "Solution and due diligence"),
                            ("L1", "Mobilise and plan"),
                            ("L2", "Knowledge transfer"),
                            ("L3", "Pilot"),
                            ("L4", "Ramp"),
                            ("L5", "Go-live and hypercare"),
                            ("L6", "Steady state"),
                            ("L7", "Close-out"),
                        ],
                        max_length=2,
                        verbose_name="stage",
                    ),
                ),
                ("entered_on", models.DateField(verbose_name="from")),
            ],
            options={
                "verbose_name": "stage of a project",
                "verbose_name_plural": "stages of projects",
                "ordering": ["created_at"],
            },
        ),
        migrations.CreateModel(
            name="StatusLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "dimension",
                    models.CharField(
                        choices=[
                            ("schedule", "Schedule"),
                            ("cost", "Cost"),
                            ("quality", "Quality"),
                            ("risk", "Risk"),
                            ("resources", "Resources"),
                            ("scope", "Scope"),
                            ("client", "Client"),
                        ],
                        max_length=9,
                        verbose_name="dimension",
                    ),
                ),
                (
                    "proposed",
                    models.CharField(
                        choices=[
                            ("green", "On track"),
                            ("amber", "At risk"),
                            ("red", "Off track"),
                            ("grey", "No data"),
                        ],
                        max_length=5,
                        verbose_name="proposed by rule",
                    ),
                ),
                (
                    "stated",
                    models.CharField(
                        choices=[
                            ("green", "On track"),
                            ("amber", "At risk"),
                            ("red", "Off track"),
                            ("grey", "No data"),
                        ],
                        max_length=5,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
            ],
            options={
                "verbose_name": "dimension of a confirmed status",
                "verbose_name_plural": "dimensions of confirmed statuses",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="StatusReport",
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
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "overall",
                    models.CharField(
                        choices=[
                            ("green", "On track"),
                            ("amber", "At risk"),
                            ("red", "Off track"),
                            ("grey", "No data"),
                        ],
                        max_length=5,
                        verbose_name="overall",
                    ),
                ),
                (
                    "proposed",
                    models.CharField(
                        choices=[
                            ("green", "On track"),
                            ("amber", "At risk"),
                            ("red", "Off track"),
                            ("grey", "No data"),
                        ],
                        max_length=5,
                        verbose_name="proposed by rule",
                    ),
                ),
                ("summary", models.CharField(blank=True, max_length=500, verbose_name="summary")),
            ],
            options={
                "verbose_name": "confirmed status",
                "verbose_name_plural": "confirmed statuses",
                "ordering": ["-created_at"],
            },
        ),
        migrations.AddField(
            model_name="project",
            name="methodology",
            field=models.CharField(
                blank=True,
                choices=[
                    ("waterfall", "Waterfall"),
                    ("agile", "Agile"),
                    ("hybrid", "Hybrid"),
                    ("lean", "Lean and Six Sigma"),
                ],
                default="",
                max_length=12,
                verbose_name="methodology",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="sponsor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.person",
                verbose_name="client sponsor",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="status_days",
            field=models.PositiveSmallIntegerField(
                default=7,
                help_text="After so many days a confirmed status is old.",
                verbose_name="a status counts for days",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="template_key",
            field=models.CharField(blank=True, default="", max_length=40, verbose_name="template"),
        ),
        migrations.CreateModel(
            name="Engagement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("code", models.CharField(max_length=24, verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_zh", models.CharField(blank=True, max_length=200, verbose_name="Chinese title")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("notice_on", models.DateField(blank=True, null=True, verbose_name="renewal notice by")),
                ("governing_law", models.CharField(blank=True, max_length=120, verbose_name="governing law")),
                (
                    "liability_cap",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="liability cap"
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("exit_clause", models.TextField(blank=True, verbose_name="exit clause")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("signed", "Signed"),
                            ("expiring", "Expiring"),
                            ("ended", "Ended"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("amendments", models.PositiveSmallIntegerField(default=0, editable=False)),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                        verbose_name="client",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "engagement",
                "verbose_name_plural": "engagements",
                "ordering": ["code"],
            },
        ),
        migrations.AddField(
            model_name="project",
            name="engagement",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="projects.engagement",
                verbose_name="engagement",
            ),
        ),
        migrations.CreateModel(
            name="EngagementAmendment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("effective_on", models.DateField(verbose_name="effective from")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("created_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="projects.engagement",
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
                "verbose_name": "amendment",
                "verbose_name_plural": "amendments",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="IntakeCounter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("last", models.PositiveIntegerField(default=0)),
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
        ),
        migrations.CreateModel(
            name="IntakeRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                ("title_zh", models.CharField(blank=True, max_length=160, verbose_name="Chinese title")),
                ("client_name", models.CharField(blank=True, max_length=160, verbose_name="new client")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("transition_run", "Transition and run"),
                            ("run", "Run"),
                            ("fixed_scope", "Fixed scope"),
                            ("transformation", "Transformation"),
                        ],
                        default="transition_run",
                        max_length=16,
                        verbose_name="type",
                    ),
                ),
                ("why", models.TextField(verbose_name="why")),
                (
                    "fte",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="size in FTE"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=18, null=True, verbose_name="value a year"
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3, verbose_name="currency")),
                ("wanted_on", models.DateField(blank=True, null=True, verbose_name="wanted start")),
                ("risks", models.TextField(blank=True, verbose_name="risks")),
                ("decided_at", models.DateTimeField(editable=False, null=True, verbose_name="decided")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("requested", "Requested"),
                            ("triage", "In triage"),
                            ("approved", "Approved"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                            ("opened", "Project opened"),
                        ],
                        default="requested",
                        max_length=9,
                        verbose_name="state",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                        verbose_name="client",
                    ),
                ),
                (
                    "decider",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="decided by",
                    ),
                ),
                (
                    "opened",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requests",
                        to="projects.project",
                        verbose_name="project",
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
                    "requester",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="asked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a project",
                "verbose_name_plural": "requests for projects",
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="PriceRow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("unit", models.CharField(max_length=80, verbose_name="unit")),
                (
                    "from_quantity",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=14, verbose_name="from quantity"
                    ),
                ),
                ("rate", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="rate")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("effective_on", models.DateField(verbose_name="in force from")),
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
                "verbose_name": "price",
                "verbose_name_plural": "prices",
                "ordering": ["unit", "effective_on", "from_quantity"],
            },
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("code", models.CharField(max_length=24, verbose_name="code")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_zh", models.CharField(blank=True, max_length=160, verbose_name="Chinese name")),
                ("purpose", models.CharField(blank=True, max_length=500, verbose_name="purpose")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=6,
                        verbose_name="state",
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
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="owner",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["code"],
            },
        ),
        migrations.AddField(
            model_name="project",
            name="programme",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="projects.programme",
                verbose_name="programme",
            ),
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("code", models.CharField(max_length=24, verbose_name="code")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_zh", models.CharField(blank=True, max_length=120, verbose_name="Chinese name")),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                ("city", models.CharField(blank=True, max_length=80, verbose_name="city")),
                ("zone", models.CharField(max_length=64, verbose_name="time zone")),
                ("currency", models.CharField(max_length=3, verbose_name="currency")),
                ("languages", models.CharField(blank=True, max_length=120, verbose_name="languages")),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "Planned"), ("open", "Open"), ("closed", "Closed")],
                        default="open",
                        max_length=8,
                        verbose_name="state",
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
                "verbose_name": "site",
                "verbose_name_plural": "sites",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="ProjectSite",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "fte",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=8, null=True, verbose_name="planned FTE"
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sites",
                        to="projects.project",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="projects.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "site of a project",
                "verbose_name_plural": "sites of projects",
                "ordering": ["site__name"],
            },
        ),
        migrations.CreateModel(
            name="Process",
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
                    ),
                ),
                ("created_at", models.DateTimeField(editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("code", models.CharField(max_length=24, verbose_name="code")),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("name_zh", models.CharField(blank=True, max_length=160, verbose_name="Chinese name")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("voice", "Voice"),
                            ("chat", "Chat"),
                            ("email", "E-mail"),
                            ("back_office", "Back office"),
                            ("annotation", "Data annotation"),
                        ],
                        max_length=12,
                        verbose_name="channel",
                    ),
                ),
                ("path", models.CharField(blank=True, max_length=300, verbose_name="process path")),
                ("volume", models.PositiveIntegerField(blank=True, null=True, verbose_name="volume a month")),
                (
                    "aht_seconds",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="average handling time"),
                ),
                (
                    "complexity",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="complexity"),
                ),
                (
                    "criticality",
                    models.CharField(
                        choices=[
                            ("low", "Low"),
                            ("medium", "Medium"),
                            ("high", "High"),
                            ("critical", "Critical"),
                        ],
                        default="medium",
                        max_length=8,
                        verbose_name="criticality",
                    ),
                ),
                ("systems", models.CharField(blank=True, max_length=300, verbose_name="systems")),
                ("languages", models.CharField(blank=True, max_length=120, verbose_name="languages")),
                ("hours", models.CharField(blank=True, max_length=120, verbose_name="service hours")),
                ("sop", models.CharField(blank=True, max_length=80, verbose_name="operating procedure")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("identified", "Identified"),
                            ("documented", "Documented"),
                            ("transfer", "Knowledge transfer"),
                            ("live", "Live"),
                            ("retired", "Retired"),
                        ],
                        default="identified",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.person",
                        verbose_name="expert",
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
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.project",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="projects.site",
                        verbose_name="site",
                    ),
                ),
            ],
            options={
                "verbose_name": "process",
                "verbose_name_plural": "processes",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Sow",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=toolkit.identifiers.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("created_at", models.DateTimeField(editable=False)),
                ("code", models.CharField(max_length=24, verbose_name="number")),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_zh", models.CharField(blank=True, max_length=200, verbose_name="Chinese title")),
                (
                    "visibility",
                    models.CharField(
                        choices=[("internal", "Internal"), ("shared", "Shared with the client")],
                        default="internal",
                        max_length=8,
                        verbose_name="visibility",
                    ),
                ),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.client",
                    ),
                ),
                (
                    "engagement",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sows",
                        to="projects.engagement",
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
                "verbose_name": "statement of work",
                "verbose_name_plural": "statements of work",
                "ordering": ["code"],
            },
        ),
        migrations.AddField(
            model_name="project",
            name="sow",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="projects.sow",
                verbose_name="statement of work",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("status_days__range", (1, 90))),
                name="projects_project_status_days",
                violation_error_message="A status counts for 1 to 90 days.",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="engagement", name="projects_project_engagement_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="sow", name="projects_project_sow_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="programme", name="projects_project_programme_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="sponsor", name="projects_project_sponsor_fk"
            ),
        ),
        migrations.AddField(
            model_name="sowitem",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="sowsite",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="sowsite",
            name="site",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="projects.site",
            ),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="approver",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.person",
                verbose_name="approved by",
            ),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="author",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.person",
                verbose_name="written by",
            ),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="client_signatory",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.person",
                verbose_name="signs for the client",
            ),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="our_signatory",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.person",
                verbose_name="signs for us",
            ),
        ),
        migrations.AddField(
            model_name="sowversion",
            name="sow",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="projects.sow",
            ),
        ),
        migrations.AddField(
            model_name="sowsite",
            name="sow_version",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sites",
                to="projects.sowversion",
            ),
        ),
        migrations.AddField(
            model_name="sowitem",
            name="sow_version",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="items",
                to="projects.sowversion",
            ),
        ),
        migrations.AddField(
            model_name="pricerow",
            name="sow_version",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="prices",
                to="projects.sowversion",
            ),
        ),
        migrations.AddField(
            model_name="stageentry",
            name="client",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.client",
            ),
        ),
        migrations.AddField(
            model_name="stageentry",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="stageentry",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="projects.project",
            ),
        ),
        migrations.AddField(
            model_name="statusline",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="statusreport",
            name="client",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.client",
            ),
        ),
        migrations.AddField(
            model_name="statusreport",
            name="confirmed_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.person",
                verbose_name="confirmed by",
            ),
        ),
        migrations.AddField(
            model_name="statusreport",
            name="organization",
            field=models.ForeignKey(
                db_index=False,
                default=tenancy.scope.current_organization_id,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="tenancy.organization",
            ),
        ),
        migrations.AddField(
            model_name="statusreport",
            name="project",
            field=models.ForeignKey(
                db_constraint=False,
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="projects.project",
            ),
        ),
        migrations.AddField(
            model_name="statusline",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="lines",
                to="projects.statusreport",
            ),
        ),
        migrations.AddIndex(
            model_name="engagement",
            index=models.Index(fields=["organization", "client"], name="projects_engagement_client"),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=records.anchors.Anchored(
                also=("governing_law", "exit_clause"),
                key="code",
                kind="projects.Engagement",
                letter="",
                name="projects_engagement_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.UniqueConstraint(
                fields=("organization", "code"),
                name="projects_engagement_code",
                violation_error_message="Another one has this code. Choose a different one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Z][A-Z0-9-]{1,23}$")),
                name="projects_engagement_code_form",
                violation_error_message="Write the code as 2 to 24 capital letters, digits and hyphens, a letter first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="projects_engagement_days",
                violation_error_message="The last day is before the first. Change one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("notice_on__isnull", True),
                    ("ends_on__isnull", True),
                    ("notice_on__lte", models.F("ends_on")),
                    _connector="OR",
                ),
                name="projects_engagement_notice",
                violation_error_message="Notice is given before the engagement ends. Change one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("currency", ""), ("liability_cap__isnull", True)),
                    models.Q(("currency__regex", "^[A-Z]{3}$"), ("liability_cap__isnull", True)),
                    models.Q(("currency__regex", "^[A-Z]{3}$"), ("liability_cap__gte", 0)),
                    _connector="OR",
                ),
                name="projects_engagement_cap",
                violation_error_message="Write the cap as 0 or more, with a currency such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "draft"), ("signed_on__isnull", False), _connector="OR"),
                name="projects_engagement_signed",
                violation_error_message="A signed engagement names the day of the signature.",
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_engagement_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=models.UniqueConstraint(
                fields=("organization", "client", "id"), name="projects_engagement_client_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="projects_engagement_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="owner", name="projects_engagement_owner_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagement",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_engagement_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="engagementamendment",
            constraint=models.UniqueConstraint(
                fields=("organization", "engagement", "number"), name="projects_amendment_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagementamendment",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_engagementamendment_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagementamendment",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="engagement", name="projects_engagementamendment_engagement_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagementamendment",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="author", name="projects_engagementamendment_author_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="engagementamendment",
            constraint=tenancy.walls.TenantWall(
                append_only=True, name="projects_engagementamendment_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="intakecounter",
            constraint=models.UniqueConstraint(fields=("organization",), name="projects_intakecounter_one"),
        ),
        migrations.AddConstraint(
            model_name="intakecounter",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_intakecounter_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakecounter",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_intakecounter_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=records.anchors.Anchored(
                also=("why", "risks", "client_name"),
                key="",
                kind="projects.IntakeRequest",
                letter="IN",
                name="projects_intakerequest_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=models.UniqueConstraint(
                fields=("organization", "number"), name="projects_intakerequest_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("opened__isnull", False)),
                fields=("organization", "opened"),
                name="projects_intakerequest_opened",
                violation_error_message="Another request led to this project.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("opened__isnull", False), ("state", "opened")),
                    models.Q(models.Q(("state", "opened"), _negated=True), ("opened__isnull", True)),
                    _connector="OR",
                ),
                name="projects_intakerequest_project",
                violation_error_message="A project is named exactly where one was opened.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("client__isnull", False), models.Q(("client_name", ""), _negated=True), _connector="OR"
                ),
                name="projects_intakerequest_client",
                violation_error_message="Choose the client, or write the name of a new one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__isnull", True),
                    models.Q(("currency__regex", "^[A-Z]{3}$"), ("value__gte", 0)),
                    _connector="OR",
                ),
                name="projects_intakerequest_value",
                violation_error_message="Write the value as 0 or more, with a currency such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("fte__isnull", True), ("fte__gte", 0), _connector="OR"),
                name="projects_intakerequest_fte",
                violation_error_message="Write a size of 0 FTE or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_intakerequest_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="projects_intakerequest_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="requester", name="projects_intakerequest_requester_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="decider", name="projects_intakerequest_decider_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="opened", name="projects_intakerequest_opened_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="intakerequest",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_intakerequest_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=records.anchors.Anchored(
                also=("purpose",),
                key="code",
                kind="projects.Programme",
                letter="",
                name="projects_programme_anchor",
                project="project_id",
                title="name",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(
                fields=("organization", "code"),
                name="projects_programme_code",
                violation_error_message="Another one has this code. Choose a different one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Z][A-Z0-9-]{1,23}$")),
                name="projects_programme_code_form",
                violation_error_message="Write the code as 2 to 24 capital letters, digits and hyphens, a letter first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_programme_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=tenancy.walls.CompositeKey(also=(), field="owner", name="projects_programme_owner_fk"),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=tenancy.walls.TenantWall(append_only=False, name="projects_programme_wall", portal=""),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=records.anchors.Anchored(
                also=("city", "languages"),
                key="code",
                kind="projects.Site",
                letter="",
                name="projects_site_anchor",
                project="project_id",
                title="name",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                fields=("organization", "code"),
                name="projects_site_code",
                violation_error_message="Another one has this code. Choose a different one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Z][A-Z0-9-]{1,23}$")),
                name="projects_site_code_form",
                violation_error_message="Write the code as 2 to 24 capital letters, digits and hyphens, a letter first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                name="projects_site_currency",
                violation_error_message="Write the currency as three capital letters, such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.CheckConstraint(
                condition=models.Q(("zone", ""), _negated=True),
                name="projects_site_zone",
                violation_error_message="Choose the time zone of the site.",
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_site_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="site",
            constraint=tenancy.walls.TenantWall(append_only=False, name="projects_site_wall", portal=""),
        ),
        migrations.AddIndex(
            model_name="projectsite",
            index=models.Index(fields=["organization", "site"], name="projects_psite_site"),
        ),
        migrations.AddConstraint(
            model_name="projectsite",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "site"),
                name="projects_projectsite_once",
                violation_error_message="The project runs at this site already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectsite",
            constraint=models.CheckConstraint(
                condition=models.Q(("fte__isnull", True), ("fte__gte", 0), _connector="OR"),
                name="projects_projectsite_fte",
                violation_error_message="Write 0 or more places.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectsite",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_projectsite_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectsite",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="project", name="projects_projectsite_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectsite",
            constraint=tenancy.walls.CompositeKey(also=(), field="site", name="projects_projectsite_site_fk"),
        ),
        migrations.AddConstraint(
            model_name="projectsite",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_projectsite_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=records.anchors.Anchored(
                also=("path", "systems", "languages"),
                key="code",
                kind="projects.Process",
                letter="",
                name="projects_process_anchor",
                project="project_id",
                title="name",
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "code"),
                name="projects_process_code",
                violation_error_message="Another one has this code. Choose a different one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Z][A-Z0-9-]{1,23}$")),
                name="projects_process_code_form",
                violation_error_message="Write the code as 2 to 24 capital letters, digits and hyphens, a letter first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("complexity__isnull", True), ("complexity__range", (1, 5)), _connector="OR"
                ),
                name="projects_process_complexity",
                violation_error_message="Write the complexity as 1 to 5.",
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_process_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=models.UniqueConstraint(
                fields=("organization", "project", "id"), name="projects_process_project_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=tenancy.walls.CompositeKey(also=(), field="client", name="projects_process_client_fk"),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="projects_process_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=tenancy.walls.CompositeKey(also=(), field="site", name="projects_process_site_fk"),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=tenancy.walls.CompositeKey(also=(), field="expert", name="projects_process_expert_fk"),
        ),
        migrations.AddConstraint(
            model_name="process",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_process_wall", portal="record"
            ),
        ),
        migrations.AddIndex(
            model_name="sow",
            index=models.Index(fields=["organization", "engagement"], name="projects_sow_under"),
        ),
        migrations.AddConstraint(
            model_name="sow",
            constraint=records.anchors.Anchored(
                also=(),
                key="code",
                kind="projects.Sow",
                letter="",
                name="projects_sow_anchor",
                project="project_id",
                title="title",
            ),
        ),
        migrations.AddConstraint(
            model_name="sow",
            constraint=models.UniqueConstraint(
                fields=("organization", "code"),
                name="projects_sow_code",
                violation_error_message="Another one has this code. Choose a different one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sow",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Z][A-Z0-9-]{1,23}$")),
                name="projects_sow_code_form",
                violation_error_message="Write the code as 2 to 24 capital letters, digits and hyphens, a letter first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sow",
            constraint=models.UniqueConstraint(fields=("organization", "id"), name="projects_sow_tenant_key"),
        ),
        migrations.AddConstraint(
            model_name="sow",
            constraint=models.UniqueConstraint(
                fields=("organization", "client", "id"), name="projects_sow_client_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="sow",
            constraint=tenancy.walls.CompositeKey(also=(), field="client", name="projects_sow_client_fk"),
        ),
        migrations.AddConstraint(
            model_name="sow",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="engagement", name="projects_sow_engagement_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="sow",
            constraint=tenancy.walls.TenantWall(append_only=False, name="projects_sow_wall", portal="shared"),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=models.UniqueConstraint(
                fields=("organization", "sow", "number"), name="projects_sowversion_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "active")),
                fields=("organization", "sow"),
                name="projects_sowversion_one_active",
                violation_error_message="Another version is active. Reload and look again.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("draft", "internal_review", "client_review", "signed"))),
                fields=("organization", "sow"),
                name="projects_sowversion_one_pending",
                violation_error_message="Another version is on its way. Finish it first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("volume_high__isnull", True),
                    ("volume_low__isnull", True),
                    ("volume_high__gte", models.F("volume_low")),
                    _connector="OR",
                ),
                name="projects_sowversion_volume",
                violation_error_message="The upper volume is below the lower one. Change one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("minimum__isnull", True), ("minimum__gte", 0), _connector="OR"),
                name="projects_sowversion_minimum",
                violation_error_message="Write a minimum of 0 or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                name="projects_sowversion_currency",
                violation_error_message="Write the currency as three capital letters, such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__isnull", True),
                    ("starts_on__isnull", True),
                    ("ends_on__gte", models.F("starts_on")),
                    _connector="OR",
                ),
                name="projects_sowversion_days",
                violation_error_message="The last day is before the first. Change one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_sowversion_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=tenancy.walls.CompositeKey(also=(), field="sow", name="projects_sowversion_sow_fk"),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="author", name="projects_sowversion_author_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="approver", name="projects_sowversion_approver_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="our_signatory", name="projects_sowversion_our_signatory_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client_signatory", name="projects_sowversion_client_signatory_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowversion",
            constraint=tenancy.walls.TenantWall(
                append_only=False, name="projects_sowversion_wall", portal=""
            ),
        ),
        migrations.AddConstraint(
            model_name="sowsite",
            constraint=models.UniqueConstraint(
                fields=("organization", "sow_version", "site"), name="projects_sowsite_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowsite",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_sowsite_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowsite",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="sow_version", name="projects_sowsite_sow_version_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowsite",
            constraint=tenancy.walls.CompositeKey(also=(), field="site", name="projects_sowsite_site_fk"),
        ),
        migrations.AddConstraint(
            model_name="sowsite",
            constraint=tenancy.walls.TenantWall(append_only=False, name="projects_sowsite_wall", portal=""),
        ),
        migrations.AddConstraint(
            model_name="sowitem",
            constraint=models.UniqueConstraint(
                fields=("organization", "sow_version", "kind", "position"), name="projects_sowitem_place"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowitem",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_sowitem_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowitem",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="sow_version", name="projects_sowitem_sow_version_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="sowitem",
            constraint=tenancy.walls.TenantWall(append_only=False, name="projects_sowitem_wall", portal=""),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.UniqueConstraint(
                fields=("organization", "sow_version", "unit", "effective_on", "from_quantity"),
                name="projects_pricerow_once",
                violation_error_message="This unit has a rate from this quantity and day already. Change one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_quantity__gte", 0)),
                name="projects_pricerow_quantity",
                violation_error_message="Write a quantity of 0 or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.CheckConstraint(
                condition=models.Q(("currency__regex", "^[A-Z]{3}$")),
                name="projects_pricerow_currency",
                violation_error_message="Write the currency as three capital letters, such as USD.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_pricerow_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="sow_version", name="projects_pricerow_sow_version_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerow",
            constraint=tenancy.walls.TenantWall(append_only=False, name="projects_pricerow_wall", portal=""),
        ),
        migrations.AddIndex(
            model_name="stageentry",
            index=models.Index(
                fields=["organization", "project", "created_at"], name="projects_stageentry_of"
            ),
        ),
        migrations.AddConstraint(
            model_name="stageentry",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_stageentry_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="stageentry",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="projects_stageentry_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stageentry",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="projects_stageentry_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="stageentry",
            constraint=tenancy.walls.TenantWall(
                append_only=True, name="projects_stageentry_wall", portal="record"
            ),
        ),
        migrations.AddIndex(
            model_name="statusreport",
            index=models.Index(
                fields=["organization", "project", "-created_at"], name="projects_status_latest"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_statusreport_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="client", name="projects_statusreport_client_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=tenancy.walls.CompositeKey(
                also=("client",), field="project", name="projects_statusreport_project_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="confirmed_by", name="projects_statusreport_confirmed_by_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusreport",
            constraint=tenancy.walls.TenantWall(
                append_only=True, name="projects_statusreport_wall", portal="record"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusline",
            constraint=models.UniqueConstraint(
                fields=("organization", "report", "dimension"), name="projects_statusline_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stated", models.F("proposed")),
                    models.Q(("reason", ""), _negated=True),
                    ("proposed", "grey"),
                    _connector="OR",
                ),
                name="projects_statusline_reason",
                violation_error_message="Say why the status differs from what the rule proposes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusline",
            constraint=models.UniqueConstraint(
                fields=("organization", "id"), name="projects_statusline_tenant_key"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusline",
            constraint=tenancy.walls.CompositeKey(
                also=(), field="report", name="projects_statusline_report_fk"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusline",
            constraint=tenancy.walls.TenantWall(append_only=True, name="projects_statusline_wall", portal=""),
        ),
        migrations.RunSQL(FREEZE, THAW),
        migrations.RunSQL(FIRST_STAGES, migrations.RunSQL.noop),
    ]
    operations = together(operations)

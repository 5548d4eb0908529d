"""Every periodic job of the house, on one screen. A job only says "look": due rows decide what happens."""

from django.conf import settings

TIMETABLE = {
    "events": {"task": "tenancy.tasks.sweep_events", "schedule": settings.MILEPOST_SWEEP_SECONDS},
    "letters about logins": {
        "task": "tenancy.signin.tasks.sweep_account_letters",
        "schedule": settings.MILEPOST_SWEEP_SECONDS,
    },
    "letters": {"task": "notifications.tasks.sweep_letters", "schedule": settings.MILEPOST_SWEEP_SECONDS},
    "escalation ladders": {
        "task": "notifications.tasks.sweep_ladders",
        "schedule": settings.MILEPOST_SWEEP_SECONDS,
    },
    "audit seals": {"task": "tenancy.tasks.sweep_audit_seals", "schedule": settings.MILEPOST_SEAL_SECONDS},
    "audit checks": {
        "task": "tenancy.tasks.sweep_audit_checks",
        "schedule": settings.MILEPOST_AUDIT_CHECK_SECONDS,
    },
    "alarms": {"task": "tenancy.tasks.sweep_alarms", "schedule": settings.MILEPOST_SEAL_SECONDS},
    "tokens": {"task": "tenancy.tasks.sweep_tokens", "schedule": settings.MILEPOST_TOKEN_SECONDS},
    "webhooks": {"task": "notifications.tasks.sweep_webhooks", "schedule": settings.MILEPOST_SWEEP_SECONDS},
    "interrupted jobs": {"task": "tenancy.tasks.sweep_jobs", "schedule": settings.CELERY_TASK_TIME_LIMIT},
    "jobs people asked for": {
        "task": "tenancy.tasks.sweep_asked_jobs",
        "schedule": settings.MILEPOST_SWEEP_SECONDS,
    },
    "answers kept for repeats": {
        "task": "tenancy.tasks.sweep_answers",
        "schedule": settings.MILEPOST_TOKEN_SECONDS,
    },
    "files of jobs": {"task": "tenancy.tasks.sweep_job_files", "schedule": settings.MILEPOST_TOKEN_SECONDS},
    "overdue milestones": {
        "task": "planning.tasks.sweep_overdue_milestones",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "milestones due soon": {
        "task": "planning.tasks.sweep_milestones_due_soon",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "slipped milestones": {
        "task": "planning.tasks.sweep_slipped_milestones",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "buffers that burn too fast": {
        "task": "planning.tasks.sweep_buffers",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "deliverables whose review is over": {
        "task": "planning.tasks.sweep_deemed_acceptance",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "variances": {
        "task": "schedule.tasks.sweep_variances",
        "schedule": settings.MILEPOST_ROLLUP_SECONDS,
    },
    "issues that are late": {
        "task": "schedule.tasks.sweep_overdue_issues",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "weekly questions about progress": {
        "task": "schedule.tasks.sweep_progress",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "search entries": {
        "task": "records.tasks.sweep_search_entries",
        "schedule": settings.MILEPOST_SWEEP_SECONDS,
    },
    "withdrawn and orphaned files": {
        "task": "records.tasks.sweep_files",
        "schedule": settings.MILEPOST_FILES_SWEEP_SECONDS,
    },
    "approvals that wait": {
        "task": "records.tasks.sweep_approvals",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "questions that run out": {
        "task": "records.tasks.sweep_asks",
        "schedule": settings.MILEPOST_OVERDUE_SECONDS,
    },
    "sent forms": {"task": "records.tasks.sweep_sent_forms", "schedule": settings.MILEPOST_TOKEN_SECONDS},
    "terms of contracts": {
        "task": "projects.tasks.sweep_terms",
        "schedule": settings.MILEPOST_ROLLUP_SECONDS,
    },
    "KPI rollup": {"task": "kpis.tasks.sweep_kpi_rollup", "schedule": settings.MILEPOST_ROLLUP_SECONDS},
}

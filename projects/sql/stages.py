"""Projects that were there before stages were dated: they entered theirs when they were opened."""

FIRST_STAGES = """
INSERT INTO projects_stageentry (id, organization_id, client_id, project_id, visibility, created_at, version,
  stage, entered_on)
SELECT gen_random_uuid(), organization_id, client_id, id, 'shared', created_at, 1, stage,
  (created_at AT TIME ZONE zone)::date
FROM projects_project
"""

"""Clients' projects, who works on them, and where they stand in their life.

Purpose: projects with key, stage, state, time zone and currency; their members with roles from a day to a
day; what of a project its client may see.
Stands on: toolkit, tenancy, notifications.
Says: ProjectCreated, ProjectChanged, ProjectShared, ProjectUnshared, StageChanged, ProjectStateChanged,
MemberAdded, MemberChanged, MemberRemoved.
Hears: InvitationAccepted, PersonLeft.
"""

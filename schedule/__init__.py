"""Steering a plan: what was promised, what came of it, what is done about the difference.

Purpose: baselines, progress and timesheets, variance with its cause, recovery, blockers and issues, change
requests, decisions.
Stands on: toolkit, tenancy, notifications, records, projects, planning.
Says: HoursLocked, HoursUnlocked, TimesheetStateChanged, BaselineApproved, VarianceRaised, IssueOverdue,
HandOffStateChanged.
Hears: nothing.
"""

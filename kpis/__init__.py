"""Indicators of projects: what is measured, what came of it each day, and where it stands against its target.

Purpose: KPI definitions with targets; daily readings kept as numerator and denominator; their roll-up from
the plan; trends.
Stands on: toolkit, tenancy, notifications, records, projects, planning.
Says: KpiDefined, DayRolledUp.
Hears: nothing.
"""

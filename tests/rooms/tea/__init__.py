"""Brews that a project serves its guests: the smallest room.

Purpose: shows what a room costs, and that all the rest comes with the house.
Stands on: toolkit, tenancy, records, projects.
Says: nothing.
Hears: nothing.
"""

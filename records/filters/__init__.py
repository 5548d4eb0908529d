"""Narrowing, shared by pages and endpoints of this room."""

from records.filters.search import PaletteFilters, SearchFilters, WithdrawnFilters

__all__ = ["PaletteFilters", "SearchFilters", "WithdrawnFilters"]

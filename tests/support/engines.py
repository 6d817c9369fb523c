"""Marks for a test of what only one of the two engines has."""

import pytest

on_sqlite = pytest.mark.parametrize(
    "storage", [pytest.param("sqlite", marks=pytest.mark.sqlite)], indirect=True
)
on_postgresql = pytest.mark.parametrize(
    "storage", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)

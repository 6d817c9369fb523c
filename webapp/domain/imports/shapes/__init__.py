"""Shapes of lists: what stands in one cell, or in several columns, laid out as columns of their own."""

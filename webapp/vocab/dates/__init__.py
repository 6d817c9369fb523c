"""Partial dates: EDTF, dates as typed, dates in words."""

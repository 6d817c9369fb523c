"""Measurements, run by hand: `python -m tests.benchmarks.<name>` prints its figures."""

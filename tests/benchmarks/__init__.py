"""Measurements, run by ``make bench``; docs/benchmarks.md tells what they mean. None of them is a test."""

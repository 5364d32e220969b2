"""Verdicts of people (核实结论)."""

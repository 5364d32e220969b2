"""Defects to plant on a healthy portal, a small transformation each, and look-alikes that must not be flagged."""

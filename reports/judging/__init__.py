"""Judging (评判): a snapshot under rulesets becomes a scorecard."""

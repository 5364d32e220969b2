"""Rulesets of the office (规则集): the built-in ones, and what the office put in their place or beside them."""

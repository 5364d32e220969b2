"""Waivers (豁免)."""

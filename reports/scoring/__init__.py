"""Scores (得分): what results add up to, the bands of grades, and how a score came about, in words."""

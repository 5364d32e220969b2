"""Benchmarks: each script prints a table and writes JSON; none of them is part of the product. Linux only: memory is read from /proc."""

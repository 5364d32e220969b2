"""The sites an office watches (网站)."""

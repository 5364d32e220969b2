"""From findings to what people read (报告): judging, scoring, the scorecard model and its writers."""

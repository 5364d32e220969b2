"""A page's markup read once (网页结构): decoding, elements, regions, text, and what scripts write or carry as data."""

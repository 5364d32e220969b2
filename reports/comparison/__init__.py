"""What changed since an earlier run of the same site (与往次检查的比较): like is compared with like, and nothing else is called new or mended."""

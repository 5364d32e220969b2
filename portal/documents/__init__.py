"""Policy documents (政策文件): their fields, each with where it was read."""

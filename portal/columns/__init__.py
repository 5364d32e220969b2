"""Columns (栏目): rows and paging of list pages, menus, and the tree that all pages together make."""

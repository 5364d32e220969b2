"""What a portal is made of (门户的事实): pages, links, columns, documents, interpretations, and the snapshot that holds them.

This package knows no other package of the project.
"""

"""Readers of what pages hold by their kind (内容记录): one file for each row class of `portal.content_facts`, each offering `read(sheet, facts)`."""

"""What is in attached files (附件内容): their format by structure, and their text within bounds of time, size and memory."""

"""Links and addresses (链接与网址): every way a page offers to go somewhere, and the places within pages."""

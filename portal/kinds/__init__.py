"""What a page is (页面类型), from its shape, names and wording, with a confidence."""

var catalogNodes = [{% for name, href, number in nodes %}{"id": {{ number }}, "name": "{{ name }}", "url": "{{ href }}"}{% if not loop.last %}, {% endif %}{% endfor %}];

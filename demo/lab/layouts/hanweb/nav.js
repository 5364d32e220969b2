document.writeln('<ul class="wrap"><li><a href="/">首页</a></li>');
{% for column, href, children in menu %}
document.writeln('<li><a href="{{ href }}">{{ column.name }}</a></li>');
{% endfor %}
document.writeln('</ul>');

function doZoom(size) { var t = document.getElementById("zoom"); if (t) { t.style.fontSize = size + "px"; } }
function createPageHTML() {
  var a = arguments, named = typeof a[0] === "string", pages = named ? a[1] : a[0], at = named ? a[2] - 1 : a[1], name = named ? a[3] : a[2], ext = named ? a[4] : a[3];
  var out = [], first = named ? 1 : 0;
  for (var i = 0; i < pages; i++) { out.push(i === at ? "<b>" + (i + 1) + "</b>" : '<a href="' + name + (i ? "_" + (i + first) : "") + "." + ext + '">' + (i + 1) + "</a>"); }
  var html = out.join(" ") + " 共" + pages + "页";
  if (named) { document.getElementById(a[0]).innerHTML = html; } else { document.write(html); }
}

"""scorecard.html (网页检查结果单): every word of the page prepared, its pictures, the page itself and its PDF."""

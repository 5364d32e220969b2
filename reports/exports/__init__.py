"""Results for other programs (供其他程序使用的结果): CSV, JUnit XML, SARIF."""

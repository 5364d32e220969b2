"""The five families of site platforms (平台方言), by name."""

from demo.lab.dialects.boda import Boda
from demo.lab.dialects.dialect import Dialect
from demo.lab.dialects.gkmlpt import Gkmlpt
from demo.lab.dialects.hanweb import Hanweb
from demo.lab.dialects.longxun import Longxun
from demo.lab.dialects.trs import Trs

DIALECTS: dict[str, Dialect] = {dialect.name: dialect for dialect in (Trs(), Hanweb(), Longxun(), Boda(), Gkmlpt())}

"""Document numbers (文号): well formed, unique, the same wherever the page states them."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.options import AnyPeriod, MinRate, Scope
from checks.outcomes import Severity
from checks.scopes import EVERYTHING


class NumberParameters(Parameters):
    """What a number must be like, and in what share of the documents."""

    scope: Scope = EVERYTHING
    min_rate: MinRate = 1.0
    unique: bool = Field(default=True, title="文号不重复", description="no two documents may bear the same number")
    same_in_body: bool = Field(
        default=True, title="字段与正文一致", description="the number in the fields must be the one in the text"
    )
    period: AnyPeriod = None


number = planned(
    "documents.number",
    parameters=NumberParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="文号规范一致",
        required="文号写法规范（年份用六角括号、序号不加“第”和前导零），不同文件不重号，字段和正文中的文号一致。",
        method="读取每份文件字段表和正文中的文号，核对写法、是否重复、两处是否相同；令、公告等另有编号办法的不按此判断。",
        basis="GB/T 9704-2012 党政机关公文格式 7.2.5",
        remedy="按发文原件更正文件页上的文号。",
        effort="小",
    ),
    decides="""Numbers of documents (文号): written 代字〔年份〕序号, borne by one document, equal in the fields and in the text.

    Inputs: documents with the number of the field table, of the title and of the body. Documents that bear none are not judged here
    (see documents.elements). Fails when the share of well-formed, unique and agreeing numbers stays below `min_rate`. Review: forms the
    standard does not describe (令, 公告, numbers of other issuers), two pages of one text with the same number, nothing in scope.
    Serves GB/T 9704-2012 7.2.5.
    """,
)

"""Personal data in the open (个人隐私)."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity
from portal.states import Worded


class PersonalNumber(Worded):
    """Numbers that point to a person and can be told from others."""

    ID_CARD = "id_card", "身份证号"
    MOBILE = "mobile", "手机号"
    BANK_CARD = "bank_card", "银行卡号"


class PrivacyParameters(Parameters):
    """What is looked for, and where."""

    kinds: tuple[PersonalNumber, ...] = Field(
        default=tuple(PersonalNumber), min_length=1, title="检查的号码", description="numbers that are looked for"
    )
    attachments: bool = Field(default=True, title="含附件", description="attached files are read too")
    also: tuple[str, ...] = Field(
        default=(),
        title="一并留意的内容",
        description="words beside which names, addresses and movements are listed too, such as 流调",
    )


privacy = planned(
    "content.privacy",
    parameters=PrivacyParameters,
    worst=Severity.MAJOR,
    texts=Texts(
        title="没有泄露个人隐私",
        required="公开的页面和附件里没有未遮盖的身份证号、手机号、银行卡号等个人信息。",
        method="按格式和校验位在页面、附件中查找号码，排除单位公开的联系电话和信用代码；结果遮盖后列出，由人判断该不该公开。",
        basis="《政府信息公开条例》第十五条；《个人信息保护法》",
        remedy="立即遮盖或撤下，查清同批信息；发布前增加脱敏检查。",
        effort="小",
    ),
    decides="""Numbers of persons that stand unmasked on pages and in attached files.

    Inputs: text of pages and of attached files that were read. Never fails by itself: every hit is review, masked in the finding, since the law asks
    some of it to be published (announcements of winners, legal representatives). ID and card numbers count only with a right checksum, phone
    numbers only outside office contacts; beside a word of `also`, names and addresses are listed as well. Passes when everything was read and
    nothing found. Unknown where pages or, with `attachments`, files were not read. Serves 条例 art. 15 and yearly documents.
    """,
)

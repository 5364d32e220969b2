"""What an application for disclosure holds (申请内容), 条例 第二十九条."""

from portal.states import Worded


class ApplicationField(Worded):
    """What an application holds (申请内容), 条例 第二十九条."""

    NAME = "name", "姓名或者名称"
    IDENTITY = "identity", "身份证明"
    CONTACT = "contact", "联系方式"
    DESCRIPTION = "description", "所需信息的名称、文号或者特征描述"
    FORM = "form", "形式要求和获取方式"

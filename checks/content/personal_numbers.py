"""Numbers of persons in a text (文本中的个人号码): those with a right checksum, and mobile numbers that are no office's contact."""

import re
from collections.abc import Iterator

from portal.masking import BANK_CARD, ID_NUMBER, MOBILE
from portal.personal_numbers import is_credit_code, is_identity_number, passes_luhn
from portal.states import Worded

LISTED = 5  # different mobile numbers in one text: a list of persons, whatever stands before each of them
_BEFORE = 24  # characters before a number that may say what it is
_ORGANISATION = re.compile(
    r"信用代码|机构代码|注册号|登记证号|许可证号|执业证|税号|索引号|文号|编号|档案号|订单号|流水号|案号|批号|备案号"
)
_PERSON = re.compile(r"身份证|身份号码|公民身份|证件号")
# Words before a number that unit, office or announcement gives for being called.
_CONTACT = re.compile(
    r"电话|热线|手机|联系|咨询|监督|举报|投诉|值班|传真|客服|受理|服务|办公|报名|微信|短信|QQ|邮箱|Tel|Phone|Mobile",
    re.IGNORECASE,
)
_UNITS_ACCOUNT = re.compile(r"对公|基本户|专户|保证金|缴款|收款|财政|开户行|公司|单位账|非税|罚款|捐款|账户名|户名")
_CARD = re.compile(r"银行卡|卡号|社保卡|一卡通|存折|工资卡")
_UNION_PAY = "62"


class PersonalNumber(Worded):
    """Numbers that point to a person and can be told from others."""

    ID_CARD = "id_card", "身份证号"
    MOBILE = "mobile", "手机号"
    BANK_CARD = "bank_card", "银行卡号"


def personal_numbers(text: str, kinds: tuple[PersonalNumber, ...]) -> dict[PersonalNumber, list[re.Match[str]]]:
    """Where numbers of these kinds stand in a text, each number once."""
    finders = {
        PersonalNumber.ID_CARD: _identity_numbers,
        PersonalNumber.MOBILE: _mobiles,
        PersonalNumber.BANK_CARD: _cards,
    }
    found = {kind: {match[0]: match for match in finders[kind](text)} for kind in kinds}
    return {kind: list(matches.values()) for kind, matches in found.items() if matches}


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - _BEFORE) : match.start()]


def _identity_numbers(text: str) -> Iterator[re.Match[str]]:
    for match in ID_NUMBER.finditer(text):
        said = _before(text, match)
        if not is_identity_number(match[0]) or (_ORGANISATION.search(said) and not _PERSON.search(said)):
            continue
        if _PERSON.search(said) or not is_credit_code(match[0]):
            yield match


def _mobiles(text: str) -> list[re.Match[str]]:
    found = [match for match in MOBILE.finditer(text) if not _ORGANISATION.search(_before(text, match))]
    bare = [match for match in found if not _CONTACT.search(_before(text, match))]
    return found if len({match[0] for match in found}) >= LISTED else bare


def _cards(text: str) -> Iterator[re.Match[str]]:
    for match in BANK_CARD.finditer(text):
        said = _before(text, match)
        named = _CARD.search(said) is not None
        is_card = named or (match[0].startswith(_UNION_PAY) and not _ORGANISATION.search(said))
        if is_card and not _UNITS_ACCOUNT.search(said) and passes_luhn(match[0]):
            yield match

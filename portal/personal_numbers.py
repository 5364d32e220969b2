"""Numbers that point to a person (个人号码), told from others by their checksums: GB 11643 and ISO 7064 MOD 11-2, Luhn, GB 32100 MOD 31-3."""

from datetime import date

_WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
_CHECKS = "10X98765432"
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # 统一社会信用代码 has no I, O, S, V, Z
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_OLDEST = 1900


def is_identity_number(number: str) -> bool:
    """Whether 18 characters are a citizen's identity number (公民身份号码): a day that exists, and the right check character."""
    body, check = number[:17], number[17:].upper()
    if len(number) != 18 or not (body.isascii() and body.isdigit()):
        return False
    try:
        born = date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return born.year >= _OLDEST and check == _CHECKS[total % 11]


def is_credit_code(number: str) -> bool:
    """Whether 18 characters are an organisation's code (统一社会信用代码) with the right check character."""
    code = number.upper()
    if len(code) != 18 or any(character not in _CREDIT for character in code):
        return False
    total = sum(_CREDIT.index(character) * weight for character, weight in zip(code[:17], _CREDIT_WEIGHTS, strict=True))
    return _CREDIT[-total % 31] == code[17]


def passes_luhn(number: str) -> bool:
    """Whether digits pass the test of bank cards (银行卡号)."""
    digits = [int(digit) for digit in reversed(number)]
    return (sum(digits[0::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])) % 10 == 0

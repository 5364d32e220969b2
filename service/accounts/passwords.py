"""Passwords (口令): argon2id, and what makes one too weak."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError, VerifyMismatchError

from service.refusals import RefusalError

SHORTEST = 10
LONGEST = 200
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)  # OWASP Password Storage Cheat Sheet, argon2id
NOBODYS = HASHER.hash("of nobody")  # compared with where there is no such user, so that the answer takes as long
COMMON = frozenset(
    {
        *("1234567890", "0123456789", "12345678910", "9876543210", "0987654321", "1111111111", "0000000000"),
        *("1234512345", "1122334455", "1q2w3e4r5t", "qwertyuiop", "asdfghjkl;", "qazwsxedcr", "1qaz2wsx3edc"),
        *("password12", "password123", "password1234", "passw0rd123", "p@ssw0rd123", "admin12345", "admin123456"),
        *("administrator", "zhengwu123", "zhengfu123", "gongkai123", "gongkai2026", "a123456789", "aa123456789"),
        *("woaini1314520", "iloveyou1314", "abc1234567", "abcd123456", "abc123456789", "qq123456789", "88888888888"),
    }
)


def hashed(password: str) -> str:
    """As it is kept."""
    return HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether it is this password; takes as long when there is none."""
    try:
        return HASHER.verify(password_hash or NOBODYS, password) and password_hash is not None
    except (VerifyMismatchError, VerificationError, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with weaker figures than today's."""
    return HASHER.check_needs_rehash(password_hash)


def refuse_weak(password: str, *, login: str, name: str = "") -> None:
    """Raises RefusalError (422) that says what is wrong with it."""
    plain = password.strip().lower()
    if len(password) < SHORTEST:
        raise RefusalError.unusable(f"口令至少 {SHORTEST} 个字符")
    if len(password) > LONGEST:
        raise RefusalError.unusable(f"口令不能超过 {LONGEST} 个字符")
    if plain in COMMON or len(set(plain)) < 4:
        raise RefusalError.unusable("这个口令太常见，容易被猜到，请换一个")
    if any(len(word) > 2 and word.lower() in plain and len(plain) - len(word) < 4 for word in (login, name)):
        raise RefusalError.unusable("口令不能与登录名、姓名相同或相近")

"""The place a lab's portal belongs to: its names, numbers and people, none of which exist."""

from dataclasses import dataclass

from demo.lab.seeding import stream
from demo.lab.words import words

LEVELS = {"county": "县", "city": "市"}
PROVINCE = "云陵省"
ABOVE = "澜川市"


@dataclass(frozen=True)
class Department:
    """A department (部门): full name, the sign of its document numbers, an office inside it, telephone."""

    name: str
    sign: str
    section: str
    phone: str
    address: str
    head: str


@dataclass(frozen=True)
class Place:
    """An invented county or city. ``host`` carries the 99 of region codes that are given to nobody, so no site has such a name."""

    name: str
    short: str
    sign: str
    level: str
    host: str
    code: str
    conac: str
    icp: str
    police: str
    phone: str
    fax: str
    email: str
    address: str
    postcode: str
    hours: str
    departments: tuple[Department, ...]
    leaders: tuple[tuple[str, str], ...]  # name, post
    towns: tuple[str, ...]

    @property
    def government(self) -> str:
        """人民政府."""
        return f"{self.name}人民政府"

    @property
    def office(self) -> str:
        """政府办公室."""
        return f"{self.name}人民政府办公室"

    @property
    def head(self) -> str:
        """What the head of government is called: 县长, 市长."""
        return f"{self.name[-1]}长"


def place_of(seed: int) -> Place:
    """The place of a seed."""
    chance = stream(seed, "place")
    names = words()["places"]
    short, pinyin, sign = names[seed % len(names)]
    level = "city" if seed % 5 == 4 else "county"
    suffix = LEVELS[level]
    region = f"99{seed % 89 + 10:02}{0 if level == 'city' else seed % 28 + 1:02}"
    code = f"{region}0001"
    streets = ["若水路", "扶桑路", "望舒街", "玉衡大道", "天枢路", "羽人巷"]
    hours = chance.choice(["工作日上午8:30—12:00，下午2:30—5:30", "工作日9:00-12:00，13:30-17:00"])
    name = f"{short}{suffix}"
    return Place(
        name=name,
        short=short,
        sign=sign,
        level=level,
        host=f"www.{pinyin}99.gov.cn",
        code=code,
        conac="".join(chance.choice("0123456789ABCDEF") for _ in range(32)),
        icp=f"云ICP备99{chance.randrange(100000, 999999)}号-1",
        police=f"云公网安备 {region}020{chance.randrange(10000, 99999)}号",
        phone=f"0999-7{chance.randrange(100000, 999999)}",
        fax=f"0999-7{chance.randrange(100000, 999999)}",
        email=f"xxgk@{pinyin}99.gov.cn",
        address=f"{name}{chance.choice(streets)}{chance.randrange(1, 199)}号",
        postcode=region,
        hours=hours,
        departments=_departments(seed, name, streets),
        leaders=_leaders(seed, suffix),
        towns=tuple(words()["towns"]),
    )


def _departments(seed: int, place: str, streets: list[str]) -> tuple[Department, ...]:
    chance = stream(seed, "departments")
    return tuple(
        Department(
            name=f"{place}人民政府办公室" if sign == "政办" else f"{place}{name}",
            sign=sign,
            section=section,
            phone=f"0999-7{chance.randrange(100000, 999999)}",
            address=f"{place}{chance.choice(streets)}{chance.randrange(1, 199)}号",
            head=_name(seed, "head", sign),
        )
        for name, sign, section in words()["departments"]
    )


def _leaders(seed: int, suffix: str) -> tuple[tuple[str, str], ...]:
    posts = [f"{suffix}长", f"常务副{suffix}长", *[f"副{suffix}长"] * 4, "政府办公室主任"]
    names: list[str] = []
    for number in range(len(posts)):
        name, again = _name(seed, "leader", number), 0
        while name in names:
            again += 1
            name = _name(seed, "leader", number, again)
        names.append(name)
    return tuple(zip(names, posts, strict=True))


def _name(seed: int, *about: object) -> str:
    chance = stream(seed, *about)
    return f"{chance.choice(words()['surnames'])}{chance.choice(words()['given'])}"

"""Sentences made of the lab's words."""

from random import Random

from demo.lab.place import Place
from demo.lab.words import words


def sentence(
    chance: Random, place: Place, subject: str = "", manner: str = "", paper: str = "方案", of: str = "clauses"
) -> str:
    """A sentence about a subject; those of regulations are under ``articles``."""
    w = words()
    made: str = chance.choice(w[of]).format(
        subject=subject or chance.choice(w["subjects"]),
        manner=manner or chance.choice(w["manners"]),
        paper=paper,
        village=chance.choice(w["villages"]),
        town=chance.choice(place.towns),
        n=chance.randrange(3, 96),
        m=chance.randrange(110, 4900),
        k=chance.randrange(3, 13),
    )
    return made


def paragraphs(chance: Random, place: Place, count: int, subject: str = "", manner: str = "") -> list[str]:
    """Paragraphs of a report, two to four different sentences each."""
    found = []
    for _ in range(count):
        lines = dict.fromkeys(sentence(chance, place, subject, manner) for _ in range(chance.randrange(2, 5)))
        found.append("；".join(lines) + "。")
    return found


def regulations(chance: Random, count: int, subject: str, manner: str, paper: str) -> list[str]:
    """Different provisions of a regulation."""
    w = words()["articles"]
    chosen = chance.sample(range(1, len(w)), min(count - 1, len(w) - 1))
    lines = [w[index] for index in (0, *sorted(chosen))]
    return [
        line.format(
            subject=subject,
            manner=manner,
            paper=paper,
            n=chance.randrange(5, 31),
            m=chance.randrange(2, 90) * 100,
            k=chance.randrange(3, 16),
        )
        + "。"
        for line in lines
    ]

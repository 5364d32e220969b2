"""Wrong links (错链): links that lead nowhere, inwards, or not where their words say."""

from pydantic import Field

from checks.contract import Parameters, Texts, planned
from checks.outcomes import Severity

TEST_HOSTS = ("localhost", "*.local", "test.*", "*.test", "example.com", "*.example.com")


class WrongParameters(Parameters):
    """Which links are wrong by themselves, and how many may stand."""

    max_wrong: int = Field(
        default=0, ge=0, le=100_000, title="最多错链数", description="distinct wrong links that may stand"
    )
    hosts_not_allowed: tuple[str, ...] = Field(
        default=TEST_HOSTS,
        title="不应出现的主机",
        description="hosts no public page may link to, `*` for any part; private and bare addresses always count",
    )


wrong = planned(
    "links.wrong",
    parameters=WrongParameters,
    worst=Severity.MINOR,
    texts=Texts(
        title="没有错链",
        required="页面上的链接都有去处，不指向内网、本机、测试地址，文字与去处一致。",
        method="看每个可见链接的地址：没有地址或只有失效脚本的，指向内网、本机、裸 IP 或测试主机的列为错链；文字与去处明显不符的列为疑似。",
        basis="国办秘函〔2019〕19号 扣分指标“可用性”；国办发〔2017〕47号",
        remedy="按清单改正链接地址，或删除没有去处的链接。",
        effort="小",
    ),
    decides="""Links that are wrong whatever their target answers.

    Inputs: visible links of all pages, their words, addresses and scripts, and the titles of the pages they lead to. Wrong are links without
    an address that no script serves, and links to private, loopback or bare addresses and to `hosts_not_allowed`. Fails when more than
    `max_wrong` distinct ones stand. Review where the words contradict the target's title, and where a script nobody ran may give the
    address. Unknown where no page was read. Serves 国办秘函〔2019〕19号 可用性.
    """,
)

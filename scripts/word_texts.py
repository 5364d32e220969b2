"""What the Word templates say (公文模板的文字), paragraph by paragraph; tags are docxtpl's, variables are told in docs/word.md."""

from collections.abc import Iterator

from scripts.official_document import form, paragraph, table, tag

END = tag("{%p endfor %}")
ENDIF = tag("{%p endif %}")


def notice() -> Iterator[str]:
    """整改通知书."""
    yield paragraph("公文标题", "关于{{ site.words }}\n检查发现问题的整改通知书")
    yield paragraph("主送机关", "{{ addressee }}：")
    yield paragraph(
        "正文公文",
        "以{{ as_of }}为检查日，我们按照{{ documents }}，对{{ site.words }}（{{ site.url }}）进行了检查，读取页面{{ pages }}个。"
        "{% if quick %}这是一次快速检查，只看了首页、政府信息公开专栏和这些页面上的链接，不评分。{% endif %}"
        "{% if unit %}本通知只列由{{ unit }}牵头或者配合的要求。{% endif %}现将结果和需要整改的问题通知如下。",
    )
    yield paragraph("一级标题", "一、检查结果")
    yield from _scores()
    yield tag("{%p if false_alarms %}")
    yield paragraph(
        "正文公文",
        "其中“{{ false_alarms | join('”、“') }}”经核实属于误报，不作为问题；以上等级和得分仍按检查当时的结论计算。",
    )
    yield ENDIF
    yield tag("{%p if comparison %}")
    yield paragraph("正文公文", "{{ comparison }}")
    yield ENDIF
    yield paragraph("一级标题", "二、需要整改的问题")
    yield paragraph(
        "正文公文",
        "{% if failed_count == problems_count %}共{{ problems_count }}项要求不合格，{% else %}"
        "共{{ failed_count }}项要求不合格，其中几项要求问题相同的合并写，下面列为{{ problems_count }}项，{% endif %}"
        "涉及具体问题{{ findings_count }}个。"
        "{% if waived %}另有{{ waived }}个问题已经同意豁免，没有列入。{% endif %}"
        "每项举例不超过3个，其余见附件。",
    )
    yield from _problems()
    yield from _doubts()
    yield paragraph("一级标题", "{% if doubts %}四{% else %}三{% endif %}、整改要求")
    yield from _demands()
    yield paragraph("附件说明", "附件：1.问题清单")
    yield paragraph("附件说明续", "2.异议申诉表（objection.docx）")
    yield paragraph("附件说明续", "3.检查结果单（scorecard.html）、整改台账（ledger.xlsx）")
    yield paragraph("署名", "【发文机关】")
    yield paragraph("成文日期", "【成文日期】")
    yield paragraph("附注", "（联系人：【姓名】，联系电话：【号码】）")
    yield from _attached_list()


def _scores() -> Iterator[str]:
    yield tag("{%p for score in scores %}")
    yield paragraph(
        "正文公文",
        ("楷体", "{{ score.number }}{{ score.title }}。"),
        "{% if score.grade %}等级：{{ score.grade }}。{% endif %}{% if score.value %}得分：{{ score.value }}分。{% endif %}"
        "{{ score.why }}{% if not quick %}已判定{{ score.judged }}。{% endif %}规则版本{{ score.version }}。",
    )
    yield END


def _problems() -> Iterator[str]:
    yield tag("{%p for group in groups %}")
    yield paragraph("二级标题", "{{ group.number }}{{ group.title }}")
    yield tag("{%p for problem in group.problems %}")
    yield paragraph("三级标题", "{{ problem.number }}.{{ problem.title }}{% if problem.veto %}（单项否决）{% endif %}")
    yield paragraph(
        "正文公文",
        "检查情况：{{ problem.reason }}{% if problem.figures %}测得：{{ problem.figures }}。{% endif %}"
        "{% if problem.change %}与上次检查相比：{{ problem.change }}。{% endif %}",
    )
    yield tag("{%p for one in problem.examples %}")
    yield paragraph(
        "举例",
        "{{ one.number }}{{ one.message }}{% if one.page %}页面：{{ one.page }}{% if one.places > 1 %}等{{ one.places }}处{% endif %}。{% endif %}"
        "{% if one.change and one.change != problem.change %}（{{ one.change }}）{% endif %}",
    )
    yield END
    yield tag("{%p if problem.more %}")
    yield paragraph("正文公文", "另有{{ problem.more }}个同类问题，见附件。")
    yield ENDIF
    yield tag("{%p if problem.remedy %}")
    yield paragraph("正文公文", "整改建议：{{ problem.remedy }}")
    yield ENDIF
    yield paragraph(
        "正文公文",
        "依据：{{ problem.clause }}。{% if problem.units %}责任单位：{{ problem.units }}。{% endif %}"
        "{% if problem.due %}文件规定的完成时限：{{ problem.due }}。{% endif %}",
    )
    yield END
    yield END


def _doubts() -> Iterator[str]:
    yield tag("{%p if doubts %}")
    yield paragraph("一级标题", "三、请自行核实的事项")
    yield paragraph("正文公文", "以下要求由检查程序看不出是否做到，不作为问题。请对照核实，确有不足的一并改正。")
    yield tag("{%p for doubt in doubts %}")
    yield paragraph("正文公文", "{{ doubt.number }}.{{ doubt.title }}。{{ doubt.reason }}")
    yield END
    yield tag("{%p if doubts_more %}")
    yield paragraph("正文公文", "另有{{ doubts_more }}项，见检查结果单“待人工核实”部分。")
    yield ENDIF
    yield ENDIF


def _demands() -> Iterator[str]:
    for heading, words in (
        ("（一）按期整改。", "请于【整改期限】前完成整改；文件对完成时限另有规定的，按文件规定办理。"),
        ("（二）逐项反馈。", "请在整改台账中逐项填写整改情况和责任人，于【反馈期限】前报送【报送方式】。"),
        (
            "（三）有异议可以申诉。",
            "认为检查结果与事实不符的，请于【申诉期限】前填写异议申诉表并附证明材料，报送【受理单位】。经核实属于误报的，予以更正，不计入结果。",
        ),
        ("（四）复查。", "整改期限届满后将再次检查，对没有改正和再次出现的问题按规定处理。"),
    ):
        yield paragraph("正文公文", ("楷体", heading), words)


def _attached_list() -> Iterator[str]:
    yield paragraph("附件标记", "附件1")
    yield paragraph("附件标题", "问题清单")
    yield table(
        (10, 30, 68, 48),
        ("序号", "检查要求", "问题", "所在页面"),
        "row in rows",
        (
            ("{{ row.number }}",),
            ("{{ row.title }}（正文二{{ row.place }}）",),
            (
                "{{ row.message }}{% if row.target %}地址：{{ row.target }}{% endif %}",
                "{% if row.id %}编号 {{ row.id }}{% endif %}{% if row.change %}　{{ row.change }}{% endif %}",
            ),
            ("{{ row.page }}",),
        ),
    )
    yield paragraph(
        "表注", "{% if rows_more %}另有{{ rows_more }}个问题没有列入。{% endif %}全部问题和证据见检查结果单、整改台账。"
    )


def bulletin() -> Iterator[str]:
    """通报."""
    yield paragraph("公文标题", "关于{{ period }}政务公开检查情况的通报")
    yield paragraph("主送机关", "【主送机关】：")
    yield paragraph(
        "正文公文",
        "以{{ as_of }}为检查日，我们按照{{ documents }}，对{{ sites }}个网站进行了检查，共读取页面{{ pages }}个。现将有关情况通报如下。",
    )
    yield paragraph("一级标题", "一、总体情况")
    yield paragraph(
        "正文公文",
        "检查网站{{ sites }}个，其中{{ sites_with_problems }}个有不合格的要求，合计{{ problems }}项次；触发单项否决的网站{{ vetoed }}个。"
        "{% if unjudged %}{{ unjudged[:10] | join('、') }}{% if unjudged | length > 10 %}等{{ unjudged | length }}个网站{% endif %}没有能够检查，不评分，也不作为问题。{% endif %}"
        "{% if failures %}另有{{ failures }}个目标没有取得结果。{% endif %}",
    )
    yield tag("{%p for one in document_facts %}")
    yield paragraph(
        "正文公文",
        ("楷体", "{{ one.number }}{{ one.title }}。"),
        "适用于{{ one.sites }}个网站{% if one.rated %}，其中{{ one.rated }}个有得分，平均{{ one.average }}分，最高{{ one.highest }}分，最低{{ one.lowest }}分{% endif %}。"
        "{% if one.grades %}等级分布：{{ one.grades }}。{% endif %}规则版本{{ one.version }}。",
    )
    yield END
    yield tag("{%p if comparison %}")
    yield paragraph("正文公文", "与上次检查相比，{{ comparison }}只统计两次都以同样方式检查过的内容。")
    yield ENDIF
    yield from _practice()
    yield from _kinds()
    yield paragraph("一级标题", "四、工作要求")
    yield from _orders()
    yield paragraph("附件说明", "附件：网站检查结果排名")
    yield paragraph("署名", "【发文机关】")
    yield paragraph("成文日期", "【成文日期】")
    yield paragraph("附注", "（联系人：【姓名】，联系电话：【号码】）")
    yield from _ranking()


def _practice() -> Iterator[str]:
    yield paragraph("一级标题", "二、做得较好的方面")
    yield tag("{%p if practice.best %}")
    yield paragraph(
        "正文公文",
        "没有触发单项否决、得分居前的是{% for one in practice.best[:5] %}{{ one.name }}（{{ one.average }}分）{% if not loop.last %}、{% endif %}{% endfor %}{% if practice.best | length > 5 %}等{{ practice.best | length }}个网站{% endif %}。",
    )
    yield tag("{%p else %}")
    yield paragraph("正文公文", "本次没有网站在全部文件下都达到合格以上等级。")
    yield ENDIF
    yield tag("{%p for one in practice.rare %}")
    yield paragraph(
        "正文公文", "“{{ one.title }}”有结论的网站{{ one.judged }}个，做到的只有{{ one.passed }}个：{{ one.sites }}。"
    )
    yield END
    yield tag("{%p if practice.mended %}")
    yield paragraph(
        "正文公文",
        "上次发现的问题整改较多的是{% for one in practice.mended %}{{ one.name }}（已整改{{ one.mended }}个）{% if not loop.last %}、{% endif %}{% endfor %}。",
    )
    yield ENDIF


def _kinds() -> Iterator[str]:
    yield paragraph("一级标题", "三、存在的主要问题")
    yield tag("{%p if not kinds %}")
    yield paragraph("正文公文", "本次没有发现不合格的要求。")
    yield ENDIF
    yield tag("{%p for kind in kinds %}")
    yield paragraph("二级标题", "{{ kind.number }}{{ kind.title }}（涉及{{ kind.sites }}个网站）")
    yield tag("{%p for problem in kind.problems %}")
    yield paragraph(
        "正文公文",
        "{{ problem.number }}.{{ problem.title }}。有结论的网站{{ problem.judged }}个，不合格{{ problem.failed }}个。"
        "{% for one in problem.examples %}{{ one.name }}：{{ one.reason }}{% if loop.last %}。{% else %}；{% endif %}{% endfor %}",
    )
    yield END
    yield tag("{%p if kind.more %}")
    yield paragraph("正文公文", "这一类另有{{ kind.more }}项要求有网站不合格，见汇总表。")
    yield ENDIF
    yield END


def _orders() -> Iterator[str]:
    for heading, words in (
        ("（一）逐项整改。", "存在问题的单位要对照整改通知书和整改台账逐项改正，于【整改期限】前报送整改情况。"),
        ("（二）举一反三。", "各单位要对照本通报所列问题检查本单位网站，同类问题一并改正。"),
        ("（三）核实申诉。", "对检查结果有异议的，于【申诉期限】前填写异议申诉表报送【受理单位】。"),
        ("（四）跟踪复查。", "整改情况将在下次检查中复查，没有改正和再次出现的问题另行通报。"),
    ):
        yield paragraph("正文公文", ("楷体", heading), words)


def _ranking() -> Iterator[str]:
    yield paragraph("附件标记", "附件")
    yield paragraph("附件标题", "网站检查结果排名")
    yield table(
        (12, 42, 52, 14, 14, 22),
        ("名次", "网站", "等级和得分", "单项否决", "不合格", "与上次相比"),
        "one in standings",
        (
            ("{{ one.rank or '—' }}",),
            ("{{ one.name }}", "{{ one.host }}"),
            (
                "{{ one.scores | join('；') }}{% if one.remark %}{% if one.scores %}；{% endif %}{{ one.remark }}{% endif %}",
            ),
            ("{{ one.vetoes }}",),
            ("{{ one.problems }}",),
            ("{{ one.change or '—' }}",),
        ),
    )
    yield paragraph(
        "表注",
        "注：没有触发单项否决的在前，按各文件得分的平均数排列，分数相同的名次相同；“—”为不排名或没有可比的上次检查。",
    )


def objection() -> Iterator[str]:
    """异议申诉表."""
    yield paragraph("附件标题", "政务公开检查异议申诉表")
    yield form(
        (26, 52, 26, 52),
        (
            (("网站", "{{ site.name }}", "网址", "{{ site.url }}"), 9),
            (("申诉单位", "{{ unit }}", "检查日", "{{ as_of }}"), 9),
            (("经办人", "", "联系电话", ""), 9),
        ),
    )
    yield paragraph(
        "表注",
        "填写说明：1.只填有异议的问题，其余各表可以删去。2.异议理由写明与事实不符之处；证明材料可以是网页地址、截图、文件、系统记录。"
        "3.检查时保存的网页可在检查所用的计算机上用表内的命令打开。4.单位负责人签字并盖章后，于通知写明的期限前报送。",
    )
    yield tag("{%p for block in blocks %}")
    yield paragraph("表注", "")
    yield form(
        (26, 52, 26, 52),
        (
            (("问题 {{ block.number }}　{{ block.title }}",), 0),
            (("编号", "{{ block.id or '—' }}", "要求", "{{ block.requirement }}"), 0),
            (("依据", "{{ block.clause }}"), 0),
            (("检查发现", "{{ block.message }}"), 0),
            (("所在页面", "{{ block.page or '—' }}"), 0),
            "{%tr if block.target %}",
            (("有关地址", "{{ block.target }}"), 0),
            "{%tr endif %}",
            (("读取时间", "{{ block.observed or '—' }}", "截图", "{{ block.screenshot or '—' }}"), 0),
            "{%tr if block.excerpt %}",
            (("读到的内容", "{{ block.excerpt }}"), 0),
            "{%tr endif %}",
            "{%tr if block.command %}",
            (("查看存档", "{{ block.command }}"), 0),
            "{%tr endif %}",
            (("异议理由", ""), 22),
            (("证明材料", ""), 12),
            (("核实意见", "（由检查单位填写）"), 12),
        ),
    )
    yield END
    yield tag("{%p if more %}")
    yield paragraph("表注", "另有{{ more }}个问题没有列出；对其有异议的，填写下表，编号见检查结果单。")
    yield ENDIF
    yield paragraph("表注", "")
    yield form(
        (26, 52, 26, 52),
        (
            (("其他问题",), 0),
            (("编号", "", "要求", ""), 9),
            (("异议理由", ""), 24),
            (("证明材料", ""), 14),
            (("核实意见", "（由检查单位填写）"), 12),
        ),
    )
    yield paragraph("署名", "单位负责人（签字）：　　　　")
    yield paragraph("成文日期", "（盖章）　　年　月　日")

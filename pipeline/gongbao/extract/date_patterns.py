"""Tokens of dates: each kind as a pattern, `<Y>` and the like standing for numerals of one style."""

from __future__ import annotations

import re
from functools import cache

from gongbao.extract.date_words import any_of, eras, events, feast_rows, guarded_words, names, plans, relative, short_holidays, terms, vague

N = "〇○零一二三四五六七八九"  # digits that are spoken one by one
TENS = f"{N}十百两廿卅"
DIGIT = "[一二三四五六七八九]"
NUMBERS = {  # numerals by style: a year, the last two digits of one, a month, a day, a quarter, a count
    "arabic": {
        "Y": r"(?:1\d|2[01])\d\d(?!\d)",
        "S": r"\d\d(?!\d)",
        "M": r"(?:1[0-2]|0?[1-9])(?!\d)",
        "D": r"(?:3[01]|[12]\d|0?[1-9])(?!\d)",
        "Q": r"[1-4]",
        "C": r"\d{1,3}(?!\d)",
    },
    "chinese": {
        "Y": rf"(?:[一二][{N}]{{3}}|两千[{TENS}]{{0,4}})",
        "S": rf"[{N}]{{2}}",
        "M": rf"(?:十[一二]?|{DIGIT})",
        "D": rf"(?:三十一?|二十{DIGIT}?|廿{DIGIT}?|卅一?|十{DIGIT}?|{DIGIT})",
        "Q": r"[一二三四]",
        "C": rf"[{TENS}]{{1,4}}",
    },
}
PARTS = {
    "TO": r" ?(?:——?|--?|[–－~～]|[至到](?!今(?![年天日明])|于)) ?",
    "AND": r" ?[、和及与] ?",
    "UNIT": r"(?:年|个?季度|个?月|周|个?星期|个?礼拜|天|日)",
    "ENDS": r"(?=[，。、；：！？,;:!?)）】」”\s]|$)",
    "NOTLENGTH": "(?<![—第每近共满逾达续为期约过-])",
    "NOTMEASURED": "(?![内游均龄前后以之左间元夜产])",
    "LONE": r"(?<![^\n])",
    "OVER": r"(?![^\n])",
    # 陈国庆, 王元旦 are people
    "NAMED": "(?<=[陈王李张刘杨赵吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪姚谭廖邹熊郝崔])"
    "(?:国庆|元旦|清明|建军)(?![节期假长前后当黄小])",
    "OFF": "(?:期间|假期|小?长假|黄金周)?",
    "WEEKDAY": r"(?:星期|礼拜|周)[一二三四五六日天]",
}
NEXT = (
    r"(?= ?(?:的 ?)?(?:<ANYMONTH> ?月|[上下前后]半年|第?[一二三四1-4] ?季度|[前头首][一二三两1-3]?个?季度|年?[底末]|年?初(?![步级中])"
    r"|[春夏秋冬]|第?\d{1,2}个月))"
).replace("<ANYMONTH>", f"(?:{NUMBERS['arabic']['M']}|{NUMBERS['chinese']['M']})")

# tokens that begin with a numeral of the style, by kind
NUMERAL: dict[str, str] = {
    "school": r"<Y>(?:(?:<TO>|/)(?:<Y>|<S>))? ?学年度?(?:第?[一二上下春秋]季?学期)?",
    "fiscal": r"<Y>(?:(?:<TO>|/)(?:<Y>|<S>))? ?(?:财年|财政年度|课税年度)",
    "years": r"<Y>(?:(?:<TO>|<AND>)(?:<Y>|<S>)){1,6}(?: ?年度?(?!代)|[两三四五六]年)",
    "year": r"(?<!元前)(?!1[0-6]\d\d年[前以来多历])<Y> ?年度?(?![级代]| ?(?:1[3-9]|[2-9]\d|00?)月)",
    "decade": r"(?:<C>世纪)?(?:<TEN>(?:<TO>|<AND>)|<DIGIT>(?=<DIGIT>十))?<TEN>年代(?:[初中末]期?|[前后]期)?",
    "century": r"<C>(?:(?:<TO>|<AND>)<C>)?世纪(?:[初末中](?:叶|期)?|[上下]半叶)?",
    "since": r"<C> ?[多余几]?(?:年[以多余半]?|个[多余]?月以?)来(?![到自往临电])",
    "ago": r"(?:<C>年半|<C> ?[多余]?(?:年|个半?月|周|个?星期|个?礼拜|天|日))[以之]?前(?![往后期夕来置列提])"
    r"|(?<![^，。；：、！？\s])<C> ?(?:年|个月|周|个?星期|天)[以之]?后(?=[，。\s]|$)",
    "months": r"<M>(?:(?:<TO>|<AND>)<M>){1,11} ?月(?:份)?(?![嫂薪])",
    "month": r"<M> ?月(?:份)?(?![嫂薪租供饼亮球票刊均])",
    "quarters": r"<Q>(?:(?:<TO>|<AND>)第?<Q>){1,3} ?季度",
    "quarter": r"<Q> ?季度(?!假)",
}
ARABIC: dict[str, str] = {
    "decade": r"(?:1[6-9]|20)\d0 ?年代(?:[初中末]期?|[前后]期)?",
    "short": rf"\d\d ?年{NEXT}|0\d ?年(?![级代])|<LONE>\d\d ?年<OVER>",
    "ymd": r"(?:1[789]|2[01])\d\d[-./](?:1[0-2]|0?[1-9])[-./](?:3[01]|[12]\d|0?[1-9])(?:、\d{1,2}(?!\d))*(?!\d|[.-]\d{1,2}(?!\d))"
    r"|<LONE>(?:19|20)\d\d (?:1[0-2]|0?[1-9]) (?:3[01]|[12]\d|0?[1-9])<OVER>",
    "compact": r"(?<![A-Za-z])(?:19|20)\d\d(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?![\dA-Za-z.%年月日号万亿元]|[-/]\d)",
    "dmy": r"(?<![/\d])(?<!\D\d-)(?<!\D\d\d-)\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d(?![\d/]|\.\d)|(?<![/\d-])\d{1,2}/\d{1,2}/\d\d(?![\d/-]|\.\d)",
    "ym": r"(?:19|20)\d\d[-./](?:1[0-2]|0[1-9])(?![\d./%年月日号万亿元个人家-])",
    "md": r"(?<![-/~—])(?:0[1-9]|1[0-2])[-/](?:3[01]|[12]\d|0[1-9])(?![\d./~—-])|<LONE>0\d\.(?:3[01]|[12]\d|0[1-9])<OVER>",
    "plain": r"(?:19|20)\d\d<TO>(?:19|20)\d\d(?! ?[\d年学财./-])|<LONE>(?:19|20)\d\d<OVER>",
    "yms": r"(?:19|20)\d\d[./](?:1[0-2]|0?[1-9])<TO>(?:19|20)\d\d[./](?:1[0-2]|0?[1-9])(?![\d.%])",
    "days": r"<NOTLENGTH><D><TO><D>日<NOTMEASURED>",
    "day": r"<NOTLENGTH><D>日<NOTMEASURED>|(?<=[日号][、和及，,])<D> ?[日号]",
}
CHINESE: dict[str, str] = {
    "skip": "<SKIP>",
    "anchor": "<ANCHOR>",
    "plan": r"(?:<PLANS>)<PLANTAIL>",
    "short": r"(?!一二|二三|三四|四五|五六|六七|七八|八九|三五)<S> ?年(?![级多来前后以之间代])",
    "lunar": r"<M>月(?:初(?:<DIGIT>|十)|(?><D>)(?![日号时点分天年个月之季成千百万亿、]|<TO><D> ?[日号]))",
    "republic": rf"一[{N}]{{2}} ?年度",
    "day": r"(?:二十<DIGIT>|三十一?)日<NOTMEASURED>",
    "festival": r"(?:<FEASTS>)<OFF>|(?:<SHORT>)(?:期间|假期|小长假|黄金周|(?=节日|前夕|前后))|<LONE>(?:<SHORT>)<OVER>",
}
PLAN_TAIL = (
    r"(?:开局(?:之年|起步之年|第一年)?|收官(?:之年)?|末期?|初期?|[前后][一二三四两1-4]年|第[一二三四五1-5]年|中期|首年"
    r"|(?:发展)?(?:时期|期间|规划|计划|以来))"
)
ANCHOR = (
    r"(?:<EVENTS>)(?:的?(?:胜利)?(?:召开|闭幕|成立|实施|启动|发生|爆发|暴发|建立|提出))?(?:以来|之后|以后)|(?:<EVENTS>)(?:召开|发生)[前后]"
    r"|(?:<EVENTS>) ?(?:\d{2,3}|[<TENS>]{1,5}) ?周年(?:之际|前夕|以来|到来|来临)"
)
# tokens that begin with a word
WORD: dict[str, str] = {
    "skip": "<SKIP>",
    "plan": r"[“\"「『‘《](?:<PLANS>)[”\"」』’》](?!普法|法制宣传|法治宣传)<PLANTAIL>?|第(?:十[一二三四五六]?|<DIGIT>)个五年(?:规划|计划)",
    "anchor": "<ANCHOR>",
    "ago": r"半[年月][以之]?前(?![往后期夕来置列提])",
    "since": r"(?:最近|近|刚刚过去的|过去的|过去|未来的?|将来|今后)(?:这)? ?(?:\d{1,3}|[<TENS>]{1,4}) ?[多余几]?(?:年半|<UNIT>)"
    r"(?!的?时间|的?历史|以上)(?:以?来|间)?|(?:最近|近|过去|未来)半年(?:以?来|间)?|半年多?来(?![到自往])|前(?:1|一)周",
    "vague": "<VAGUE>",
    "relative": r"<RELATIVE>|[今昨明][(（]\d{1,2}[)）]日|(?<!日)[本上][(（]\d{1,2}[)）]月",
    "weekday": r"(?:上{1,3}|下{1,3}|这|本|今)?(?:一?个)?(?<![一二两三四五六七八九十每几数四\d])<WEEKDAY>(?![次个天家人期岁年])",
    "week": r"(?:上{1,3}|下{1,3}|这|本)(?:[一个]|一个)?(?:周(?![期边转围岁到密年报刊长])|星期|礼拜)末?"
    r"|今个(?:星期|礼拜)|(?<![一二两三四五六七八九十\d])周末",
    "repeat": r"(?<!每.)每(?:隔)?(?:(?:[<TENS>]{1,3}|\d{1,2})个?)?(?:年|月|季度|周|星期|天|日)"
    r"(?:[一二三四五六日天](?=[，。、上下晚早]|$)|(?<=每年) ?<ANYM>月(?:<ANYD>[日号]|份|[底初])?)?(?![人家]|(?<!年) ?\d)",
    "these": r"这(?:[<TENS>]{1,2}|\d{1,2})年(?:间|来)?|今明两[年天]|明后两年",
    "whole_units": r"[上下](?:[<TENS>]{1,2}|\d{1,2})(?:个月|个?周|个?星期|个?礼拜)(?![内前后])"
    r"|[前后](?:[<TENS>]{1,2}|\d{1,2})(?:个?周|个?星期|个?礼拜)(?![内前后])"
    r"|[上前]两[年天](?![内前后])",
    "republic": r"(?:中华)?民国 ?(?:\d{1,3}(?:年度?)?<TO>(?:民国 ?)?\d{1,3}|\d{1,3}|元|[<TENS>]{1,5}) ?年度?|[今去明本前][(（]\d{2,3}[)）] ?年度?",
    "gloss": r"[今去明本前][(（](?:19|20)\d\d[)）] ?年度?",
    "year": r"[公西]元 ?(?:\d{1,4}|[<TENS>]{1,4}) ?年",
    "era": r"(?:<ERAS>)(?:元|\d{1,2}|[<TENS>]{1,4})年",
    "decade": r"[上本]个?世纪(?:<TEN>(?:<TO>|<AND>)|<DIGIT>(?=<DIGIT>十))?<TEN>年代(?:[初中末]期?|[前后]期)?",
    "century": r"[上本]个?世纪(?:[初末中](?:叶|期)?|[上下]半叶)?",
    "lunar": r"(?:农历|阴历|旧历)(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年)?闰?(?:[正腊冬]|<DIGIT>|十[一二]?)月"
    r"(?:[十二三廿]+<DIGIT>?|初?(?:<DIGIT>|十)|\d{1,2})?日?"
    r"|(?<![公合])(?:闰(?:<DIGIT>|十[一二]?)|[正腊冬])月(?:初(?:<DIGIT>|十)|[十二三廿]+<DIGIT>?|\d{1,2})?日?|大年(?:初(?:<DIGIT>|十)|三十)",
    "term": r"<LONE>(?:<TERMS>)<OVER>",
    "festival": r"(?!<NAMED>)(?:下一?个)?(?:<FEASTS>)<OFF>|[“\"](?:<FEASTS>)[”\"]<OFF>"
    r"|[“\"](?:<SHORT>)[”\"](?:(?:国际)?[\u4e00-\u9fff]{2}节|(?!劳动奖|勋章|奖章|讲话|重要讲话|国际|表彰|精神|口号|[路村厂]))<OFF>",
    "month": r"元月(?:份)?",
    "quarters": r"第<ANYQ>(?:(?:<TO>|<AND>)第?<ANYQ>){1,3} ?季度|[前头后首][一二两三1-3] ?个?季(?:度|(?![度节军赛]))",
    "quarter": r"第<ANYQ> ?季(?:度(?!假)|(?![度节军赛全播]))|首季度?",
    "half": r"[上下前后]半年(?!度)|[上下]半周|全年(?![龄级])",
    "first_months": r"[前头首] ?(?:1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九]) ?个?月",
    "part": rf"(?<![\d{TENS}半])(?:年[底末初](?![步级一二三四五六七])|月[底末初](?![步级]))|岁末|[上中下]旬|[上下]半月(?!刊)",
    "season": r"<LONE>[春夏秋冬][季天]<OVER>",
}
# tokens that only continue a date
LATER: dict[str, str] = {
    "days": r"<ANYD> ?[日号]<TO><ANYD> ?[日号]|<ANYD>(?:(?:<TO>|<AND>)<ANYD>){1,30} ?[日号]",
    "day": r"<ANYD> ?[日号](?![线楼])|(?<=月)(?:3[01]|[12]\d|[1-9])<ENDS>",
    "gloss": r"[(（](?:1\d|2[01])\d\d ?年?[)）]",
    "day_gloss": r"[(（](?:<ANYM>月)?<ANYD>日[)）]",
    "quarter": r"第?<ANYQ>季(?![度节军赛全播])|[首末]季(?!度)",
    "weekday_gloss": r"[(（](?:星期|周|礼拜)[一二三四五六日天][)）]",
    "same": "同期|同月",
    "today": "今天|今日",
    "nth_weekday": r"第(?:[<TENS>]|\d)个?<WEEKDAY>|最后一个?<WEEKDAY>",
    "nth": r"第 ?(?:[<TENS>]{1,4}|\d{1,3}) ?个?(?:月|周|星期|礼拜|天|日)|倒数第 ?(?:[<TENS>]{1,4}|\d{1,3}) ?个?(?:月|周|天)|首[月日周]",
    "offset": r"(?<=的)(?:前一[天日]|后一[天日]|(?:[<TENS>]{1,4}|\d{1,3})(?:天|周|个月|年)[以之]?[前后]|向后(?:[<TENS>]{1,2}|\d{1,2})天)",
    "ends": r"(?:最[后初]|[前后]) ?(?:[<TENS>]{1,3}|\d{1,2}) ?个?(?:月|周|星期|天)",
    "festival": r"[“\"]?(?:<FEASTS>|(?:<SHORT>)(?![月年日号届个]))[”\"]?<OFF>",
    "term": "<TERMS>",
    "season": r"[春夏秋冬](?:[季天]|(?=[，。、；]|$))",
    "holiday": "暑假|寒假",
    "part": r"年?(?:[底末终](?![层部线气端梢于点])|初(?![步级中衷心期学次始审核评选创见具显一二三四五六七八九十]))"
    r"|年中|岁末|月[底末初]|伊始|[上中下]旬|[上下]半月(?!刊)|中[上下]旬|上中旬|中<ENDS>",
}
TAIWAN: dict[str, str] = {  # years of the Republic without its name, by style
    "school": r"\d{2,3}(?:<TO>\d{2,3})? ?学年度?(?:第?[一二上下春秋]季?学期)?",
    "arabic": rf"\d{{2,3}}(?:年度?)?(?:<TO>|<AND>)\d{{2,3}} ?年度?|\d{{2,3}} ?年(?:度|{NEXT})|(?:[6-9]\d|1[0-3]\d) ?年(?![级来前后以之间代])"
    r"|(?:[4-9]\d|1[0-3]\d)\.(?:1[0-2]|0?[1-9])\.(?:3[01]|[12]\d|0?[1-9])(?:、\d{1,2}(?!\d))*(?![\d.])",
    "chinese": rf"[{TENS}]{{2,5}} ?年(?:度|{NEXT})|(?:[六七八九]十{DIGIT}?|一百[〇零]?{DIGIT}?) ?年(?![级来前后以之间代])",
}
STANDS_ALONE = frozenset({"vague", "since", "repeat", "plan", "anchor", "skip", "ago", "these", "whole_units"})
TRIGGERS: dict[str, str] = {  # what a token of each kind begins with, cheap to look for
    "plan": r"[“\"「『‘《](?:<PLANS>)|第[十<DIGITS>]{1,2}个五",
    "weekday": r"(?:星期|礼拜|周)[一二三四五六日天]|[上下这本今]个?一?[个周星礼上下]",
    "week": "周末",
    "repeat": r"每[隔年月季周星天日\d<TENS>]",
    "since": r"(?:最近|近|过去|过去的|未来|未来的|将来|今后)这? ?[半\d<TENS>]|前[1一]周",
    "these": r"这[\d<TENS>]|今明两|明后两",
    "whole_units": r"[上前下后] ?[\d<TENS>]",
    "republic": "民国|中华民国",
    "year": "[公西]元",
    "century": r"[上本]个?世纪",
    "lunar": r"[农阴旧]历|[正腊冬]月|闰[<TENS>]|大年[初三]",
    "quarters": r"第[一二三四1-4]|[前头后首] ?[\d<TENS>]|首季",
    "year_gloss": r"[今去昨明本前上][(（]\d",
    "half": r"[上下前后]半[年周]|全年",
    "ago": "半[年月]",
    "part": "年[底末初]|月[底末初]|岁末|[上中下]旬|[上下]半月|元月",
    "lone": r"[春夏秋冬](?<![^\n].)",
    "festival": r"[“\"](?:<FEASTS>|<SHORT>)|下一?个(?:<FEASTS>)",
    "term": r"(?:<TERMS>)<OVER>",
    "chinese": r"[<TENS>](?<![<TENS>].)[<TENS>]{0,4}(?: ?(?:[年月日季世学天周]|个[月半星礼季多余]|星期|礼拜|[多余几]个?[年月天周])"
    r"|[-–—－~～至到和及与、] ?[<TENS>])",
    "thousand": "两千[年零一二]",
    "plans": "(?:<PLANS>)[期时规计末初开收前后第中首发以]",
    "short": "(?:<SHORT>)(?:[期假小黄节前]|<OVER>)",
    "arabic": r"\d(?<!\d\d)(?:(?<!\d[.,]\d)|(?<=\n\d\.\d)(?=\d?月(?!均))|(?<=\d\.[12])(?=(?:(?<=1)9|(?<=2)0)\d\d年))(?:\d{0,3}"
    r"(?: ?(?:[年月日号季世学财天周]|个[月半星礼季多余]|星期|礼拜|[多余]个?[年月天周]|[-–—－~～至到和及与、/] ?\d)| \d)"
    r"|\d{3}\.\d{1,2}(?!\d)|\d{0,2}\.\d{1,2}\.\d|\d\.\d\d|\d{7}(?!\d)|\d{3}<OVER>)",
}


@cache
def texts() -> dict[str, str]:
    """What placeholders stand for whatever the style of numerals."""
    both = {f"ANY{key}": f"(?:{NUMBERS['arabic'][key]}|{NUMBERS['chinese'][key]})" for key in "MDQ"}
    return PARTS | both | {
        "TENS": TENS, "DIGIT": DIGIT, "DIGITS": DIGIT[1:-1], "PLANTAIL": PLAN_TAIL, "ANCHOR": ANCHOR, "SKIP": names("not_dates"),
        "RELATIVE": guarded_words(relative().values()), "VAGUE": guarded_words(vague().values()),
        "PLANS": any_of(plans()), "ERAS": any_of(eras()), "TERMS": any_of(terms()), "EVENTS": any_of(events()),
        # 三月三日 and 三月三十日 are days of March
        "FEASTS": f"(?:{any_of(feast_rows())})(?!(?<=三月三)(?:[十日号]|(?:<TO>|<AND>)<ANYD> ?[日号]))", "SHORT": any_of(short_holidays()),
    }  # fmt: skip


def filled(pattern: str, style: str = "arabic") -> str:
    """A pattern with its placeholders filled in for a style of numerals."""
    here = texts() | NUMBERS[style] | {"TEN": rf"(?:\d0|{DIGIT}十)"}
    while (hit := PLACEHOLDER.search(pattern)) is not None:
        pattern = pattern[: hit.start()] + here[hit[1]] + pattern[hit.end() :]
    return pattern


PLACEHOLDER = re.compile(r"<([A-Z]+)>")

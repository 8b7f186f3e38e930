"""Words that say nothing about what somebody looks for: a page need not have them."""

from __future__ import annotations

# Folded forms. Only in questions: the index has every word, and phrases want every word.
STOPWORDS = {
    "bg": """а без беше бъде в във всички до е за и из или има как какво когато коя кои кой към ли
        между ми може на над не ни но нов от по под при с са се си със съм така те ти това тези то
        тя у ще я""",
    "cs": """a aby ale ani az bez byt by co do i jak jake jako je jeho jejich jsem jsou k kde kdo
        kdyz ke mezi muze na nad ne nebo o od pod podle po pri pro s se si tak ten to tu u v ve z za
        ze""",
    "en": """a about after an and are as at be by can do does for from has have how i in into is it
        its me my of on or our that the their them there these they this to was we what when where
        which who why will with you your""",
    "hr": """a ako ali bez bi biti da do gdje i ih ili im iz ja je jesu k ka kada kako kod koja koje
        koji li mi na nad nakon ne ni o od po pod prema pri s sa se su sto ta te ti to u uz za""",
    "it": """a ad agli ai al alla alle allo anche che chi ci col come con cosa cui da dagli dai dal
        dalla dalle dei del della delle dello degli di dove e ed gli i il in io la le lo ma mi nei
        nel nella nelle nello negli non o per piu quale quali quando se si sono su sugli sui sul
        sulla sulle tra fra un una uno""",
    "sk": """a aby aj ak ako ale alebo ani az bez byt by co do ich i je jeho k kde kto ked ku ma
        medzi moze na nad nie o od pod podla po pre pri s sa si so su tak ten to tu u v vo z za zo
        ze""",
}

_SETS: dict[str, frozenset[str]] = {
    code: frozenset(words.split()) for code, words in STOPWORDS.items()
}


def is_stopword(form: str, locale: str) -> bool:
    """Whether a folded form says nothing in the language of a locale."""
    return form in _SETS.get(locale.replace("_", "-").partition("-")[0].lower(), frozenset())

"""What words of one family share: ``registration`` and ``registering``, ``запис`` and ``записват``.

Dictionaries bring the forms of one word together, these rules bring verbs, their nouns and their
adjectives together, and forms that the dictionary lacks. They are generous, so a hit by stem alone
counts less than one by lemma or by form.
"""

from __future__ import annotations

from typing import NamedTuple

SHORTEST = 4
"""Letters that a stem must have."""


class Rules(NamedTuple):
    """Folded endings of a language.

    Attributes:
        inflection: Cut first, the longest that fits: of cases, persons, verbal nouns.
        derivation: Cut then: what makes adjectives, persons and abstract nouns.
        last: What the last letter of a stem may turn into when an ending follows.
    """

    inflection: frozenset[str]
    derivation: frozenset[str]
    last: dict[str, str]


def _rules(inflection: str, derivation: str, **last: str) -> Rules:
    return Rules(frozenset(inflection.split()), frozenset(derivation.split()), last)


RULES = {
    "bg": _rules(
        """а ат ата ам аме ате аш ах аха и ия ият ит ите им иш о ото ове овете ов е ето ет ете ем
        еш ен ена ени ено ените ената еното ня я ят ята ям яме яте яш ю юта ъ ът на ни но ние
        ният ната ните ното ан ана ани ано аните аната аното ал ала али ало ил ила или ило ва
        ват вам ваме вате ваш ван вана вани вано ваните вал вала вали ане ането ания анията ане
        вам ване ването вания ванията ава ават авам аваме авате аваш аван авана авани аване
        аването авания ява яват явам яваме явате яван явана явани яване яването явания ение
        ението ения енията ание анието ие ието ии иите ища ищата ци ците ирам ира ират ираме
        иран ирана ирани иране ирането изация изации изацията ация ации ацията ациите""",
        "н ен ск еск ост ност ств еств ник ниц тел ител к ец ч",
    ),
    "cs": _rules(
        """a ach am ama ami e ech eho ej em emi emu eti i iho ich im imi imu ou o ove ovi ovych u
        um um y ych ym ymi ymu at it et ovat uje uji ujeme ujete ujes al ala ali alo il ila ili
        ilo ani eni ovani aneho eneho ovaneho any eny ovany ana ena ovana ane ene ovane anim
        enim ovanim aji eji ime ite is ime ace aci acim""",
        "n en sk ost nost stv nik nic tel itel k ek ec c ck",
        c="k",
    ),
    "en": _rules(
        """s es ies y ing ings ed er ers ion ions ation ations ition itions ment ments ration
        rations rate rates rated rating al ally ly ness ant ants e ate ates ated ating""",
        "",
    ),
    "hr": _rules(
        """a ama e em eg eva eve evi evima i ih im ima o og oga oj om ome omu ova ove ovi ovima u
        ti ati iti eti jeti irati ovati ivati avati am as amo ate aju im is imo ite jem jes je
        jemo jete ju uju ujem ujes uje ujemo ira iram iras iramo iraju iran irana irano irani
        iranje iranja iranju anje anja anju anjem enje enja enju enjem avanje avanja ivanje
        ivanja an ana ano ani en ena eno eni ija ije iji iju ijom io ila ili ilo ao ala ali alo
        acija acije aciji aciju""",
        "n an en sk ost nost stv stven nik nic telj itelj k ak ac ec c ck",
        c="k",
    ),
    "it": _rules(
        """a e i o are ere ire arsi ersi irsi ando endo ano ono iamo ate ete ite ato ata ati uto
        uta uti ito ita iti azione azioni izione izioni zione zioni mento menti amento amenti
        imento imenti atore atori trice atrice ivere iversi ivono itto itta itti itte""",
        "",
    ),
    "sk": _rules(
        """a ach am ami e ej em eho emu i ia iach iam iami ich ieho iemu im imi iu o och om ou ov
        ove ovi ovia u y ych ym ymi at it et ovat uje uju ujem ujeme ujete ujes al ala ali alo
        il ila ili ilo anie ania aniu aniam anim enie enia eniu eniam enim eni ani ovanie ovania
        ovaniu ovani aneho eneho any eny ana ena ane ene ovany ovana ovane aju eju ime ite is
        acia acie acii aciu""",
        "n en sk ost nost stv nik nic tel itel k ok ek ec c ck",
        c="k",
    ),
}


LONGEST_ENDING = max(
    len(ending) for rules in RULES.values() for ending in rules.inflection | rules.derivation
)


def stem(word: str, locale: str) -> str:
    """What a folded word has in common with its family; itself where there are no rules."""
    rules = RULES.get(locale.replace("_", "-").partition("-")[0].lower())
    if rules is None or not word.isalpha():
        return word
    bare = _without(_without(word, rules.inflection), rules.derivation)
    return bare[:-1] + rules.last.get(bare[-1:], bare[-1:])


def _without(word: str, endings: frozenset[str]) -> str:
    """The word without the longest of the endings that leaves enough of it."""
    for length in range(min(LONGEST_ENDING, len(word) - SHORTEST), 0, -1):
        if word[-length:] in endings:
            return word[:-length]
    return word

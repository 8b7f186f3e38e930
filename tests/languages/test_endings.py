from __future__ import annotations

import pytest

from integra_cms.languages.endings import guess

# Words that the dictionaries lack: whatever the guess is, all forms must meet in it.
PARADIGMS = [
    ("bg", "мигрант мигранти мигрантите мигранта мигрантът"),
    ("bg", "интеркултурен интеркултурна интеркултурно интеркултурни интеркултурния "
     "интеркултурният интеркултурните"),
    ("bg", "менторство менторството"),
    ("bg", "достъпност достъпността"),
    ("hr", "migrant migranta migrantu migranti migrante migrantima migranata migrantom"),
    ("hr", "volonter volonteri volonterima volontera volonterom"),
    ("hr", "interkulturalni interkulturalnog interkulturalna interkulturalnim interkulturalnih"),
    ("cs", "migrant migranti migrantu migrantum migranty migrantech migranta"),
    ("cs", "interkulturni interkulturnich interkulturniho interkulturnimu"),
    ("sk", "interkulturny interkulturna interkulturne interkulturnych interkulturneho "
     "interkulturnymi"),
    ("sk", "workshop workshopy workshopov workshopoch"),
    ("it", "interculturale interculturali"),
    ("it", "mediatrice mediatrici"),
    ("en", "toolkit toolkits"),
]  # fmt: skip


def nothing_known(word):
    return ()


@pytest.mark.parametrize(("language", "forms"), PARADIGMS)
def test_all_forms_of_an_unknown_word_meet(language, forms):
    guesses = {guess(form, language, nothing_known) for form in forms.split()}

    assert len(guesses) == 1


def test_an_unknown_form_of_a_known_word_finds_it():
    known = {"партньори": ("партньор",)}

    assert guess("партньорите", "bg", lambda word: known.get(word, ())) == ("партньор",)


@pytest.mark.parametrize("word", ["и", "eu", "ngo", "lago"])
def test_a_short_word_is_left_alone(word):
    assert guess(word, "it", nothing_known) == (word,)


def test_different_words_stay_apart():
    assert guess("migrant", "hr", nothing_known) != guess("migracija", "hr", nothing_known)

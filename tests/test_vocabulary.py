"""Vocabularies: codes, sets as bit masks, labels; and words as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo import vocabulary
from geo.language import LANGUAGES, reading
from geo.spelling import LONGEST, Words, plain, vocabulary_words
from geo.vocabulary import (
    ORGANISATIONS,
    RESULTS,
    SECTORS,
    THEMES,
    TYPES,
    VOCABULARIES,
    Vocabulary,
    within,
)


@pytest.mark.parametrize("known", VOCABULARIES, ids=lambda known: known.name)
def test_codes_are_distinct_and_every_term_has_every_label_and_a_meaning(known: Vocabulary) -> None:
    assert len(set(known.codes)) == len(known.codes)
    for term in known.terms:
        assert all(getattr(term, language) for language in LANGUAGES)
        assert term.meaning.endswith(".")


@pytest.mark.parametrize("known", VOCABULARIES, ids=lambda known: known.name)
def test_every_label_in_every_language_is_found_as_its_code(known: Vocabulary) -> None:
    words = vocabulary_words(known)
    for term in known.terms:
        for language in LANGUAGES:
            assert words.find(getattr(term, language)) == term.code


@given(st.sets(st.sampled_from(ORGANISATIONS.codes)))
def test_a_set_survives_being_a_mask(codes: set[str]) -> None:
    assert set(ORGANISATIONS.members(ORGANISATIONS.mask(codes))) == codes


def test_masks_have_one_bit_a_term_and_fit_a_byte() -> None:
    assert [THEMES.mask([code]) for code in ("wonen", "werken", "vervoer")] == [1, 2, 4]
    assert ORGANISATIONS.mask(ORGANISATIONS.codes) < 256


def test_an_unknown_code_is_an_error_in_a_mask_and_itself_as_a_label() -> None:
    with pytest.raises(KeyError):
        THEMES.mask(["slapen"])
    assert RESULTS.label("sluiting", "en") == "Closure"
    assert RESULTS.label("onbekend") == "onbekend"


@pytest.mark.parametrize(
    ("language", "noun", "adjective", "meaning"),
    [
        ("nl", "wonen", "preventief", "De plaats waar"),
        ("de", "Wohnen", "präventiv", "Der Ort, an dem"),
        ("fr", "logement", "préventif", "Le lieu où"),
        ("en", "living", "preventive", "The place where"),
    ],
)
def test_a_label_and_a_meaning_are_in_the_language_of_the_reader_also_within_a_sentence(
    language: str, noun: str, adjective: str, meaning: str
) -> None:
    with reading(language):
        assert (within(THEMES.label("wonen")), within(TYPES.terms[0].label)) == (noun, adjective)
        assert within(ORGANISATIONS.label("nvwa")) == "NVWA"
        assert THEMES.terms[0].meaning.startswith(meaning)


@pytest.mark.parametrize(
    ("typed", "same"),
    [("België", "belgie"), (" VR-23 ", "vr23"), ("Súdwest-Fryslân", "sudwestfryslan"), ("thema's", "themas")],
)
def test_words_are_compared_without_case_accents_and_punctuation(typed: str, same: str) -> None:
    assert plain(typed) == same


@given(st.text(max_size=LONGEST))
def test_the_compared_form_is_stable(typed: str) -> None:
    assert plain(plain(typed)) == plain(typed)


def test_the_nearest_known_word_is_offered_and_nonsense_gets_none() -> None:
    words = vocabulary_words(SECTORS)
    assert words.nearest("tuinbow") == "tuinbouw"
    assert words.nearest("Vleesverwerkng") == "vlees"
    assert words.nearest("qqqq") == ""
    assert words.find("x" * 1_000_000) is None


def test_a_spelling_of_two_codes_finds_neither_and_offers_both() -> None:
    words = Words.of(
        [("Bergen (L.)", "GM0893"), ("Bergen (NH.)", "GM0373"), ("Bergen", "GM0893"), ("Bergen", "GM0373")]
    )
    assert words.find("Bergen (L.)") == "GM0893"
    assert words.find("bergen") is None
    assert words.nearest("bergen") == "Bergen (L.) of Bergen (NH.)"


def test_all_vocabularies_are_listed() -> None:
    made = [value for value in vars(vocabulary).values() if isinstance(value, Vocabulary)]
    assert set(map(id, made)) == set(map(id, VOCABULARIES))

"""Reason codes in words: Swedish, easy Swedish and English, for whoever shows them to people."""

from collections.abc import Mapping
from typing import Final

LANGUAGES: Final = ("sv", "sv_easy", "en")

WORDS: Final[Mapping[str, tuple[str, str, str]]] = {
    "skill": (
        "kan inte arbetet på den nivå som krävs",
        "kan inte det jobbet än",
        "does not have a skill at the level asked",
    ),
    "floor": (
        "orkar eller klarar inte det lägsta som arbetet kräver, eller så är det okänt",
        "jobbet är för tungt, eller så vet vi inte",
        "is below what the work asks at least, or it is unknown",
    ),
    "need": (
        "behöver något som arbetsplatsen inte har",
        "behöver något som inte finns där",
        "needs something the site does not have",
    ),
    "hazard": (
        "vill undvika något som finns i arbetet",
        "vill inte vara nära något i jobbet",
        "avoids something that is part of the work",
    ),
    "block": (
        "vill inte arbeta hos företaget",
        "vill inte jobba hos företaget",
        "does not want to work for the company",
    ),
    "reach": (
        "kan inte ta sig till arbetsplatsen",
        "kan inte ta sig dit",
        "cannot get to the site",
    ),
    "night": (
        "arbetet är på natten, och det är inte avtalat",
        "jobbet är på natten",
        "the work is at night, which is not agreed",
    ),
    "declined": (
        "har redan sagt nej till just det här passet",
        "har sagt nej till passet",
        "has declined this very shift",
    ),
    "available": (
        "är inte ledig den tiden",
        "kan inte den tiden",
        "is not available at that time",
    ),
    "overlap": (
        "har annat arbete samtidigt, eller hinner inte dit emellan",
        "har ett annat jobb då",
        "has other work at that time, or no time to travel between",
    ),
    "daily_rest": (
        "får inte sin dygnsvila",
        "får inte vila nog på natten",
        "would not have the daily rest",
    ),
    "weekly_rest": (
        "får inte sin veckovila",
        "får inte vila nog den veckan",
        "would not have the weekly rest",
    ),
    "day": (
        "når taket för arbetstid den dagen",
        "har redan jobbat nog den dagen",
        "reaches the most work of a day",
    ),
    "week": (
        "når taket för arbetstid den veckan",
        "har redan jobbat nog den veckan",
        "reaches the most work of a week",
    ),
    "supervision": (
        "passet saknar rätt antal handledare",
        "passet har för få handledare",
        "the shift does not have its supervisors",
    ),
    "team": (
        "laget blir för litet eller saknar någon med en kompetens",
        "laget är inte helt",
        "the team is too small or lacks a skill",
    ),
    "whole": (
        "hela uppdraget måste tas av samma person",
        "du måste ta alla passen",
        "the whole posting must be taken by one person",
    ),
    "pair": (
        "den som ska vara med är inte där, eller någon som inte ska vara det",
        "rätt person är inte med på passet",
        "company that is asked for is missing, or company to be avoided is there",
    ),
    "heads": (
        "passet är fullt",
        "passet är fullt",
        "the shift is full",
    ),
    "pinned": (
        "har redan sagt ja",
        "du har sagt ja",
        "has accepted",
    ),
    "proposed": (
        "var föreslagen redan förut",
        "du fick frågan förut",
        "was proposed before",
    ),
    "hours": (
        "har fått mindre arbete än önskat på sistone",
        "du har fått lite jobb på sista tiden",
        "has had less work than wished for lately",
    ),
    "develops": (
        "lär sig något önskat",
        "du får lära dig det du vill",
        "learns something wished for",
    ),
    "wished": (
        "önskar den här sortens arbete",
        "du vill ha det här jobbet",
        "wishes for this kind of work",
    ),
    "supervises": (
        "handleder på passet",
        "du hjälper de andra på passet",
        "supervises the shift",
    ),
    "few_people": (
        "passen går samtidigt och delar på för få personer",
        "det finns för få personer till passen",
        "the shifts are at once and share too few people",
    ),
    "time": ("var ledig den tiden", "kunde den tiden", "were free at that time"),
    "ride": ("fick skjuts dit", "fick skjuts dit", "had a ride there"),
    "feature": (
        "platsen hade anpassningen",
        "platsen hade det som behövs",
        "the site had the adaptation",
    ),
}
"""By code; the three texts stand in the order of LANGUAGES."""


def words(code: str, language: str = "en") -> str:
    """The code in words. Raises KeyError for an unknown code, ValueError for a language."""
    return WORDS[code][LANGUAGES.index(language)]

"""Workplace profiles: what places of one kind usually answer about the work conditions.

A condition in none of the three is one that the company has not been able to answer for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Profile:
    """`yes` the place has, `no` it has not, `on_request` it can arrange for so many at once."""

    yes: frozenset[str]
    no: frozenset[str]
    on_request: Mapping[str, int] = field(default_factory=dict)


def _profile(yes: str, no: str, **on_request: int) -> Profile:
    return Profile(frozenset(yes.split()), frozenset(no.split()), on_request)


PROFILES: Mapping[str, Profile] = {
    "factory": _profile(
        "step_free wide_passages near_toilet break_room no_alone_work no_customers "
        "fixed_schedule same_gender_changing visual_alarm own_contact_person",
        "low_noise fragrance_free assistance_dog hearing_loop small_group",
        sit_stand=2,
        lifting_aid=2,
        first_shift_with_buddy=2,
        same_task=3,
        shown_first=3,
        parking_close=2,
    ),
    "food_factory": _profile(
        "step_free near_toilet break_room no_alone_work no_customers fixed_schedule "
        "same_gender_changing fragrance_free shown_first",
        "low_noise assistance_dog phone_allowed hearing_loop",
        sit_stand=2,
        first_shift_with_buddy=2,
        same_task=4,
        own_contact_person=3,
        large_print=2,
        interpreter=1,
    ),
    "light_assembly": _profile(
        "step_free wide_passages accessible_toilet near_toilet break_room sit_stand "
        "good_light low_noise no_alone_work no_customers fixed_schedule same_task "
        "pictorial_instructions own_contact_person",
        "assistance_dog",
        first_shift_with_buddy=2,
        one_hand=1,
        large_print=2,
        quiet_place=2,
        interpreter=1,
        parking_close=2,
    ),
    "workshop": _profile(
        "near_toilet break_room small_group no_customers phone_allowed extra_breaks "
        "own_contact_person",
        "wide_passages accessible_toilet fragrance_free hearing_loop",
        sit_stand=1,
        good_light=2,
        first_shift_with_buddy=1,
        shown_first=2,
        lifting_aid=1,
    ),
    "warehouse": _profile(
        "step_free wide_passages near_toilet break_room no_alone_work no_customers "
        "fixed_schedule visual_alarm lifting_aid",
        "low_noise small_group hearing_loop assistance_dog",
        sit_stand=3,
        first_shift_with_buddy=3,
        shown_first=4,
        same_task=4,
        large_print=2,
        own_contact_person=4,
        parking_close=3,
        interpreter=1,
    ),
    "kitchen": _profile(
        "near_toilet break_room no_alone_work shown_first own_contact_person "
        "fragrance_free fixed_schedule",
        "wide_passages low_noise assistance_dog phone_allowed hearing_loop",
        sit_stand=1,
        first_shift_with_buddy=1,
        same_task=2,
        no_customers=2,
    ),
    "restaurant": _profile(
        "near_toilet break_room no_alone_work",
        "low_noise wide_passages fragrance_free assistance_dog fixed_schedule hearing_loop",
        first_shift_with_buddy=1,
        own_contact_person=2,
        no_customers=2,
        shown_first=2,
        same_task=1,
    ),
    "bakery": _profile(
        "near_toilet break_room no_customers no_alone_work fixed_schedule shown_first small_group",
        "low_noise step_free assistance_dog hearing_loop",
        sit_stand=1,
        first_shift_with_buddy=1,
        same_task=2,
        own_contact_person=1,
    ),
    "shop": _profile(
        "near_toilet break_room no_alone_work good_light own_contact_person",
        "fragrance_free quiet_place assistance_dog wide_passages",
        sit_stand=1,
        no_customers=2,
        first_shift_with_buddy=2,
        large_print=1,
        hearing_loop=1,
        same_task=2,
    ),
    "second_hand": _profile(
        "step_free accessible_toilet near_toilet break_room no_alone_work small_group "
        "calm_start extra_breaks phone_allowed written_easy_swedish shown_first "
        "own_contact_person prayer_break",
        "fragrance_free",
        sit_stand=3,
        good_light=2,
        no_customers=3,
        quiet_place=1,
        assistance_dog=1,
        first_shift_with_buddy=2,
        interpreter=1,
        same_task=3,
    ),
    "hotel": _profile(
        "break_room phone_allowed good_light",
        "no_alone_work fragrance_free sit_stand assistance_dog",
        first_shift_with_buddy=2,
        own_contact_person=2,
        shown_first=2,
        no_customers=3,
        parking_close=2,
    ),
    "laundry": _profile(
        "near_toilet break_room no_alone_work no_customers fixed_schedule same_task "
        "pictorial_instructions own_contact_person same_gender_changing",
        "low_noise assistance_dog fragrance_free hearing_loop",
        sit_stand=3,
        lifting_aid=2,
        first_shift_with_buddy=2,
        shown_first=2,
        interpreter=1,
    ),
    "garage": _profile(
        "break_room near_toilet no_alone_work fixed_schedule own_contact_person",
        "low_noise fragrance_free step_free accessible_toilet assistance_dog",
        lifting_aid=1,
        first_shift_with_buddy=1,
        shown_first=1,
        no_customers=3,
        parking_close=1,
    ),
    "greenhouse": _profile(
        "near_toilet break_room no_alone_work good_light calm_start extra_breaks "
        "no_customers shown_first phone_allowed",
        "fragrance_free accessible_toilet hearing_loop",
        sit_stand=2,
        first_shift_with_buddy=2,
        own_contact_person=2,
        same_task=3,
        large_print=1,
        assistance_dog=1,
    ),
    "farm": _profile(
        "break_room no_alone_work calm_start extra_breaks no_customers phone_allowed shown_first",
        "near_toilet step_free accessible_toilet wide_passages hearing_loop",
        first_shift_with_buddy=2,
        own_contact_person=2,
        same_task=5,
        lifting_aid=1,
        interpreter=1,
    ),
    "forest": _profile(
        "no_customers extra_breaks phone_allowed own_contact_person no_alone_work",
        "near_toilet step_free accessible_toilet break_room wide_passages "
        "public_transport sit_stand hearing_loop",
        first_shift_with_buddy=2,
        shown_first=2,
    ),
    "outdoors": _profile(
        "no_customers extra_breaks phone_allowed own_contact_person no_alone_work "
        "calm_start shown_first",
        "near_toilet step_free accessible_toilet sit_stand hearing_loop",
        first_shift_with_buddy=2,
        assistance_dog=1,
        lifting_aid=1,
    ),
    "outdoor_yard": _profile(
        "near_toilet break_room no_alone_work no_customers fixed_schedule own_contact_person",
        "step_free accessible_toilet low_noise sit_stand hearing_loop",
        first_shift_with_buddy=1,
        shown_first=2,
        parking_close=2,
    ),
    "dog_care": _profile(
        "near_toilet break_room small_group extra_breaks phone_allowed own_contact_person "
        "shown_first calm_start no_customers",
        "low_noise fragrance_free accessible_toilet",
        first_shift_with_buddy=1,
        sit_stand=1,
        same_task=1,
    ),
    "moving": _profile(
        "no_alone_work small_group phone_allowed extra_breaks own_contact_person",
        "near_toilet step_free accessible_toilet sit_stand same_task fixed_schedule",
        first_shift_with_buddy=1,
        lifting_aid=2,
        no_customers=2,
    ),
    "office": _profile(
        "near_toilet break_room sit_stand good_light no_alone_work no_customers "
        "extra_breaks phone_allowed same_task fixed_schedule own_contact_person "
        "quiet_place",
        "hearing_loop",
        large_print=2,
        first_shift_with_buddy=2,
        one_hand=2,
        parking_close=1,
        assistance_dog=1,
        shown_first=3,
    ),
    "event_hall": _profile(
        "near_toilet break_room no_alone_work visual_alarm hearing_loop wide_passages",
        "low_noise fixed_schedule small_group calm_start fragrance_free",
        first_shift_with_buddy=3,
        own_contact_person=3,
        no_customers=4,
        quiet_place=2,
        interpreter=1,
        parking_close=4,
    ),
    "cooperative": _profile(
        "step_free accessible_toilet near_toilet break_room calm_start extra_breaks "
        "prayer_break quiet_place no_alone_work own_contact_person shown_first "
        "written_easy_swedish pictorial_instructions fixed_schedule same_gender_changing "
        "phone_allowed low_noise fragrance_free public_transport",
        "",
        first_shift_with_buddy=4,
        sit_stand=4,
        lifting_aid=2,
        good_light=3,
        one_hand=2,
        large_print=3,
        hearing_loop=1,
        interpreter=2,
        assistance_dog=2,
        same_task=6,
        no_customers=6,
        parking_close=2,
        visual_alarm=2,
    ),
}

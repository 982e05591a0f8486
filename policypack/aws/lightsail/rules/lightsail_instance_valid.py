"""lightsail-instance-valid: Lightsail instances must have a name of its form, and a bundle of their region."""

import re

from policypack.aws.lightsail import INSTANCE
from policypack.constraint import Blank, Constraint, Set, argument, fits, fix, form, joined
from policypack.rule import constraints_rule

REGIONS = "https://github.com/trailofbits/algo/issues/946"
BUNDLE = re.compile(r"[a-z0-9]+(?:_[a-z][a-z0-9]*)*_\d+_(\d)")
OWN = {"ap-south-1": "1", "ap-southeast-2": "2"}
"""Regions whose bundles end with a digit of their own. Elsewhere they end with 0."""

bundle, zone = argument("bundleId"), argument("availabilityZone")


def of_another(name: str | None, place: str | None) -> str | None:
    """The bundle is one of another region."""
    found = BUNDLE.fullmatch(str(name or ""))
    region = str(place or "")[:-1]
    if found is None or not region:
        return None
    if region in OWN and found[1] != OWN[region]:
        return f"bundles of {region} end with _{OWN[region]}"
    owner = next((one for one, digit in OWN.items() if digit == found[1]), None)
    return f"it is a bundle of {owner}" if owner and owner != region else None


def moved(name: str | None, place: str | None) -> str | None:
    """The bundle of the same size in the region."""
    digit = OWN.get(str(place or "")[:-1], "0")
    return f"{name[:-1]}{digit}" if isinstance(name, str) else None


RULE = constraints_rule(
    id="lightsail-instance-valid",
    service="Lightsail",
    summary="Lightsail instances must have a bundle of their region",
    rationale="""
        The names of bundles end with _0 in most regions, with _1 in Mumbai and with _2 in Sydney.
    """,
    since="0.2.0",
    constraints={
        INSTANCE: (
            form(
                "name",
                r"(?=.{2,}$)[a-zA-Z0-9][a-zA-Z0-9_.-]*[a-zA-Z0-9]",
                "2 or more letters, digits, hyphens, underscores and periods, a letter or digit first and last",
                invalid=("orders eu", "o"),
                valid=("orders_eu", "or"),
                correct=joined("a-zA-Z0-9_.-", joint="_"),
                error="InvalidInputException: orders eu is not a valid resource name. Resource names must be at least 2"
                " characters long and contain only alphanumerics, -, _, and .",
                source="https://github.com/hashicorp/terraform-provider-aws/pull/8647",
            ),
            Constraint(
                demand=fits(bundle, "a bundle of its region", of_another, bundle.of, zone.of),
                when=bundle.is_given().unsaid(),
                error="NotFoundException: The specified bundle does not exist in this region: nano_1_0",
                source=REGIONS,
                fix=fix(Set(bundle.path, Blank("a bundle of the region"))),
                correct=moved,
                made_of=("bundleId", "availabilityZone"),
                invalid=(
                    {"bundleId": "nano_3_0", "availabilityZone": "ap-south-1a", "region": "ap-south-1"},
                    {"bundleId": "small_win_3_1", "availabilityZone": "us-east-1a"},
                ),
                valid=(
                    {"bundleId": "nano_3_1", "availabilityZone": "ap-south-1a", "region": "ap-south-1"},
                    {"bundleId": "nano_3_0", "availabilityZone": "us-east-1a"},
                ),
            ),
        )
    },
    base={
        INSTANCE[0]: {
            "name": "orders",
            "blueprintId": "amazon_linux_2023",
            "availabilityZone": "us-east-1a",
            "bundleId": "nano_3_0",
        }
    },
    references=("https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_CreateInstances.html",),
)

"""cloudfront-default-root: Distributions of buckets must have a default root object."""

from policypack.aws import cloudfront
from policypack.aws.practices.base import BASES
from policypack.check import Fact, all_of, any_of
from policypack.constraint import Condition, argument
from policypack.constraint.practices import practice
from policypack.fix import Blank, Set, fix
from policypack.model.conditions import Subject, Words
from policypack.rule import practices_rule

_behavior = "defaultCacheBehavior"
_root = argument("defaultRootObject")


def _has_bucket(it: Subject) -> Fact:
    """An origin is a bucket: it has no settings of another kind."""
    return it.at("origins").any(
        lambda one: all_of(one["customOriginConfig"].is_empty(), one["vpcOriginConfig"].is_empty())
    )


def _has_code(it: Subject) -> Fact:
    """Unknown where a function answers the request for the root, or changes it; else false."""
    functions = [it.at(f"{_behavior}.{name}") for name in ("functionAssociations", "lambdaFunctionAssociations")]
    return any_of(*(all_of(one.is_set(), one.undecided()) for one in functions))


RULE = practices_rule(
    id="cloudfront-default-root",
    summary="Distributions of buckets must have a default root object",
    rationale="""
        Without one, a request for the root of the distribution goes to the bucket as a request for its list of objects.
        A distribution whose origins are servers or APIs is not asked. Where a function is called for each request, it
        may answer for the root: the answer is undetermined.
    """,
    harm="A request for / goes to the bucket, which lists its objects if it may.",
    consequence="exposure",
    since="0.3.0",
    base=BASES,
    practices={
        cloudfront.DISTRIBUTION: [
            practice(
                _root.is_given() | Condition(_has_code, Words("", "", "", "")),
                when=Condition(_has_bucket, Words.be("an origin", "a bucket"), ("origins",)),
                fix=fix(Set("defaultRootObject", Blank("the page that / shows"))),
                invalid={},
                valid={"defaultRootObject": "index.html"},
                controls=("CloudFront.1",),
            )
        ]
    },
)

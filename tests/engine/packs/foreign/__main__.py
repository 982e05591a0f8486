"""A policy pack of somebody else's, with a policy of its own and the rules of this one."""

import sys
from pathlib import Path

from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy

# A pack of one's own installs aws-guardrails instead.
sys.path.insert(0, str(Path(__file__).resolve().parents[4]))

import policypack


def validate(args, report_violation):
    if args.resource_type == "aws:s3/bucket:Bucket" and "team" not in args.props.get("tags", {}):
        report_violation("Buckets have a team.")


OWN = ResourceValidationPolicy(
    name="buckets-have-a-team",
    description="Buckets have a team",
    validate=validate,
    enforcement_level=EnforcementLevel.ADVISORY,
)

PolicyPack("foreign", policies=[OWN, *policypack.policies(Path(__file__).parent)])

"""datasync-task-valid: DataSync tasks must copy between locations, with options that fit together."""

from policypack.aws.datasync import EFS_LOCATION, TASK
from policypack.constraint import Blank, Constraint, Inputs, Set, argument, fix, note
from policypack.rule import constraints_rule

API = "https://docs.aws.amazon.com/datasync/latest/userguide"
OF_OPTIONS = f"{API}/API_Options.html"
OF_EFS = f"{API}/API_CreateLocationEfs.html"
LOCATION = "arn:aws:datasync:us-east-1:123456789012:location/loc-0a1b2c3d4e5f60718"
STARTS = tuple(f"arn:{partition}:datasync:" for partition in ("aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b"))
MOUNT: Inputs = {
    "subnetArn": "arn:aws:ec2:us-east-1:123456789012:subnet/subnet-0a1b2c3d4e5f60718",
    "securityGroupArns": ["arn:aws:ec2:us-east-1:123456789012:security-group/sg-0a1b2c3d4e5f60718"],
}
POINT = "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-0a1b2c3d4e5f60718"

is_basic = ~argument("taskMode").equals("ENHANCED")
atime, mtime = argument("options.atime"), argument("options.mtime")

RULE = constraints_rule(
    id="datasync-task-valid",
    service="DataSync",
    summary="DataSync tasks must copy between locations, with options that fit together",
    rationale="""
        A task names locations of DataSync, which name buckets and file systems. A basic task keeps both times of a file
        or none, and what it copies whole it does not compare, so that nothing tells what to delete. An access point or
        a role of a file system is used over TLS only.
    """,
    since="0.2.0",
    constraints={
        TASK: (
            *(
                Constraint(
                    demand=argument(path).starts_with(*STARTS),
                    error="InvalidRequestException: Invalid parameter: ARN account () must match authenticated user.",
                    source="https://github.com/hashicorp/terraform-provider-aws/issues/20922",
                    fix=fix(Set(path, Blank("the ARN of a location of DataSync"))),
                    invalid={path: "arn:aws:s3:::orders"},
                    valid={path: LOCATION},
                )
                for path in ("sourceLocationArn", "destinationLocationArn")
            ),
            Constraint(
                demand=atime.equals("NONE"),
                when=mtime.equals("NONE") & is_basic,
                error="If Mtime is set to NONE, Atime must also be set to NONE.",
                source=OF_OPTIONS,
                fix=fix(Set(atime.path, "NONE")),
                invalid=({"options": {"mtime": "NONE"}}, {"options": {"mtime": "NONE", "atime": "BEST_EFFORT"}}),
                valid={"options": {"mtime": "NONE", "atime": "NONE"}},
            ),
            Constraint(
                demand=mtime.equals("NONE"),
                when=atime.equals("NONE") & is_basic,
                error="If Atime is set to NONE, Mtime must also be NONE.",
                source=OF_OPTIONS,
                fix=fix(Set(mtime.path, "NONE")),
                invalid={"options": {"atime": "NONE"}},
                valid=(
                    {"options": {"mtime": "NONE", "atime": "NONE"}},
                    {"taskMode": "ENHANCED", "options": {"atime": "NONE"}},
                ),
            ),
            Constraint(
                demand=~argument("options.transferMode").equals("ALL"),
                when=argument("options.preserveDeletedFiles").equals("REMOVE"),
                error="PreserveDeletedFiles: If you set this parameter to REMOVE, you can't set TransferMode to ALL.",
                source=OF_OPTIONS,
                fix=fix(
                    Set("options.preserveDeletedFiles", "PRESERVE"), otherwise=Set("options.transferMode", "CHANGED")
                ),
                invalid={"options": {"preserveDeletedFiles": "REMOVE", "transferMode": "ALL"}},
                valid={"options": {"preserveDeletedFiles": "REMOVE"}},
            ),
        ),
        EFS_LOCATION: (
            Constraint(
                demand=argument("ec2Config.securityGroupArns").is_given(),
                error="InvalidParameter: minimum field size of 1, CreateLocationEfsInput.Ec2Config.SecurityGroupArns.",
                source="https://github.com/hashicorp/terraform-provider-aws/issues/28923",
                fix=note("the ARNs of security groups"),
                invalid={"ec2Config": {**MOUNT, "securityGroupArns": []}},
                valid={},
            ),
            *(
                Constraint(
                    demand=argument("inTransitEncryption").equals("TLS1_2"),
                    when=argument(path).is_present(),
                    error="If you specify an access point using AccessPointArn or an IAM role using"
                    " FileSystemAccessRoleArn, you must set this parameter to TLS1_2.",
                    source=OF_EFS,
                    fix=fix(Set("inTransitEncryption", "TLS1_2")),
                    invalid={path: value},
                    valid={path: value, "inTransitEncryption": "TLS1_2"},
                )
                for path, value in (
                    ("accessPointArn", POINT),
                    ("fileSystemAccessRoleArn", "arn:aws:iam::123456789012:role/files"),
                )
            ),
        ),
    },
    base={
        TASK[0]: {"sourceLocationArn": LOCATION, "destinationLocationArn": LOCATION.replace("718", "719")},
        EFS_LOCATION[0]: {
            "efsFileSystemArn": "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0a1b2c3d4e5f60718",
            "ec2Config": MOUNT,
        },
    },
    references=(OF_OPTIONS,),
)

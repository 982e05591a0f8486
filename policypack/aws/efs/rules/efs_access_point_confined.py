"""efs-access-point-confined: Access points must enforce a root directory and a user."""

from policypack.aws.practices.base import BASES
from policypack.constraint import argument
from policypack.constraint.practices import practice, said
from policypack.fix import Blank, Set, fix
from policypack.rule import practices_rule

_USER = {"uid": 1000, "gid": 1000}
_PATH = "rootDirectory.path"

RULE = practices_rule(
    id="efs-access-point-confined",
    summary="Access points must enforce a root directory and a user",
    rationale="""
        An access point is how one application sees a file system that several share. Its root directory confines it to
        its own files, its user makes sure that it cannot claim to be another one.
    """,
    harm="Whoever mounts it sees files of others.",
    consequence="exposure",
    rated="medium",
    since="0.3.0",
    base=BASES,
    practices={
        ("aws:efs/accessPoint:AccessPoint",): [
            practice(
                argument(_PATH).is_present() & ~argument(_PATH).equals("/"),
                fix=fix(Set("rootDirectory", {"path": Blank("the directory of the application")})),
                invalid=({"posixUser": _USER}, {"posixUser": _USER, _PATH: "/"}),
                valid={"posixUser": _USER, _PATH: "/orders"},
                controls=("EFS.3",),
            ),
            said(
                "posixUser",
                _USER,
                blank="the IDs of the user and the group that own the directory",
                beside={_PATH: "/orders"},
                controls=("EFS.4",),
            ),
        ]
    },
)

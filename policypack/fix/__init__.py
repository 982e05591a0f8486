"""Fixes as data: what to write, in the provider schema's names, in whatever language the program is.

    fix(Set("fifoQueue", True), otherwise=Remove("deduplicationScope"))
    fix(Create("aws:s3/bucketVersioning:BucketVersioning", "logs", {"bucket": Ref.to(bucket, "id"), ...}))

A fix is made of steps; :func:`policypack.fix.render.render` writes it as Python, TypeScript, Go, C#, Java or YAML.
"""

from policypack.model.fixes import (
    NO_FIX,
    Add,
    Archive,
    Blank,
    Create,
    Depend,
    Edit,
    Export,
    Fix,
    Json,
    Map,
    Ref,
    Remove,
    SecretSetting,
    Set,
    StackName,
    Step,
    Target,
    fix,
    note,
)

__all__ = [
    "NO_FIX",
    "Add",
    "Archive",
    "Blank",
    "Create",
    "Depend",
    "Edit",
    "Export",
    "Fix",
    "Json",
    "Map",
    "Ref",
    "Remove",
    "SecretSetting",
    "Set",
    "StackName",
    "Step",
    "Target",
    "fix",
    "note",
]

import pulumi_aws as aws

files = aws.efs.FileSystem("files", encrypted=True)
aws.efs.BackupPolicy("files", file_system_id=files.id, backup_policy={"status": "ENABLED"})
selected = aws.efs.FileSystem("selected", encrypted=True)
aws.backup.Selection(
    "selected",
    plan_id="0a1b2c3d",
    iam_role_arn="arn:aws:iam::123456789012:role/backup",
    resources=[selected.arn],
)

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
files = aws.efs.FileSystem("files", encrypted=True)
aws.efs.BackupPolicy("files", file_system_id=files.id, backup_policy={"status": old.outputs["Status"]})

# undetermined files: backupPolicy.status

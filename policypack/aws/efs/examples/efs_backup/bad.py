import pulumi_aws as aws

aws.efs.FileSystem("silent", encrypted=True)  # finds: backupPolicy
off = aws.efs.FileSystem("off", encrypted=True)  # finds: backupPolicy
aws.efs.BackupPolicy("off", file_system_id=off.id, backup_policy={"status": "DISABLED"})

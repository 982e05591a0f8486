import pulumi_aws as aws


def group(name, engine, version, option):
    return aws.rds.OptionGroup(
        name, engine_name=engine, major_engine_version=version, options=[{"option_name": option}]
    )


group("plugin", "mysql", "8.0", "MARIADB_AUDIT_PLUGIN")
group("backups", "sqlserver-se", "15.00", "SQLSERVER_BACKUP_RESTORE")
group("newer-than-the-table", "oracle-ee", "19", "VECTOR_SEARCH")
aws.rds.OptionGroup("empty", engine_name="postgres", major_engine_version="16")

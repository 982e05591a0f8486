import pulumi_aws as aws


def group(name, parameters, family="postgres16"):
    return aws.rds.ParameterGroup(name, family=family, parameters=parameters)


group("connections-later", [{"name": "max_connections", "value": "400", "apply_method": "pending-reboot"}])
group("logical", [{"name": "rds.logical_replication", "value": "1", "apply_method": "pending-reboot"}])
group("major", [{"name": "work_mem", "value": "16384"}, {"name": "log_statement", "value": "ddl"}])
group("newer", [{"name": "autovacuum_max_workers", "value": "5"}], family="postgres18")
group("cached-before", [{"name": "query_cache_size", "value": "1048576"}], family="mysql5.7")
aws.rds.ClusterParameterGroup(
    "load", family="aurora-mysql8.0", parameters=[{"name": "aws_default_s3_role", "value": "arn:aws:iam::1:role/r"}]
)
aws.rds.ClusterParameterGroup(
    "binlog",
    family="aurora-mysql8.0",
    parameters=[{"name": "binlog_format", "value": "ROW", "apply_method": "pending-reboot"}],
)

import pulumi_aws as aws

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
readers = aws.iam.Group("readers")
aws.iam.GroupPolicyAttachment("read", group=readers.name, policy_arn=READ_ONLY)
aws.iam.UserGroupMembership("ann", user="ann", groups=[readers.name])
aws.iam.PolicyAttachment("groups", groups=[readers.name], policy_arn=READ_ONLY)

import pulumi_aws as aws

ci = aws.iam.User("ci")
READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"
aws.iam.UserPolicyAttachment("read", user=ci.name, policy_arn=READ_ONLY)  # finds: user
aws.iam.PolicyAttachment("both", users=["ann", "bob"], policy_arn=READ_ONLY)  # finds: users

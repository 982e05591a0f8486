import pulumi_aws as aws


def user(user_id, name):
    return aws.elasticache.User(
        user_id,
        user_id=user_id,
        user_name=name,
        engine="redis",
        access_string="on ~* +@read",
        passwords=[f"a-very-long-password-of-{user_id}"],
    )


def group(name, *users):
    return aws.elasticache.UserGroup(name, user_group_id=name, engine="redis", user_ids=[one.user_id for one in users])


group("with-default", user("app", "orders"), user("closed", "default"))
aws.elasticache.UserGroup("of-the-account", user_group_id="own", engine="redis", user_ids=["default"])
aws.elasticache.UserGroup(
    "valkey", user_group_id="valkey", engine="valkey", user_ids=[user("reader", "reader").user_id]
)

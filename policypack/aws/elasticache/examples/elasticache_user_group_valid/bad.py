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


group("without-default", user("app", "orders"), user("ops", "ops"))
group("twice", user("first", "default"), user("second", "default"))

# finds without-default: userIds
# finds twice: userIds

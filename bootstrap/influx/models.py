"""What InfluxDB answers, checked. Source: InfluxDB OSS v2 API description, 2.9."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]  # goes into paths of further requests


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Allowed(_Answer):
    """Whether onboarding is still open: there is no user and no organization."""

    allowed: bool


class Named(_Answer):
    """A user or an organization."""

    id: Id
    name: str


class Rule(_Answer):
    """Retention of a bucket in seconds; 0 keeps for ever. The server cuts data into shards of a duration of its own."""

    every: Annotated[int, Field(alias="everySeconds", ge=0)] = 0
    shard: Annotated[int, Field(alias="shardGroupDurationSeconds", ge=0)] = 0


class Bucket(_Answer):
    """A bucket."""

    id: Id
    name: str
    description: str = ""
    rules: Annotated[list[Rule], Field(alias="retentionRules")] = []

    @property
    def rule(self) -> Rule:
        """Its only rule; none is the same as 'for ever'."""
        return self.rules[0] if self.rules else Rule()


class Kind(_Answer):
    """What a permission is about: all of a type, all in an organization, or one."""

    type: str
    id: str | None = None
    organization: Annotated[str | None, Field(alias="orgID")] = None


class Permission(_Answer):
    """One right."""

    action: Literal["read", "write"]
    resource: Kind


class Authorization(_Answer):
    """A token; its text is shown only when it is made."""

    id: Id
    token: str = ""
    status: str = ""
    description: str = ""
    organization: Annotated[str, Field(alias="orgID")] = ""
    permissions: list[Permission]

    @property
    def rights(self) -> frozenset[Permission]:
        """Its rights, in no order."""
        return frozenset(self.permissions)


class Task(_Answer):
    """A Flux script that runs again and again."""

    id: Id
    name: str
    flux: str
    status: str = "active"
    owner: Annotated[str, Field(alias="ownerID")] = ""
    last: Annotated[str, Field(alias="lastRunStatus")] = ""
    trouble: Annotated[str, Field(alias="lastRunError")] = ""


class Onboarded(_Answer):
    """What onboarding has made."""

    auth: Authorization


class Organizations(_Answer):
    """A list."""

    orgs: list[Named]


class Users(_Answer):
    """A list."""

    users: list[Named]


class Buckets(_Answer):
    """A list."""

    buckets: list[Bucket]


class Authorizations(_Answer):
    """A list."""

    authorizations: list[Authorization]


class Tasks(_Answer):
    """A list."""

    tasks: list[Task]

"""Points: written, read by Flux and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from double_parts.http import Refusal, Reply, Request

from influxd_double import flux, meta, points
from influxd_double.places import Part

if TYPE_CHECKING:
    from influxd_double.rights import Actor
    from influxd_double.server import Server

    State = dict[str, Any]


_UNEXPECTED = "unexpected error writing points to database"


class Data(Part):
    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self._closed = ""  # why the shard that was to be opened is left alone until the next start

    def write(self, state: State, actor: Actor, request: Request) -> Reply:
        org = meta.named(state, "orgs", request.query.get("org", ""))
        bucket = meta.named(state, "buckets", request.query.get("bucket", ""), orgID=org["id"])
        if not actor.may("write", "buckets", org["id"], bucket["id"]):
            raise Refusal(403, "forbidden", "insufficient permissions for write")
        if self._closed:
            raise Refusal(500, "internal error", f"{_UNEXPECTED}: {self._closed}")
        try:
            unit, every = request.query.get("precision", "ns"), bucket["rule"]["every"]
            points.write(self.server.folder(bucket["id"]), points.body(request), unit, every)
        except OSError as error:
            why = f"{error.strerror or error}".lower()
            self._closed = f"not attempting to open shard 2; opening shard previously failed with: {why}"
            raise Refusal(500, "internal error", f"{_UNEXPECTED}: {why}") from None
        return Reply(204)

    def delete(self, state: State, actor: Actor, request: Request) -> Reply:
        org = meta.named(state, "orgs", request.query.get("org", ""))
        bucket = meta.named(state, "buckets", request.query.get("bucket", ""), orgID=org["id"])
        if not actor.may("write", "buckets", org["id"], bucket["id"]):
            raise Refusal(403, "forbidden", "insufficient permissions to delete")
        points.delete(self.server.folder(bucket["id"]), request.json())
        return Reply(204)

    def query(self, state: State, actor: Actor, request: Request) -> Reply:
        if not any(one["name"] == request.query.get("org") for one in state["orgs"]):
            raise Refusal(400, "invalid", "failed to decode request body: organization not found")
        body = request.json()
        if not actor.active:
            raise Refusal(401, "unauthorized", "token is inactive")
        if body.get("query", "").strip() != "buckets()":
            return self._flux(state, actor, request)
        seen = [one for one in state["buckets"] if actor.may("read", "buckets", one["orgID"], one["id"])]
        rows = [f",_result,0,{one['name']},{one['id']},{one['orgID']}" for one in seen]
        head = ["#datatype,string,long,string,string,string", ",result,table,name,id,organizationID"]
        return Reply(200, text="\r\n".join([*(head if rows else []), *rows, "", ""]))

    def _flux(self, state: State, actor: Actor, request: Request) -> Reply:
        """A bucket that may not be read is one that is not there."""
        body, org = request.json(), meta.named(state, "orgs", request.query["org"])

        def read(name: str) -> list[points.Value]:
            for one in state["buckets"]:
                if (
                    one["name"] == name
                    and one["orgID"] == org["id"]
                    and actor.may("read", "buckets", org["id"], one["id"])
                ):
                    return points.values(self.server.folder(one["id"]))
            raise Refusal(404, "not found", f'failed to initialize execute state: could not find bucket "{name}"')

        annotated = bool((body.get("dialect") or {}).get("annotations"))
        return Reply(200, text=flux.text(flux.run(body["query"], read), annotated=annotated))

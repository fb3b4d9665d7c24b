"""What a run of setup tells becomes rows."""

from __future__ import annotations

from typing import Any

from qml_app.setup_rows import TASK_ROLES, Run


def result(name: str, state: str, **more: Any) -> dict[str, Any]:
    return {"event": "result", "name": name, "state": state, "reason": "because", "seconds": 0.1, **more}


def rows(run: Run) -> list[dict[str, Any]]:
    return [dict(zip(TASK_ROLES, row, strict=True)) for row in run.rows()]


def test_a_run_is_told_task_by_task() -> None:
    run = Run()
    run.take({"event": "begin", "version": 1})
    run.take({"event": "role", "role": "grafana"})
    run.take({"event": "task", "name": "grafana : release grafana"})
    assert (run.current, run.outcome, run.ended) == ("grafana : release grafana", "running", 0)
    assert rows(run)[0]["condition"] == "running"
    run.take({"event": "bytes", "what": "download g.tar.gz", "done": 10, "total": 40})
    assert run.moving == ("download g.tar.gz", 10, 40)
    run.take({"event": "bytes", "what": "unpack grafana", "done": 7, "total": None})
    assert run.moving == ("unpack grafana", 7, -1)
    run.take(result("grafana : release grafana", "changed", diff="+x"))
    assert (run.current, run.moving[0], run.ended) == ("", "", 1)
    assert (rows(run)[0]["group"], rows(run)[0]["title"]) == ("grafana", "release grafana")
    assert (rows(run)[0]["reason"], rows(run)[0]["diff"]) == ("because", "+x")
    run.end(0, "")
    assert run.outcome == "ok"


def test_a_run_expects_what_was_planned_and_drops_what_was_not_done() -> None:
    plan = Run()
    for name in ("a : one", "a : two", "b : three"):
        plan.take(result(name, "changed"))
    run = Run.expecting(plan)
    assert [row["condition"] for row in rows(run)] == ["waiting"] * 3
    run.take({"event": "task", "name": "a : one"})
    run.take(result("a : one", "changed"))
    run.take({"event": "task", "name": "a : two"})
    run.end(130, "")
    assert [row["name"] for row in rows(run)] == ["a : one"]
    assert run.outcome == "cancelled"


def test_a_failure_brings_its_remedy_and_a_port_to_take_instead() -> None:
    run = Run()
    run.take(result("port 1 : port 1", "failed", remedy="stop it", options=["--port", "mosquitto=2"]))
    run.take(result("x : y", "failed", options=["--mirror", "--offline"]))
    run.end(1, "")
    assert [(row["remedy"], row["option"]) for row in rows(run)] == [("stop it", "mosquitto=2"), ("", "source")]
    assert (run.outcome, run.count("failed")) == ("failed", 2)
    run.take(result("x : z", "changed"))
    assert [row[0] for row in run.news()] == ["port 1 : port 1", "x : y"]
    run.take(result("a : b", "ok"))
    run.take(result("z : z", "failed"))
    assert [row[0] for row in run.worst_first()] == ["port 1 : port 1", "x : y", "z : z", "x : z", "a : b"]


def test_options_that_the_app_has_a_way_for_are_known_and_others_do_no_harm() -> None:
    run = Run()
    for options in (["services", "stop", "engine"], ["services", "stop", "grafana"], ["--port"], "--port", None):
        run.take(result(f"a : {options}", "failed", options=options))
    assert [row["option"] for row in rows(run)] == ["engine", "", "", "", ""]


def test_what_could_not_begin_says_why_in_the_stream_or_else_on_stderr() -> None:
    told, silent = Run(), Run()
    told.take({"event": "refused", "what": "it is locked", "remedy": "wait"})
    told.end(2, "error: it is locked — wait")
    silent.end(2, "Traceback…\nerror: no such option")
    assert (told.outcome, told.refusal) == ("refused", ("it is locked", "wait"))
    assert (silent.outcome, silent.refusal) == ("refused", ("no such option", ""))
    died = Run()
    died.end(-1, "")
    assert died.outcome == "died"


def test_lines_of_another_version_do_no_harm() -> None:
    run = Run()
    odd: list[dict[str, Any]] = [{"event": "result", "name": 7}, {"event": "bytes", "what": "x"}, {"event": "later"}]
    for event in odd:
        run.take(event)
    assert run.rows() == []

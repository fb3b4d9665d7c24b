"""List models change only where their rows do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt

from qml_app.models import Row, RowModel

ROWS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 2), st.integers(0, 2)), unique_by=lambda row: row[0], max_size=9
)


class Mirror:
    """A view that believes only the model's signals, as QML does."""

    def __init__(self, model: RowModel) -> None:
        self.model, self.rows, self.events = model, list(model.rows), list[str]()
        model.rowsInserted.connect(self.inserted)
        model.rowsRemoved.connect(self.removed)
        model.rowsMoved.connect(self.moved)
        model.dataChanged.connect(self.changed)
        model.modelReset.connect(lambda: self.events.append("reset"))

    def inserted(self, _: QModelIndex, first: int, last: int) -> None:
        self.events.append("insert")
        self.rows[first:first] = self.model.rows[first : last + 1]

    def removed(self, _: QModelIndex, first: int, last: int) -> None:
        self.events.append("remove")
        del self.rows[first : last + 1]

    def moved(self, _: QModelIndex, first: int, last: int, __: QModelIndex, to: int) -> None:
        self.events.append("move")
        assert (first == last, to < first) == (True, True)
        self.rows.insert(to, self.rows.pop(first))

    def changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        self.events.append(f"change {first.row()}-{last.row()} {[role - Qt.ItemDataRole.UserRole for role in roles]}")
        for place in range(first.row(), last.row() + 1):
            old = list(self.rows[place])
            for role in roles:
                value = self.model.data(self.model.index(place), role)
                old[role - Qt.ItemDataRole.UserRole] = value
            self.rows[place] = tuple(old)


def model_of(*rows: Row) -> RowModel:
    model = RowModel(("key", "a", "b"))
    model.update(rows)
    return model


@given(ROWS, ROWS)
def test_a_view_that_follows_the_signals_ends_with_the_same_rows(before: list[Row], after: list[Row]) -> None:
    model = model_of(*before)
    mirror = Mirror(model)
    model.update(after)
    assert model.rows == mirror.rows == after
    assert "reset" not in mirror.events


def test_a_changed_value_is_one_signal_for_its_role_only() -> None:
    model = model_of((1, "x", 0), (2, "y", 0), (3, "z", 0))
    mirror = Mirror(model)
    model.update([(1, "x", 0), (2, "y", 5), (3, "z", 0)])
    assert mirror.events == ["change 1-1 [2]"]


def test_the_same_rows_again_say_nothing() -> None:
    model = model_of((1, "x", 0), (2, "y", 0))
    mirror = Mirror(model)
    model.update([(1, "x", 0), (2, "y", 0)])
    assert mirror.events == []


def test_one_who_leaves_the_middle_takes_only_its_own_row() -> None:
    model = model_of((1, "x", 0), (2, "y", 0), (3, "z", 0))
    mirror = Mirror(model)
    model.update([(1, "x", 0), (3, "z", 0)])
    assert mirror.events == ["remove"]


def test_rows_have_no_children_and_roles_have_names() -> None:
    model = model_of((1, "x", 0))
    assert (model.rowCount(), model.rowCount(model.index(0))) == (1, 0)
    assert [bytes(name.data()) for name in model.roleNames().values()] == [b"key", b"a", b"b"]

"""Records are frozen classes: what the stages rely on when they pass them along."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping

import pytest

from briefgen.records import as_dict, field, record, replace, state


@record
class Sample:
    """A record with a default of each kind."""

    name: str
    number: int = 7
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def loud(self) -> str:
        return self.name.upper()


def test_a_record_takes_its_fields_in_order_or_by_name() -> None:
    assert Sample("a", 1) == Sample(number=1, name="a")
    assert (Sample("a").number, Sample("a").more, Sample("a").loud) == (7, {}, "A")
    with pytest.raises(TypeError):
        Sample()  # type: ignore[call-arg]  # the point of the test
    with pytest.raises(TypeError):
        Sample("a", wrong=1)  # type: ignore[call-arg]  # the point of the test


def test_a_default_that_is_made_is_made_anew_each_time() -> None:
    assert Sample("a").more is not Sample("a").more


def test_a_record_is_frozen() -> None:
    sample = Sample("a")
    with pytest.raises(AttributeError, match="frozen"):
        sample.name = "b"  # type: ignore[misc]  # the point of the test
    with pytest.raises(AttributeError):
        sample.other = "b"  # type: ignore[attr-defined]  # the point of the test
    with pytest.raises(AttributeError, match="frozen"):
        del sample.name


def test_records_of_one_class_with_equal_fields_are_equal() -> None:
    @record
    class Other:
        name: str

    assert Sample("a") == Sample("a") != Sample("b")
    assert not Other("a") == Sample("a")  # type: ignore[comparison-overlap]  # noqa: SIM201 - the point
    assert len({Other("a"), Other("a"), Other("b")}) == 2


def test_a_changed_copy_leaves_the_record_alone() -> None:
    sample = Sample("a")
    assert replace(sample, number=8) == Sample("a", 8)
    assert sample.number == 7
    assert as_dict(sample) == {"name": "a", "number": 7, "more": {}}


def test_a_record_says_what_it_holds_and_can_be_matched() -> None:
    assert repr(Sample("a")) == "Sample(name='a', number=7, more={})"
    match Sample("a", 3):
        case Sample(name="a", number=number):
            assert number == 3


def test_a_record_can_be_copied_and_pickled() -> None:
    sample = Sample("a", 2, {"k": "v"})
    assert copy.deepcopy(sample) == pickle.loads(pickle.dumps(sample)) == sample  # noqa: S301 - ours


def test_a_state_is_a_record_whose_fields_may_change() -> None:
    @state
    class Seen:
        count: int = 0
        words: list[str] = field(default_factory=list)

    seen, other = Seen(), Seen(words=["b"])
    seen.count += 1
    seen.words.append("a")
    assert (repr(seen), other.words, seen == other) == (
        f"{Seen.__qualname__}(count=1, words=['a'])",
        ["b"],
        False,
    )


def test_a_field_without_a_default_stands_before_those_with_one() -> None:
    with pytest.raises(TypeError, match="Wrong: a field without a default"):

        @record
        class Wrong:
            name: str = ""
            number: int  # type: ignore[misc]  # the point of the test


def test_a_missing_field_is_named_with_its_record() -> None:
    with pytest.raises(TypeError, match=r"Sample.__init__\(\) missing .* 'name'"):
        Sample()  # type: ignore[call-arg]  # the point of the test

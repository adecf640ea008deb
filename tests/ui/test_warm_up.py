"""What stands once the program has started is not looked through for garbage any more."""

import gc
import weakref

from isodesk.ui.warm_up import keep_for_good, uncollected


class Ring:
    """An object that holds itself."""

    def __init__(self) -> None:
        self.ring = self


def test_what_stands_is_kept_for_good_and_rings_made_later_still_go() -> None:
    before = gc.get_freeze_count()
    stood = Ring()
    keep_for_good()
    try:
        assert gc.get_freeze_count() > before
        assert all(each is not stood for each in gc.get_objects())
        gone = weakref.ref(Ring())
        gc.collect()
        assert gone() is None
    finally:
        gc.unfreeze()


def test_the_collector_is_back_after_a_work_without_it() -> None:
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()

"""Blocks of a scenario that were validated before: the same data, on the same evidence, is the same frozen object.

A batch of scenarios shares most of its nations and parts, and every change of a page keeps all of them but one.
"""

import pickle
from typing import Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from model import ports

MOST = 2_048
"""Blocks that a register remembers; some 10 kB each."""


class Remembered:
    """Beside a record's type in an annotation: plain data of a record that was valid before is not validated again.

    Validation reads nothing but the data and the register, which remembers the records. A refusal is not remembered.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401  (pydantic's own signature)
        def validated(data: Any, handler: Any, info: ValidationInfo) -> Any:  # noqa: ANN401  (pydantic's own signature)
            if type(data) is not dict:
                return handler(data)
            register = (info.context or {}).get("register") or ports.shipped_register()
            try:
                # equal bytes are equal data of equal types, and a number keeps the text that it was read from
                key = (source, pickle.dumps(data, pickle.HIGHEST_PROTOCOL))
            except Exception:  # noqa: BLE001  (whatever has no bytes is no plain data, and is refused where it stands)
                return handler(data)
            remembered = register.remembered.get(key)
            if remembered is None:
                remembered = handler(data)
                if len(register.remembered) >= MOST:
                    register.remembered.clear()
                register.remembered[key] = remembered
            return remembered

        return core_schema.with_info_wrap_validator_function(validated, handler(source))


REMEMBERED = Remembered()

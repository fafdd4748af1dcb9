"""A pydantic error as a German sentence with the line of the field it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from plugins.problems import Problem, did_you_mean
from plugins.yaml_source import YamlSource

Model = TypeVar("Model", bound=BaseModel)


def validated(model: type[Model], source: YamlSource, problems: list[Problem]) -> Model | None:
    """``source`` as a ``model``; None, and one problem for each fault, if it is none."""
    try:
        return model.model_validate(dict(source.data))
    except ValidationError as error:
        problems.extend(_translate(fault, model, source) for fault in error.errors())
        return None


def _translate(fault: Any, model: type[BaseModel], source: YamlSource) -> Problem:
    """The line is that of the field, or of the nearest one around it."""
    path = [str(part) for part in fault["loc"] if not _is_pydantic_word(part)]
    above = (".".join(path[:length]) for length in range(len(path), 0, -1))
    line = next((source.lines[field] for field in above if field in source.lines), 1)
    return Problem(source.file, line, _message(fault, model, path), ".".join(path))


def _is_pydantic_word(part: Any) -> bool:
    """Pydantic names validators and keys in the way to a field: ``function-before[…]``, ``[key]``."""
    return isinstance(part, str) and part.endswith("]")


def _message(fault: Any, model: type[BaseModel], path: list[str]) -> str:
    value, context = fault["input"], fault.get("ctx", {})
    match fault["type"]:
        case "missing":
            return "Dieses Feld fehlt. Bitte ergänzen."
        case "extra_forbidden":
            return f"Dieses Feld gibt es nicht. {did_you_mean(path[-1], _fields(model, path[:-1]))}"
        case _ if value is None or value == "":
            return "Das Feld ist leer. Bitte ausfüllen oder die Zeile löschen."
        case "value_error":
            return str(context["error"])
        case "too_short":
            return "Die Liste ist leer. Bitte mindestens einen Wert eintragen."
        case "greater_than_equal":
            return f"Die Zahl ist zu klein, mindestens {context['ge']}."
        case "less_than_equal":
            return f"Die Zahl ist zu groß, höchstens {context['le']}."
        case "string_too_short":
            return f"Der Text ist zu kurz, mindestens {context['min_length']} Zeichen."
        case "string_too_long":
            return f"Der Text ist zu lang, höchstens {context['max_length']} Zeichen (es sind {len(value)})."
        case "literal_error":
            return f"„{value}“ ist nicht möglich. {did_you_mean(str(value), _literals(context))}"
        case "string_type" if isinstance(value, list | dict):
            return "Hier wird ein Text erwartet. Klammern am Anfang gehören in Anführungszeichen."
        case "string_type":
            return f'Hier wird Text erwartet. Bitte in Anführungszeichen setzen: "{value}"'
        case "tuple_type":
            return "Hier wird eine Liste erwartet, zum Beispiel [eins, zwei]."
        case "model_type" | "mapping_type" | "dict_type":
            return "Hier werden Felder erwartet, je Zeile „name: Wert“ und eingerückt."
        case "bool_parsing" | "bool_type":
            return "Hier ist nur true oder false möglich."
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return "Hier wird eine ganze Zahl erwartet."
    return f"Der Wert ist nicht erlaubt ({fault['msg']})."


def _fields(model: type[BaseModel], path: list[str]) -> list[str]:
    """Names of the fields at ``path`` inside ``model`` (list indexes and map keys are stepped over)."""
    for part in path:
        inner = model.model_fields.get(part)
        annotation = inner.annotation if inner else None
        for candidate in (annotation, *getattr(annotation, "__args__", ())):
            if isinstance(candidate, type) and issubclass(candidate, BaseModel):
                model = candidate
    return list(model.model_fields)


def _literals(context: Mapping[str, Any]) -> list[str]:
    return context["expected"].replace("'", "").replace(" or ", ", ").split(", ")

"""The parts that FHIR resources are made of, as far as the rules read them: codes, quantities, periods, doses."""

import msgspec


class Element(msgspec.Struct, rename="camel", gc=False):
    """Base of every part of a resource; the structs below inherit its options."""


class ExtensionCoding(Element):
    """The code that an extension carries."""

    code: str | None = None


class Extension(Element):
    """What a country or a product adds; only coded ones are read."""

    url: str | None = None
    value_coding: ExtensionCoding | None = None


class Coding(Element):
    """A code in a system."""

    system: str | None = None
    code: str | None = None
    display: str | None = None
    extension: tuple[Extension, ...] = ()


class CodeableConcept(Element):
    """Codings that mean the same, and a text."""

    coding: tuple[Coding, ...] = ()
    text: str | None = None


class Reference(Element):
    """A link to another resource; it is compared, never followed."""

    reference: str | None = None
    display: str | None = None


class Period(Element):
    """From start to end."""

    start: str | None = None
    end: str | None = None


class Quantity(Element):
    """A number with a unit; the number stays as written until it is read exactly."""

    value: msgspec.Raw = msgspec.Raw()
    comparator: str | None = None
    unit: str | None = None
    system: str | None = None
    code: str | None = None


class DoseAndRate(Element):
    """How much is taken at a time."""

    dose_quantity: Quantity | None = None


class Dosage(Element):
    """How a medicine is taken; only the dose is read."""

    dose_and_rate: tuple[DoseAndRate, ...] = ()

//! Scalars: how a type that is more than a string or a number is read, whichever deserializer has it.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};

use crate::value::document::string;
use crate::value::fault::shorten;
use crate::value::secret::SECRET;

/// A scalar as it stands in a body.
#[derive(Clone, Copy)]
pub(crate) enum Scalar<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A JSON number, with its digits.
    Number(&'a str),
    /// A JSON string, or a text in XML.
    Text(&'a str),
}

impl<'a> Scalar<'a> {
    /// The text of a string, or the digits of a number.
    pub(crate) fn text(self) -> Option<&'a str> {
        match self {
            Self::Bool(_) => None,
            Self::Number(text) | Self::Text(text) => Some(text),
        }
    }
}

/// By this name our own deserializer knows that a scalar is wanted. It gives the digits of a number as bytes.
pub(crate) const SCALAR: &str = "$bindery::Scalar";

/// By this name serde_json hands over the text of a value: the only way to the digits of a number.
pub(crate) const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Reads a text, or says what was expected.
///
/// serde_json gives no other scalar here: [`decode`](crate::decode) reads such a body once more, with care.
pub(crate) fn text<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    expected: &'static str,
    read: fn(Scalar<'_>) -> Option<T>,
) -> Result<T, D::Error> {
    let visitor = ScalarVisitor { name: SCALAR, expected, read, asked_for: AskedFor::Text };
    deserializer.deserialize_str(visitor)
}

/// Reads any scalar, a number with its digits, or says what was expected. The name is [`SCALAR`], or that of a type which
/// is read like one.
pub(crate) fn scalar<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
    expected: &'static str,
    read: fn(Scalar<'_>) -> Option<T>,
) -> Result<T, D::Error> {
    let visitor = ScalarVisitor { name, expected, read, asked_for: AskedFor::Scalar };
    deserializer.deserialize_newtype_struct(name, visitor)
}

/// Implements `Debug` and serde's traits for a type whose JSON is a string: `FromStr` reads it, `Display` writes it, and the
/// module's `EXPECTED` names it in errors.
macro_rules! written_as_text {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self, f)
            }
        }

        impl ::serde::Serialize for $name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                use $crate::value::scalar::{Scalar, text};
                text(deserializer, EXPECTED, |scalar| match scalar {
                    Scalar::Text(text) => text.parse().ok(),
                    _ => None,
                })
            }
        }
    };
}
pub(crate) use written_as_text;

/// The requested type. A deserializer that does not know a name returns itself and is asked for the next.
#[derive(Clone, Copy)]
enum AskedFor {
    Text,
    Scalar,
    RawValue,
    Any,
}

struct ScalarVisitor<T> {
    name: &'static str,
    expected: &'static str,
    read: fn(Scalar<'_>) -> Option<T>,
    asked_for: AskedFor,
}

impl<T> ScalarVisitor<T> {
    fn read<E: Error>(self, scalar: Scalar<'_>) -> Result<T, E> {
        (self.read)(scalar).ok_or_else(|| match scalar {
            _ if self.name == SECRET => E::custom(format!("expected {}", self.expected)),
            Scalar::Bool(value) => E::invalid_type(Unexpected::Bool(value), &self.expected),
            Scalar::Number(digits) => E::invalid_type(Unexpected::Other(digits), &self.expected),
            Scalar::Text(text) => E::invalid_value(Unexpected::Str(text), &self.expected),
        })
    }

    /// Reads the text of a JSON value.
    fn read_raw<E: Error>(self, raw: &str) -> Result<T, E> {
        let unexpected = match raw.as_bytes() {
            [b'"', ..] => return self.read(Scalar::Text(&string(raw))),
            b"true" | b"false" => return self.read(Scalar::Bool(raw == "true")),
            b"null" => Unexpected::Unit,
            [b'{', ..] => Unexpected::Map,
            [b'[', ..] => Unexpected::Seq,
            _ => return self.read(Scalar::Number(raw)),
        };
        Err(E::invalid_type(unexpected, &self.expected))
    }
}

impl<'de, T> DeserializeSeed<'de> for ScalarVisitor<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

macro_rules! scalars {
    ($($method:ident($value:ident: $type:ty) => $scalar:expr;)*) => {$(
        fn $method<E: Error>(self, $value: $type) -> Result<T, E> {
            self.read($scalar)
        }
    )*};
}

impl<'de, T> Visitor<'de> for ScalarVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expected)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        mut self,
        deserializer: D,
    ) -> Result<T, D::Error> {
        match self.asked_for {
            AskedFor::Scalar => {
                self.asked_for = AskedFor::RawValue;
                deserializer.deserialize_newtype_struct(RAW_VALUE, self)
            }
            _ => {
                self.asked_for = AskedFor::Any;
                deserializer.deserialize_any(self)
            }
        }
    }

    /// The text of a value comes as the one field of a map.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match (self.asked_for, map.next_key::<&str>()) {
            (AskedFor::RawValue, Ok(Some(RAW_VALUE))) => map.next_value_seed(self),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self.expected)),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        match self.asked_for {
            AskedFor::RawValue => self.read_raw(text),
            _ => self.read(Scalar::Text(text)),
        }
    }

    scalars! {
        // The digits of a number from our own deserializer.
        visit_bytes(digits: &[u8]) => Scalar::Number(std::str::from_utf8(digits).unwrap_or_default());
        visit_bool(value: bool) => Scalar::Bool(value);
        visit_i64(number: i64) => Scalar::Number(&number.to_string());
        visit_u64(number: u64) => Scalar::Number(&number.to_string());
        visit_f64(number: f64) => Scalar::Number(&number.to_string());
    }
}

/// A text that a type does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    expected: &'static str,
    /// The found value, shortened.
    found: String,
}

impl ParseError {
    pub(crate) fn new(expected: &'static str, found: &str) -> Self {
        Self { expected, found: shorten(found) }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

impl std::error::Error for ParseError {}

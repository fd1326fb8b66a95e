//! Any JSON value, for undocumented data. Its numbers keep their digits.

use indexmap::IndexMap;
use std::fmt;
use std::ops::Index;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;

use crate::value::document::{self, Tolerance, string};
use crate::value::object::KeySeed;
use crate::value::scalar::RAW_VALUE;
use crate::value::union::{Shallow, is_trying};

/// Any JSON value. Unlike those of `serde_json::Value`, its numbers keep every digit.
///
/// ```
/// # use bindery_runtime::Value;
/// let value: Value = serde_json::from_str("{\"price\": 0.12345678901234567890, \"tags\": [\"a\"]}")?;
/// assert_eq!(value["price"].to_string(), "0.12345678901234567890");
/// assert_eq!(value["tags"][0].as_str(), Some("a"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq)]
pub enum Value {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, with its digits.
    Number(Number),
    /// A string.
    String(String),
    /// A list.
    Array(Vec<Value>),
    /// An object, in the order in which it was written.
    Object(Box<Object>),
}

/// A JSON object with any fields, in their order.
pub type Object = IndexMap<String, Value>;

/// A JSON number as written. Two numbers are equal if they are written the same.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

static NULL: Value = Value::Null;

impl Number {
    /// A text that is known to be a JSON number.
    pub(crate) fn of(text: &str) -> Self {
        Self(text.into())
    }

    /// The number as written, such as `1.50` or `1e400`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is an integer in this range.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    /// The number, if it is an integer in this range.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    /// The nearest floating-point number; `None` if that is infinite.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        let number: f64 = self.0.parse().ok()?;
        number.is_finite().then_some(number)
    }
}

macro_rules! accessors {
    ($($(#[$doc:meta])* $method:ident $variant:ident($type:ty);)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub fn $method(&self) -> Option<&$type> {
            match self {
                Self::$variant(value) => Some(value),
                _ => None,
            }
        }
    )*};
}

impl Value {
    /// The field of an object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.as_object()?.get(name)
    }

    /// The value at a JSON pointer (RFC 6901), such as `/data/0/id`.
    #[must_use]
    pub fn pointer(&self, pointer: &str) -> Option<&Value> {
        steps(pointer)?.try_fold(self, |value, step| match value {
            Self::Object(fields) => fields.get(&step),
            Self::Array(items) => items.get(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// The value at a JSON pointer, to change it.
    pub fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Value> {
        steps(pointer)?.try_fold(self, |value, step| match value {
            Self::Object(fields) => fields.get_mut(&step),
            Self::Array(items) => items.get_mut(step.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, if it is one in this range.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The nearest floating-point number, if it is a number.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    accessors! {
        /// The number, if it is one.
        as_number Number(Number);
        /// The list, if it is one.
        as_array Array(Vec<Value>);
    }

    /// The object, if it is one.
    #[must_use]
    pub fn as_object(&self) -> Option<&Object> {
        match self {
            Self::Object(fields) => Some(fields),
            _ => None,
        }
    }
}

/// The names and indices of a JSON pointer; `None` if it is none.
fn steps(pointer: &str) -> Option<impl Iterator<Item = String>> {
    let mut steps = pointer.split('/');
    steps.next().filter(|before| before.is_empty())?;
    Some(steps.map(|step| step.replace("~1", "/").replace("~0", "~")))
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == Some(*other)
    }
}

impl PartialEq<serde_json::Value> for Value {
    fn eq(&self, other: &serde_json::Value) -> bool {
        let other = Self::from(other.clone());
        *self == other
    }
}

/// The field; null where there is none.
impl Index<&str> for Value {
    type Output = Value;

    fn index(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&NULL)
    }
}

/// The item; null where there is none.
impl Index<usize> for Value {
    type Output = Value;

    fn index(&self, index: usize) -> &Value {
        self.as_array().and_then(|items| items.get(index)).unwrap_or(&NULL)
    }
}

macro_rules! from {
    ($($type:ty => $value:ident $make:expr;)*) => {$(
        impl From<$type> for Value {
            fn from($value: $type) -> Self {
                $make
            }
        }
    )*};
}

from! {
    bool => value Self::Bool(value);
    i64 => value Self::Number(Number::of(&value.to_string()));
    u64 => value Self::Number(Number::of(&value.to_string()));
    String => value Self::String(value);
    &str => value Self::String(value.to_owned());
    Vec<Value> => value Self::Array(value);
    Object => value Self::Object(Box::new(value));
    // Infinity and what is no number at all are null, as in serde_json.
    f64 => value if value.is_finite() { Self::Number(Number::of(&format!("{value:?}"))) } else { Self::Null };
    serde_json::Value => value match value {
        serde_json::Value::Null => Self::Null,
        serde_json::Value::Bool(value) => Self::Bool(value),
        serde_json::Value::Number(number) => Self::Number(Number::of(&number.to_string())),
        serde_json::Value::String(text) => Self::String(text),
        serde_json::Value::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
        serde_json::Value::Object(fields) => {
            fields.into_iter().map(|(name, value)| (name, value.into())).collect::<Object>().into()
        }
    };
}

/// As JSON, on one line; with `{:#}`, indented.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match f.alternate() {
            true => serde_json::to_string_pretty(self),
            false => serde_json::to_string(self),
        };
        f.write_str(&text.map_err(|_| fmt::Error)?)
    }
}

/// As JSON, on one line.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // A plain number wherever it would be written the same, so that any serializer can write it.
        match (self.as_i64(), self.as_u64(), self.as_f64()) {
            (Some(number), ..) if number.to_string() == *self.0 => serializer.serialize_i64(number),
            (_, Some(number), _) if number.to_string() == *self.0 => {
                serializer.serialize_u64(number)
            }
            (.., Some(number)) if format!("{number:?}") == *self.0 => {
                serializer.serialize_f64(number)
            }
            _ => {
                let raw = RawValue::from_string(self.0.to_string());
                raw.map_err(serde::ser::Error::custom)?.serialize(serializer)
            }
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(fields) => serializer.collect_map(fields.iter()),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if is_trying() {
            let shallow = Option::<Shallow>::deserialize(deserializer)?;
            return Ok(shallow.map_or(Self::Null, |Shallow(value)| value));
        }
        deserializer.deserialize_newtype_struct(RAW_VALUE, ValueVisitor)
    }
}

/// Takes the text of a value, which serde_json hands over; or else the value itself.
struct ValueVisitor;

macro_rules! scalars {
    ($($method:ident($($value:ident: $type:ty)?) => $made:expr;)*) => {$(
        fn $method<E>(self $(, $value: $type)?) -> Result<Value, E> {
            Ok($made)
        }
    )*};
}

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let (mut fields, mut name) = (Object::new(), String::new());
        // The names by which serde_json hands over its own values.
        let private = |name: &str| [RAW_VALUE, NUMBER].into_iter().find(|private| *private == name);
        while let Some(key) = map.next_key_seed(KeySeed { unknown: &mut name, find: private })? {
            match key {
                Some(RAW_VALUE) => return map.next_value_seed(Raw),
                Some(_) => {
                    let digits = map.next_value::<String>()?;
                    return Ok(Value::Number(Number::of(&digits)));
                }
                None => {
                    fields.insert(std::mem::take(&mut name), map.next_value()?);
                }
            }
        }
        Ok(fields.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        Value::deserialize(deserializer)
    }

    scalars! {
        visit_unit() => Value::Null;
        visit_none() => Value::Null;
        visit_bool(value: bool) => value.into();
        visit_i64(number: i64) => number.into();
        visit_u64(number: u64) => number.into();
        visit_f64(number: f64) => number.into();
        visit_str(text: &str) => text.into();
        visit_string(text: String) => text.into();
        // The digits of a number from our own deserializer.
        visit_bytes(digits: &[u8]) => Value::Number(Number::of(std::str::from_utf8(digits).unwrap_or_default()));
    }
}

/// Reads the JSON text of a value that serde_json has looked over.
struct Raw;

impl<'de> DeserializeSeed<'de> for Raw {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Raw {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: Error>(self, json: &str) -> Result<Value, E> {
        Ok(match json {
            "null" => Value::Null,
            "true" | "false" => (json == "true").into(),
            _ if json.starts_with('"') => string(json).into_owned().into(),
            _ if json.starts_with(['{', '[']) => {
                document::json(json).read(Tolerance::None).map_err(E::custom)?
            }
            number => Value::Number(Number::of(number)),
        })
    }
}

/// The name by which serde_json hands over and writes a number where some crate turns on its `arbitrary_precision`.
pub(crate) const NUMBER: &str = "$serde_json::private::Number";

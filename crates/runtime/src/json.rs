//! JSON: read once as fast as serde_json can, and again only to say what was wrong and where.

use std::borrow::Cow;
use std::fmt;

use memchr::memchr2_iter;
use serde::de::value::{BorrowedStrDeserializer, CowStrDeserializer, MapAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, Visitor,
};
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::decimal::RAW_VALUE;
use crate::decode::{DEPTH, DecodeError, Fault, Step, too_deep};

/// Decodes a JSON body, in UTF-8 with or without a byte order mark.
pub(crate) fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    // One check of the whole is faster than one of each string.
    let text = std::str::from_utf8(body)
        .map_err(|e| DecodeError::at("not JSON: not in UTF-8", body, e.valid_up_to()))?;
    if let Some(offset) = forged(text) {
        let message = "a text that starts with \"$serde_json::private::\" is not accepted";
        return Err(DecodeError::at(message, body, offset));
    }
    serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => explain::<T>(text, &error),
        _ => broken(text, &error),
    })
}

/// Where a string begins with the names that serde_json gives to its own values, if one does.
///
/// An object whose first field is `$serde_json::private::RawValue` is to serde_json a text that it has yet to read, with
/// a depth limit of its own: a few within each other take more stack than there is.
fn forged(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr2_iter(b'$', b'\\', bytes).find(|&at| {
        let is_start = at > 0 && bytes.get(at - 1) == Some(&b'"');
        is_start
            && bytes
                .get(at..)
                .is_some_and(|rest| spells(rest, b"$serde_json::private::"))
    })
}

/// Whether a string's text starts with a name, however it is escaped.
fn spells(mut text: &[u8], name: &[u8]) -> bool {
    name.iter().all(|expected| match text {
        [b'\\', b'u', rest @ ..] => {
            let (hex, rest) = rest.split_at(rest.len().min(4));
            text = rest;
            let hex = str::from_utf8(hex)
                .ok()
                .and_then(|hex| u32::from_str_radix(hex, 16).ok());
            hex == Some(u32::from(*expected))
        }
        [first, rest @ ..] => {
            text = rest;
            first == expected
        }
        [] => false,
    })
}

/// Reads a text that does not fit its type again, tracking where it does not.
fn explain<T: DeserializeOwned>(text: &str, error: &serde_json::Error) -> DecodeError {
    let root = match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => Node {
            text: raw.get(),
            body: text,
            depth: 0,
        },
        Err(error) => return broken(text, &error),
    };
    match T::deserialize(root) {
        Err(fault) => fault.into_error(text),
        // Only a type that reads the two deserializers differently gets here.
        Ok(_) => DecodeError::at(message(error), text.as_bytes(), offset(text, error)),
    }
}

/// The error for a text that is not JSON.
fn broken(text: &str, error: &serde_json::Error) -> DecodeError {
    let message = message(error);
    let message = match message.strip_prefix("EOF while parsing ") {
        Some(what) => format!("not JSON: it breaks off inside {what}"),
        None if message == "recursion limit exceeded" => too_deep(),
        None => format!("not JSON: {message}"),
    };
    DecodeError::at(message, text.as_bytes(), offset(text, error))
}

/// serde_json's message without the place.
fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    message.strip_suffix(&place).unwrap_or(&message).to_owned()
}

/// Where serde_json gave up. It counts the bytes that it read of a line, the offending one included.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let lines = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    lines.map(str::len).sum::<usize>() + error.column().saturating_sub(1)
}

/// A value in a JSON text that is known to be whole.
struct Node<'a> {
    text: &'a str,
    /// The whole text, for the offset.
    body: &'a str,
    depth: usize,
}

impl<'a> Node<'a> {
    fn inner(&self, raw: &'a RawValue) -> Self {
        Self {
            text: raw.get(),
            body: self.body,
            depth: self.depth + 1,
        }
    }

    /// The text as a value of serde_json's own.
    fn parse<T: Deserialize<'a>>(&self) -> Result<T, Fault> {
        serde_json::from_str(self.text).map_err(|error| Fault::new(message(&error)))
    }

    fn visit<V: Visitor<'a>>(&self, visitor: V) -> Result<V::Value, Fault> {
        if self.depth > DEPTH {
            return Err(Fault::new(too_deep()));
        }
        match self.text.as_bytes().first() {
            Some(b'{') => visitor.visit_map(self.fields()?),
            Some(b'[') => {
                let Elements(elements) = self.parse()?;
                visitor.visit_seq(ElementAccess {
                    list: self,
                    elements: elements.into_iter().enumerate(),
                })
            }
            Some(b'"') => {
                let Key(text) = self.parse()?;
                let found = |fault: Fault| fault.found(Unexpected::Str(&text));
                match &text {
                    Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
                    Cow::Owned(text) => visitor.visit_str(text),
                }
                .map_err(found)
            }
            Some(b't' | b'f') => visitor.visit_bool(self.parse()?),
            Some(b'n') => visitor.visit_unit(),
            _ => {
                let number: serde_json::Number = self.parse()?;
                match (number.as_u64(), number.as_i64(), number.as_f64()) {
                    (Some(number), _, _) => visitor.visit_u64(number),
                    (_, Some(number), _) => visitor.visit_i64(number),
                    (_, _, number) => visitor.visit_f64(number.unwrap_or(f64::NAN)),
                }
            }
        }
    }

    fn fields(&self) -> Result<FieldAccess<'_, 'a>, Fault> {
        let Fields(fields) = self.parse()?;
        Ok(FieldAccess {
            object: self,
            fields: fields.into_iter(),
            value: None,
        })
    }

    /// Says where a fault is, if it is here.
    fn place<T>(&self, result: Result<T, Fault>) -> Result<T, Fault> {
        result.map_err(|fault| fault.at(self.text.as_ptr().addr() - self.body.as_ptr().addr()))
    }
}

impl<'de> Deserializer<'de> for Node<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.place(self.visit(visitor))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if self.text == "null" {
            visitor.visit_none()
        } else {
            visitor.visit_some(self)
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == RAW_VALUE {
            let raw = [(
                BorrowedStrDeserializer::new(RAW_VALUE),
                BorrowedStrDeserializer::new(self.text),
            )];
            return self
                .place(visitor.visit_map(serde::de::value::MapDeserializer::new(raw.into_iter())));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let result = match self.text.as_bytes().first() {
            Some(b'{') => self
                .fields()
                .and_then(|fields| visitor.visit_enum(MapAccessDeserializer::new(fields))),
            Some(b'"') => self
                .parse()
                .and_then(|Key(text)| visitor.visit_enum(CowStrDeserializer::new(text))),
            _ => self.visit(visitor),
        };
        self.place(result)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Fault> for Node<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

struct FieldAccess<'n, 'a> {
    object: &'n Node<'a>,
    fields: std::vec::IntoIter<(Key<'a>, &'a RawValue)>,
    /// The value whose key was read last.
    value: Option<(Key<'a>, &'a RawValue)>,
}

impl<'de> MapAccess<'de> for FieldAccess<'_, 'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        self.value = self.fields.next();
        let Some((Key(name), _)) = &self.value else {
            return Ok(None);
        };
        seed.deserialize(CowStrDeserializer::new(name.clone()))
            .map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some((Key(name), raw)) = self.value.take() else {
            return Err(Fault::new("a value was asked for before its key"));
        };
        seed.deserialize(self.object.inner(raw))
            .map_err(|fault| fault.within(Step::Field(name.into_owned())))
    }
}

struct ElementAccess<'n, 'a> {
    list: &'n Node<'a>,
    elements: std::iter::Enumerate<std::vec::IntoIter<&'a RawValue>>,
}

impl<'de> SeqAccess<'de> for ElementAccess<'_, 'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some((index, raw)) = self.elements.next() else {
            return Ok(None);
        };
        seed.deserialize(self.list.inner(raw))
            .map(Some)
            .map_err(|fault| fault.within(Step::Element(index)))
    }
}

/// A string, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

/// A list's elements, unread.
#[derive(serde::Deserialize)]
struct Elements<'a>(#[serde(borrow)] Vec<&'a RawValue>);

/// An object's fields in their order, repeated ones included, their values unread.
struct Fields<'a>(Vec<(Key<'a>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;

        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer
            .deserialize_map(FieldsVisitor)
            .map(|Fields(fields)| Self(fields))
    }
}

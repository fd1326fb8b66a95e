//! serde over [`Node`]s: every error has its place, and an error in one part does not end the reading of the others.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::{self, Display};
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema as JsonSchemaValue, SchemaGenerator};
use serde::de::value::{StrDeserializer, U32Deserializer};
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer,
    MapAccess, SeqAccess, Unexpected, VariantAccess, Visitor,
};

use super::yaml::{Mistake, Node, Value};
use super::{At, remedies};

/// Reads a value; `None` if it cannot be read at all. Every mistake is added to `mistakes`.
pub fn read<'de, T: Deserialize<'de>>(node: &'de Node, mistakes: &mut Vec<Mistake>) -> Option<T> {
    let sink = RefCell::new(Vec::new());
    let result = T::deserialize(Reader { node, sink: &sink });
    mistakes.append(&mut sink.borrow_mut());
    result.map_err(|e| mistakes.push((e.at.unwrap_or(node.at), e.message))).ok()
}

/// A value, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Located<T> {
    pub at: At,
    pub value: T,
}

/// A part of a document that is read by itself: nothing if a mistake in it was reported.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    pub at: At,
    pub value: Option<T>,
}

impl<T> Default for Part<T> {
    fn default() -> Self {
        Self { at: At::default(), value: None }
    }
}

/// Parts under names, in the order of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Entries<T>(pub Vec<(Located<String>, Part<T>)>);

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Entries<T> {
    pub fn get(&self, name: &str) -> Option<&Part<T>> {
        self.0.iter().find(|(key, _)| key.value == name).map(|(_, part)| part)
    }

    /// The parts that can be read, with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&Located<String>, &T)> {
        self.0.iter().filter_map(|(key, part)| Some((key, part.value.as_ref()?)))
    }
}

/// Any value, as JSON that keeps the digits of its numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    pub at: At,
    pub json: String,
}

impl Literal {
    /// The string that it is, if it is one.
    pub fn string(&self) -> Option<String> {
        serde_json::from_str(&self.json).ok()
    }

    pub fn is_number(&self) -> bool {
        self.json.starts_with(|c: char| c == '-' || c.is_ascii_digit())
    }

    /// As the value is written on the wire: a string without its quotes.
    pub fn text(&self) -> String {
        self.string().unwrap_or_else(|| self.json.clone())
    }
}

// The names by which the types above ask the reader for more than serde's model has.
const LOCATED: &str = "$located";
const PART: &str = "$part";
const LITERAL: &str = "$literal";

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Located<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (at, value) = deserializer.deserialize_newtype_struct(LOCATED, Placed(PhantomData))?;
        let value = value.ok_or_else(|| de::Error::custom("no value"))?;
        Ok(Self { at, value })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (at, value) = deserializer.deserialize_newtype_struct(PART, Placed(PhantomData))?;
        Ok(Self { at, value })
    }
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (at, json) =
            deserializer.deserialize_newtype_struct(LITERAL, Placed::<String>(PhantomData))?;
        let json = json.ok_or_else(|| de::Error::custom("no value"))?;
        Ok(Self { at, json })
    }
}

/// Visits a line, a column and a value, which is missing if it could not be read.
struct Placed<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Placed<T> {
    type Value = (At, Option<T>);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of a spec")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut parts: A) -> Result<Self::Value, A::Error> {
        let at = At {
            line: parts.next_element()?.unwrap_or_default(),
            column: parts.next_element()?.unwrap_or_default(),
        };
        Ok((at, parts.next_element()?))
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Entries<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct EntriesVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for EntriesVisitor<T> {
            type Value = Entries<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a mapping")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = members.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }

        deserializer.deserialize_map(EntriesVisitor(PhantomData))
    }
}

/// Editors see the value itself.
macro_rules! schema_of_the_value {
    ($($name:ident)*) => {$(
        impl<T: JsonSchema> JsonSchema for $name<T> {
            fn inline_schema() -> bool {
                T::inline_schema()
            }

            fn schema_name() -> Cow<'static, str> {
                T::schema_name()
            }

            // Several types have the name of the generic type that they are of.
            fn schema_id() -> Cow<'static, str> {
                T::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> JsonSchemaValue {
                T::json_schema(generator)
            }
        }
    )*};
}

schema_of_the_value!(Located Part);

impl<T: JsonSchema> JsonSchema for Entries<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("EntriesOf{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> JsonSchemaValue {
        std::collections::BTreeMap::<String, T>::json_schema(generator)
    }
}

impl JsonSchema for Literal {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Literal".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> JsonSchemaValue {
        true.into()
    }
}

/// What is wrong with a node; with its place, once it is known.
#[derive(Debug)]
pub struct Error {
    at: Option<At>,
    message: String,
    /// The key that is missing, if that is the mistake.
    missing: Option<&'static str>,
}

impl Error {
    fn at(mut self, at: At) -> Self {
        self.at.get_or_insert(at);
        self
    }

    fn new(message: String) -> Self {
        Self { at: None, message, missing: None }
    }

    /// Adds what to do about a missing key of an object.
    fn with_remedy(mut self, object: &str) -> Self {
        if let Some(remedy) = self.missing.take().and_then(|key| remedies::missing(object, key)) {
            self.message = format!("{}; {remedy}", self.message);
        }
        self
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(format!("expected {expected}, found {found}"))
    }

    fn missing_field(field: &'static str) -> Self {
        Self { missing: Some(field), ..Self::new(format!("`{field}` is missing")) }
    }
}

const EMPTY: &str = "an empty string; fill it in, or remove the key";

/// A node that is being read.
#[derive(Clone, Copy)]
struct Reader<'de, 's> {
    node: &'de Node,
    /// The mistakes of parts.
    sink: &'s RefCell<Vec<Mistake>>,
}

impl<'de, 's> Reader<'de, 's> {
    fn of(self, node: &'de Node) -> Self {
        Self { node, ..self }
    }

    fn found(&self) -> String {
        match &self.node.value {
            Value::Null => "nothing".to_owned(),
            Value::Bool(value) => format!("the boolean `{value}`"),
            Value::Number(digits) => format!("the number `{digits}`"),
            Value::String(text) if text.is_empty() => "an empty string".to_owned(),
            Value::String(text) => format!("the string `{}`", text.escape_debug()),
            Value::List(_) => "a list".to_owned(),
            Value::Mapping(_) => "a mapping".to_owned(),
        }
    }

    fn mismatch(&self, expected: &str) -> Error {
        let remedy = match self.node.value {
            Value::Null => "; write it, or remove the key",
            _ => "",
        };
        Error::new(format!("expected {expected}, found {}{remedy}", self.found())).at(self.node.at)
    }
}

impl<'de> Deserializer<'de> for Reader<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(digits) => match digits.parse::<i64>() {
                Ok(integer) => visitor.visit_i64(integer),
                Err(_) => visitor.visit_str(digits),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::List(_) => self.deserialize_seq(visitor),
            Value::Mapping(_) => self.deserialize_map(visitor),
        }
        .map_err(|e: Error| e.at(self.node.at))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::String(text) if text.trim().is_empty() => Err(Error::new(EMPTY.to_owned())),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Number(digits) => Err(Error::new(format!(
                "expected a string, found the number `{digits}`; quote it: \"{digits}\""
            ))),
            Value::Bool(value) => Err(Error::new(format!(
                "expected a string, found the boolean `{value}`; quote it: \"{value}\""
            ))),
            _ => Err(self.mismatch("a string")),
        }
        .map_err(|e| e.at(self.node.at))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Bool(value) => visitor.visit_bool(value),
            _ => Err(self.mismatch("`true` or `false`")),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Number(digits) if digits.parse::<i64>().is_ok() => self.deserialize_any(visitor),
            _ => Err(self.mismatch("an integer of 64 bits")),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::List(items) => visitor.visit_seq(Items { reader: self, items: items.iter() }),
            _ => Err(self.mismatch("a list")),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Mapping(members) => visitor.visit_map(Members {
                reader: self,
                members: members.iter(),
                fields: None,
                value: None,
            }),
            _ => Err(self.mismatch("a mapping")),
        }
    }

    /// Reports every key that the struct does not have, and reads the others.
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let Value::Mapping(members) = &self.node.value else {
            return Err(self.mismatch("a mapping"));
        };
        for (key, _) in members {
            if let Some(word) = key.as_str().filter(|word| !fields.contains(word)) {
                self.sink.borrow_mut().push((key.at, remedies::unknown_key(name, word, fields)));
            }
        }
        let access =
            Members { reader: self, members: members.iter(), fields: Some(fields), value: None };
        visitor.visit_map(access).map_err(|e| e.with_remedy(name).at(self.node.at))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            LOCATED | PART | LITERAL => visitor.visit_seq(Parts { reader: self, name, step: 0 }),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    /// An enum of strings, or one whose variant follows from the shape of the node; see [`variant_of`].
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == "SecurityScheme" && self.node.get("type").is_none() {
            return Err(match self.node.value {
                Value::Mapping(_) => <Error as de::Error>::missing_field("type").with_remedy(name),
                _ => self.mismatch("a mapping"),
            });
        }
        let variant = match variant_of(name, self.node) {
            Some(variant) => variant,
            None => match self.node.as_str() {
                Some(word) => word,
                None => {
                    let advice = remedies::value(name, &self.found());
                    let expected = remedies::one_of(variants);
                    return Err(match advice {
                        Some(advice) => Error::new(advice.to_owned()).at(self.node.at),
                        None => self.mismatch(&expected),
                    });
                }
            },
        };
        if !variants.contains(&variant) {
            let at = self.node.get("type").unwrap_or(self.node).at;
            return Err(Error::new(remedies::unknown_value(name, variant, variants)).at(at));
        }
        visitor.visit_enum(Variant { reader: self, variant })
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

/// The variant of an enum that depends on the shape of a node: [`Referable`](super::document::Referable) and the like.
fn variant_of<'de>(name: &str, node: &'de Node) -> Option<&'de str> {
    match name {
        "Referable" => Some(if node.get("$ref").is_some() { "Reference" } else { "Inline" }),
        "Additional" => {
            Some(if matches!(node.value, Value::Bool(_)) { "Allowed" } else { "Schema" })
        }
        "SecurityScheme" => node.get("type").map(|kind| kind.as_str().unwrap_or_default()),
        _ => None,
    }
}

struct Items<'de, 's> {
    reader: Reader<'de, 's>,
    items: std::slice::Iter<'de, Node>,
}

impl<'de> SeqAccess<'de> for Items<'de, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let next = self.items.next();
        next.map(|node| seed.deserialize(self.reader.of(node))).transpose()
    }
}

struct Members<'de, 's> {
    reader: Reader<'de, 's>,
    members: std::slice::Iter<'de, (Node, Node)>,
    /// Of a struct: its fields. Other members are passed over.
    fields: Option<&'static [&'static str]>,
    value: Option<&'de Node>,
}

impl<'de> MapAccess<'de> for Members<'de, '_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        for (key, value) in self.members.by_ref() {
            if key.as_str().is_some_and(|word| word.trim().is_empty()) {
                self.reader.sink.borrow_mut().push((key.at, EMPTY.to_owned()));
                continue;
            }
            let known = |fields: &[&str]| key.as_str().is_some_and(|word| fields.contains(&word));
            if self.fields.is_none_or(known) {
                self.value = Some(value);
                return seed.deserialize(self.reader.of(key)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.value.take() {
            Some(node) => seed.deserialize(self.reader.of(node)).map_err(|e| e.at(node.at)),
            None => Err(de::Error::custom("a value before its key")),
        }
    }
}

/// A line, a column and a value: what [`Placed`] visits.
struct Parts<'de, 's> {
    reader: Reader<'de, 's>,
    name: &'static str,
    step: u8,
}

impl<'de> SeqAccess<'de> for Parts<'de, '_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Error> {
        let Reader { node, sink } = self.reader;
        self.step += 1;
        match (self.step, self.name) {
            (1, _) => seed.deserialize(U32Deserializer::<Error>::new(node.at.line)).map(Some),
            (2, _) => seed.deserialize(U32Deserializer::<Error>::new(node.at.column)).map(Some),
            (_, LITERAL) => seed.deserialize(json(node).into_deserializer()).map(Some),
            (_, PART) => match seed.deserialize(self.reader) {
                Ok(value) => Ok(Some(value)),
                Err(e) => {
                    sink.borrow_mut().push((e.at.unwrap_or(node.at), e.message));
                    Ok(None)
                }
            },
            _ => seed.deserialize(self.reader).map(Some).map_err(|e| e.at(node.at)),
        }
    }
}

/// A node as JSON, with its numbers as they are written.
pub fn json(node: &Node) -> String {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(digits) => digits.clone(),
        Value::String(text) => string(text),
        Value::List(items) => format!("[{}]", items.iter().map(json).collect::<Vec<_>>().join(",")),
        Value::Mapping(members) => {
            let members =
                members.iter().map(|(key, value)| format!("{}:{}", json(key), json(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

struct Variant<'de, 's> {
    reader: Reader<'de, 's>,
    variant: &'de str,
}

impl<'de, 's> EnumAccess<'de> for Variant<'de, 's> {
    type Error = Error;
    type Variant = Reader<'de, 's>;

    fn variant_seed<V: DeserializeSeed<'de>>(
        self,
        seed: V,
    ) -> Result<(V::Value, Self::Variant), Error> {
        let word: StrDeserializer<'_, Error> = self.variant.into_deserializer();
        Ok((seed.deserialize(word)?, self.reader))
    }
}

impl<'de> VariantAccess<'de> for Reader<'de, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Err(self.mismatch("a value"))
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        Err(self.mismatch("a value"))
    }
}

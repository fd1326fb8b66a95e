//! How objects are read from [`Node`]s: every mistake has its place, and one in one part does not end the reading of the others.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::yaml::{Mistake, Node, Value};
use super::{At, remedies};

/// What can be read from a node.
pub trait Read: Sized {
    /// The value; nothing if a mistake in it was added to `mistakes`.
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self>;

    /// The value of a key that is not there; nothing if the key is required.
    fn absent() -> Option<Self> {
        None
    }
}

// Of the next types, editors see the value itself, so their comments are none of its docs.

// A value, and where it stands.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(transparent, inline)]
pub struct Located<T> {
    #[schemars(skip)]
    pub at: At,
    pub value: T,
}

// A part of a document that is read by itself: nothing if a mistake in it was reported.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(transparent, inline)]
pub struct Part<T> {
    #[schemars(skip)]
    pub at: At,
    #[schemars(with = "T")]
    pub value: Option<T>,
}

// Parts under names, in the order of the text.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(transparent, inline)]
pub struct Entries<T>(
    #[schemars(with = "BTreeMap<String, T>")] pub Vec<(Located<String>, Part<T>)>,
);

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

// Any value, as JSON that keeps the digits of its numbers.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(transparent, inline)]
pub struct Literal {
    #[schemars(skip)]
    pub at: At,
    #[schemars(with = "serde_json::Value")]
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

/// Metadata that is accepted, and not used.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(transparent, inline)]
pub struct Ignored(#[schemars(with = "serde_json::Value")] ());

/// Defines objects: for each field its name in Rust, its key where that is another one, and its type.
macro_rules! objects {
    ($($(#[$about:meta])* $object:ident { $($(#[$note:meta])* $field:ident $($key:literal)?: $type:ty,)* })*) => {$(
        #[derive(Debug, Clone, PartialEq, JsonSchema)]
        #[schemars(deny_unknown_fields)]
        $(#[$about])*
        pub struct $object { $($(#[$note])* $(#[schemars(rename = $key)])? pub $field: $type,)* }

        impl Read for $object {
            fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
                const NAME: &str = stringify!($object);
                objects::keys(node, NAME, &[$(objects!(key $field $($key)?)),*], mistakes)?;
                $(let $field = objects::member(node, NAME, objects!(key $field $($key)?), mistakes);)*
                Some(Self { $($field: $field?,)* })
            }
        }
    )*};
    (key $field:ident) => { stringify!($field) };
    (key $field:ident $key:literal) => { $key };
}

/// Defines enums: for each variant the text that stands for it.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($variant:ident $word:literal),* })*) => {$(
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, JsonSchema)]
        pub enum $name { $(#[schemars(rename = $word)] $variant),* }

        impl $name {
            /// As it is written.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
        }

        impl Read for $name {
            fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
                objects::word(node, stringify!($name), &[$(($word, Self::$variant)),*], mistakes)
            }
        }
    )*};
}

pub(super) use {objects, words};

/// Reports every key that an object does not have; nothing if the node is no mapping.
pub fn keys(node: &Node, object: &str, known: &[&str], mistakes: &mut Vec<Mistake>) -> Option<()> {
    for (key, _) in mapping(node, mistakes)? {
        if let Some(word) = key.as_str().filter(|word| !known.contains(word)) {
            mistakes.extend(remedies::unknown_key(object, word, known).map(|m| (key.at, m)));
        }
    }
    Some(())
}

/// A member of an object.
pub fn member<T: Read>(
    node: &Node,
    object: &str,
    key: &str,
    mistakes: &mut Vec<Mistake>,
) -> Option<T> {
    match node.get(key) {
        Some(value) => T::read(value, mistakes),
        None => T::absent().or_else(|| {
            let remedy = remedies::missing(object, key).map(|remedy| format!("; {remedy}"));
            let message = format!("`{key}` is missing{}", remedy.unwrap_or_default());
            mistakes.push((node.at, message));
            None
        }),
    }
}

/// The value that a text stands for.
pub fn word<T: Copy>(
    node: &Node,
    name: &str,
    all: &[(&str, T)],
    mistakes: &mut Vec<Mistake>,
) -> Option<T> {
    let known: Vec<&str> = all.iter().map(|(word, _)| *word).collect();
    let found = node.as_str();
    let value = all.iter().find(|(word, _)| found == Some(word)).map(|(_, value)| *value);
    if value.is_none() {
        let message = match (found, remedies::value(name, &shown(node))) {
            (Some(word), _) if word.trim().is_empty() => EMPTY.to_owned(),
            (Some(word), _) => remedies::unknown_value(name, word, &known),
            (None, Some(advice)) => advice.to_owned(),
            (None, None) => mismatch(node, &remedies::one_of(&known)),
        };
        mistakes.push((node.at, message));
    }
    value
}

/// The members of a mapping.
pub fn mapping<'n>(node: &'n Node, mistakes: &mut Vec<Mistake>) -> Option<&'n [(Node, Node)]> {
    match &node.value {
        Value::Mapping(members) => Some(members),
        _ => wrong(node, "a mapping", mistakes),
    }
}

/// What a node is, for messages.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(value) => format!("the boolean `{value}`"),
        Value::Number(digits) => format!("the number `{digits}`"),
        Value::String(text) if text.is_empty() => "an empty string".to_owned(),
        Value::String(text) => format!("the string `{}`", text.escape_debug()),
        Value::List(_) => "a list".to_owned(),
        Value::Mapping(_) => "a mapping".to_owned(),
    }
}

fn mismatch(node: &Node, expected: &str) -> String {
    let remedy = match node.value {
        Value::Null => "; write it, or remove the key",
        _ => "",
    };
    format!("expected {expected}, found {}{remedy}", shown(node))
}

/// Reports that a node is not what is expected there.
fn wrong<T>(node: &Node, expected: &str, mistakes: &mut Vec<Mistake>) -> Option<T> {
    mistakes.push((node.at, mismatch(node, expected)));
    None
}

const EMPTY: &str = "an empty string; fill it in, or remove the key";

impl Read for String {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        let unquoted = match &node.value {
            Value::String(text) if text.trim().is_empty() => {
                mistakes.push((node.at, EMPTY.to_owned()));
                return None;
            }
            Value::String(text) => return Some(text.clone()),
            Value::Number(digits) => digits.clone(),
            Value::Bool(value) => value.to_string(),
            _ => return wrong(node, "a string", mistakes),
        };
        let message = format!("{}; quote it: \"{unquoted}\"", mismatch(node, "a string"));
        mistakes.push((node.at, message));
        None
    }
}

impl Read for bool {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        match node.value {
            Value::Bool(value) => Some(value),
            _ => wrong(node, "`true` or `false`", mistakes),
        }
    }

    fn absent() -> Option<Self> {
        Some(false)
    }
}

impl Read for i64 {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        let integer = match &node.value {
            Value::Number(digits) => digits.parse().ok(),
            _ => None,
        };
        integer.or_else(|| wrong(node, "an integer of 64 bits", mistakes))
    }
}

impl Read for Literal {
    fn read(node: &Node, _: &mut Vec<Mistake>) -> Option<Self> {
        Some(Self { at: node.at, json: json(node) })
    }
}

impl Read for Ignored {
    fn read(_: &Node, _: &mut Vec<Mistake>) -> Option<Self> {
        Some(Self(()))
    }
}

impl<T: Read> Read for Option<T> {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        T::read(node, mistakes).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        T::read(node, mistakes).map(Self::new)
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        let Value::List(items) = &node.value else { return wrong(node, "a list", mistakes) };
        let items: Vec<Option<T>> = items.iter().map(|item| T::read(item, mistakes)).collect();
        items.into_iter().collect()
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }
}

impl<T: Read> Read for Located<T> {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        Some(Self { at: node.at, value: T::read(node, mistakes)? })
    }
}

impl<T: Read> Read for Part<T> {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        Some(Self { at: node.at, value: T::read(node, mistakes) })
    }
}

impl<T: Read> Read for Entries<T> {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        let members = mapping(node, mistakes)?;
        let entry = |(key, value)| Some((Read::read(key, mistakes)?, Read::read(value, mistakes)?));
        Some(Self(members.iter().map(|(key, value)| (key, value)).filter_map(entry).collect()))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
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

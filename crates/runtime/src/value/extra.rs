//! Undocumented fields of an object, and values that do not fit.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::value::any::{Object, Value};
use crate::value::inspect::{Mark, is_inspecting};
use crate::value::object::Field;
use crate::value::secret::REDACTED;

/// The undocumented fields of an object, and documented optional fields whose value does not fit their type, by wire
/// name. [`inspect`](crate::inspect()) lists the two separately. Beside a secret, `Debug` and `inspect` redact their values.
///
/// They serialize next to the documented fields, so do not insert the name of a field that has a value.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Inner>>);

#[derive(Clone, Default)]
struct Inner {
    fields: Object,
    /// The documented fields among them, and whether a secret may be in one.
    misfits: Vec<(&'static str, bool)>,
    /// The object came with none of its documented fields.
    is_all: bool,
    /// An undocumented field may be a secret.
    is_hidden: bool,
}

static EMPTY: LazyLock<Object> = LazyLock::new(Object::new);

impl Extra {
    pub(crate) fn keep_misfit(&mut self, field: &Field, value: Value) {
        let inner = self.0.get_or_insert_default();
        inner.fields.insert(field.name.to_owned(), value);
        inner.misfits.push((field.name, field.secret));
    }

    /// Notes that the object came with no other field.
    pub(crate) fn alone(mut self) -> Self {
        if let Some(inner) = &mut self.0 {
            inner.is_all = inner.misfits.is_empty();
        }
        self
    }

    /// Hides the undocumented fields where secrets are hidden: one of the documented fields is a secret. For generated code.
    #[doc(hidden)]
    pub fn hide(&mut self) {
        if let Some(inner) = &mut self.0 {
            inner.is_hidden = true;
        }
    }

    /// Whether the object has fields and none of them is documented. For generated code.
    #[doc(hidden)]
    #[must_use]
    pub fn stands_alone(&self) -> bool {
        self.0.as_ref().is_some_and(|inner| inner.is_all)
    }

    /// The difference of a field from the spec, and whether a secret may be in it.
    fn mark(&self, name: &str) -> (Mark, bool) {
        let Some(inner) = &self.0 else {
            return (Mark::UnknownField, false);
        };
        let misfit = inner.misfits.iter().find(|(misfit, _)| *misfit == name);
        misfit.map_or((Mark::UnknownField, inner.is_hidden), |(_, secret)| (Mark::Misfit, *secret))
    }
}

impl Deref for Extra {
    type Target = Object;

    fn deref(&self) -> &Object {
        self.0.as_ref().map_or(&EMPTY, |inner| &inner.fields)
    }
}

impl DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Object {
        &mut self.0.get_or_insert_default().fields
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl From<Object> for Extra {
    fn from(fields: Object) -> Self {
        fields.into_iter().collect()
    }
}

impl From<Extra> for Object {
    fn from(extra: Extra) -> Self {
        extra.0.map(|inner| inner.fields).unwrap_or_default()
    }
}

impl IntoIterator for Extra {
    type Item = (String, Value);
    type IntoIter = indexmap::map::IntoIter<String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        Object::from(self).into_iter()
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a String, &'a Value);
    type IntoIter = indexmap::map::Iter<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<(String, Value)> for Extra {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        let mut extra = Self::default();
        for (name, value) in fields {
            extra.insert(name, value);
        }
        extra
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (name, value) in self {
            match self.mark(name) {
                (_, true) => map.entry(name, &format_args!("{REDACTED}")),
                (_, false) => map.entry(name, value),
            };
        }
        map.finish()
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer
            .collect_map(self.iter().map(|(name, value)| (name, Marked(self.mark(name), value))))
    }
}

struct Marked<'a>((Mark, bool), &'a Value);

impl Serialize for Marked<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self((mark, secret), value) = self;
        match *secret && is_inspecting() {
            true => mark.serialize(REDACTED, serializer),
            false => mark.serialize(value, serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Object::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, serde::Serialize)]
    struct Thing {
        name: Option<String>,
        #[serde(flatten)]
        extra: Extra,
    }

    crate::object! {
        Thing: "an object" {
            name = "name",
        }
    }

    #[test]
    fn keeps_what_nobody_knows_and_gives_it_back() {
        let body = json!({"name": "a", "x": {"deep": [1, null, "s"]}, "y": 1.5});
        let thing = Thing::deserialize(&body).unwrap();
        assert_eq!(thing.extra.len(), 2);
        assert_eq!(thing.extra["y"], json!(1.5));
        assert_eq!(serde_json::to_value(&thing).unwrap(), body);
    }

    #[test]
    fn numbers_keep_their_digits() {
        let body = r#"{"name":null,"x":{"a":[1e400,-0,1.50,123456789012345678901234567890]}}"#;
        let thing: Thing = serde_json::from_str(body).unwrap();
        assert_eq!(serde_json::to_string(&thing).unwrap(), body);
    }

    #[test]
    fn a_name_that_comes_twice_is_a_list() {
        let body = br#"{"x": [1], "x": 2, "y": 0, "x": 3}"#;
        let thing: Thing = crate::decode(None, body).unwrap();
        assert_eq!(thing.extra["x"].to_string(), "[[1],2,3]");
    }

    #[test]
    fn prints_like_a_map() {
        let extra: Extra =
            [("a".to_owned(), 1_i64.into()), ("b".to_owned(), json!({"c": true}).into())]
                .into_iter()
                .collect();
        assert_eq!(format!("{extra:?}"), r#"{"a": 1, "b": {"c":true}}"#);
        assert_eq!(extra.clone().into_iter().count(), (&extra).into_iter().count());
    }
}

//! The fields of an object that its spec does not know.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Value};

/// The fields that came with an object and that its spec does not know, by name. Empty as long as spec and provider agree.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Extra(Map<String, Value>);

/// How a serializer of ours knows a field that no spec knows.
pub(crate) const UNKNOWN_FIELD: &str = "$bindery::UnknownField";

impl Deref for Extra {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl From<Map<String, Value>> for Extra {
    fn from(fields: Map<String, Value>) -> Self {
        Self(fields)
    }
}

impl From<Extra> for Map<String, Value> {
    fn from(extra: Extra) -> Self {
        extra.0
    }
}

impl IntoIterator for Extra {
    type Item = (String, Value);
    type IntoIter = serde_json::map::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a String, &'a Value);
    type IntoIter = serde_json::map::Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl FromIterator<(String, Value)> for Extra {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(&self.0).finish()
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.0
                .iter()
                .map(|(name, value)| (name, UnknownField(value))),
        )
    }
}

struct UnknownField<'a>(&'a Value);

impl Serialize for UnknownField<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(UNKNOWN_FIELD, self.0)
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Map::deserialize(deserializer).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Debug, PartialEq, serde::Deserialize, serde::Serialize)]
    struct Thing {
        name: Option<String>,
        #[serde(flatten)]
        extra: Extra,
    }

    #[test]
    fn keeps_what_nobody_knows_and_gives_it_back() {
        let body = json!({"name": "a", "x": {"deep": [1, null, "s"]}, "y": 1.5});
        let thing = Thing::deserialize(&body).unwrap();
        assert_eq!(thing.extra.len(), 2);
        assert_eq!(thing.extra["y"], 1.5);
        assert_eq!(serde_json::to_value(&thing).unwrap(), body);
    }

    #[test]
    fn is_empty_when_everything_is_known() {
        let thing: Thing = serde_json::from_str(r#"{"name": null}"#).unwrap();
        assert_eq!(
            thing,
            Thing {
                name: None,
                extra: Extra::default()
            }
        );
    }

    #[test]
    fn prints_like_a_map() {
        let extra: Extra = [
            ("a".to_owned(), json!(1)),
            ("b".to_owned(), json!({"c": true})),
        ]
        .into_iter()
        .collect();
        assert_eq!(
            format!("{extra:?}"),
            r#"{"a": Number(1), "b": Object {"c": Bool(true)}}"#
        );
        assert_eq!(
            extra.clone().into_iter().count(),
            (&extra).into_iter().count()
        );
    }
}

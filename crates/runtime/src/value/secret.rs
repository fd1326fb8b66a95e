//! A string that must not be printed.

use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use crate::value::inspect::is_inspecting;
use crate::value::scalar::{Scalar, scalar};

/// A password, a token or a key. `Debug` prints `[redacted]`, and there is no `Display`; [`expose`](Secret::expose)
/// returns the string. It serializes as the string itself, so that it can be stored; [`inspect`](crate::inspect())
/// redacts it.
///
/// ```
/// # use bindery_runtime::Secret;
/// let secret = Secret::from("swordfish");
/// assert_eq!(format!("{secret:?}"), "[redacted]");
/// assert_eq!(secret.expose(), "swordfish");
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Secret(String);

/// The replacement of a secret.
pub(crate) const REDACTED: &str = "[redacted]";

/// The name by which our own deserializer knows that a secret is wanted.
pub(crate) const SECRET: &str = "$bindery::Secret";

impl Secret {
    /// Returns the secret string.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(if is_inspecting() { REDACTED } else { &self.0 })
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        scalar(deserializer, SECRET, "a secret string", |scalar| match scalar {
            Scalar::Text(text) => Some(text.into()),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_not_printed() {
        let secret = Secret::from("swordfish".to_owned());
        assert_eq!(
            format!("{secret:?} {:#?}", Some(&secret)),
            "[redacted] Some(\n    [redacted],\n)"
        );
        assert_eq!(secret.expose(), "swordfish");
    }

    #[test]
    fn decodes_and_encodes() {
        let secret: Secret = serde_json::from_str(r#""sword\nfish""#).unwrap();
        assert_eq!(secret.expose(), "sword\nfish");
        assert_eq!(serde_json::to_string(&secret).unwrap(), r#""sword\nfish""#);
    }

    #[test]
    fn an_error_does_not_show_what_was_found() {
        for body in [
            "471147114711", "-471147114711", "4711.4711", "true", "null", "[4711]",
            "{\"4711\": 4711}",
        ] {
            // A value that was buffered first goes through other methods of the visitor than one that is read at once.
            let value: serde_json::Value = serde_json::from_str(body).unwrap();
            for result in [serde_json::from_str(body), serde_json::from_value(value)] {
                let error = result.map(|_: Secret| ()).unwrap_err().to_string();
                assert!(error.contains("expected a secret string"), "{error}");
                assert!(!error.contains("4711"), "{error}");
            }
        }
    }
}

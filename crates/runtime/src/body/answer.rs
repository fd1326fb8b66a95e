//! The body of a response: its decoding, and the detection of a body that only looks like it.

use serde::de::DeserializeOwned;

use crate::body::decode::decode;
use crate::value::any::Value;
use crate::value::fault::{DecodeError, shorten};

/// The type of a response's body. Generated code implements it.
pub trait Answer: DeserializeOwned {
    /// Whether a body that came with a success status is the provider's error: `x-error-when` in the spec.
    fn is_error(&self) -> bool {
        false
    }

    /// Whether the body has fields and none is documented, as in one of another kind.
    fn is_blank(&self) -> bool {
        false
    }

    /// Decodes a body that came with this status.
    ///
    /// # Errors
    /// It does not decode; or it came with a success and is blank.
    fn decode(status: u16, content_type: Option<&str>, body: &[u8]) -> Result<Self, DecodeError> {
        let value: Self = decode(content_type, body)?;
        if (200..300).contains(&status) && value.is_blank() {
            return Err(blank(content_type, body));
        }
        Ok(value)
    }
}

/// Names the fields of a body in which none is documented; what is in them may be a secret.
fn blank(content_type: Option<&str>, body: &[u8]) -> DecodeError {
    let fields: Value = decode(content_type, body).unwrap_or_default();
    let names: Vec<String> = match fields.as_object() {
        Some(fields) => fields.keys().take(5).map(|name| shorten(name)).collect(),
        None => Vec::new(),
    };
    let found = match names.as_slice() {
        [] => "an empty object".to_owned(),
        names => format!("an object with {}", names.join(", ")),
    };
    DecodeError::whole(format!("found {found}, in which no field is documented"))
}

macro_rules! answers {
    ($($type:ty),*) => {$( impl Answer for $type {} )*};
}

answers!(
    Value, serde_json::Value, serde_json::Map<String, serde_json::Value>, String, bool, i32, i64, u32, u64, f32, f64, (),
    crate::Base64, crate::Date, crate::Decimal, crate::Secret, crate::Timestamp, crate::UnixTime, crate::UnixTimeMs
);

impl<T: DeserializeOwned> Answer for Vec<T> {}
impl<T: DeserializeOwned> Answer for Option<T> {}
impl<T: DeserializeOwned> Answer for std::collections::BTreeMap<String, T> {}
impl Answer for crate::Object {}

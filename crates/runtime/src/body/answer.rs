//! The body of a response: its decoding, and the detection of a body that only looks like it.

use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::body::content_type::media_type;
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

    /// The status that such a body comes with, where its type says so.
    fn status(&self) -> Option<u16> {
        None
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

/// The text of a body whose media type is neither JSON nor XML, if that is what it is.
fn plain<'a>(content_type: Option<&str>, body: &'a [u8]) -> Option<&'a str> {
    let subtype = media_type(content_type?).rsplit(['/', '+']).next()?;
    let is_data = ["json", "xml"].iter().any(|known| subtype.eq_ignore_ascii_case(known));
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    std::str::from_utf8(body).ok().filter(|_| !is_data)
}

/// Text is a string as it is, whatever is in it.
impl Answer for String {
    fn decode(_: u16, content_type: Option<&str>, body: &[u8]) -> Result<Self, DecodeError> {
        match plain(content_type, body) {
            Some(text) => Ok(text.to_owned()),
            None => decode(content_type, body),
        }
    }
}

/// A response may have a body or none.
impl<T: Answer> Answer for Option<T> {
    fn is_error(&self) -> bool {
        self.as_ref().is_some_and(T::is_error)
    }

    fn decode(status: u16, content_type: Option<&str>, body: &[u8]) -> Result<Self, DecodeError> {
        match body.trim_ascii() {
            b"" | b"null" => Ok(None),
            _ => T::decode(status, content_type, body).map(Some),
        }
    }
}

macro_rules! answers {
    ($($type:ty),*) => {$( impl Answer for $type {} )*};
}

answers!(
    Value, serde_json::Value, serde_json::Map<String, serde_json::Value>, bool, i32, i64, u32, u64, f32, f64, ()
);

/// A scalar that JSON writes as a string and text without quotes.
macro_rules! texts {
    ($($type:ty),*) => {$(
        impl Answer for $type {
            fn decode(_: u16, content_type: Option<&str>, body: &[u8]) -> Result<Self, DecodeError> {
                let decoded = decode(content_type, body);
                let text = plain(content_type, body).filter(|_| decoded.is_err());
                let read = |text: &str| -> Option<Self> {
                    let text: StrDeserializer<'_, Error> = text.trim().into_deserializer();
                    serde::Deserialize::deserialize(text).ok()
                };
                text.and_then(read).map_or(decoded, Ok)
            }
        }
    )*};
}

texts!(
    crate::Base64,
    crate::Date,
    crate::Decimal,
    crate::DecimalString,
    crate::Secret,
    crate::Timestamp,
    crate::UnixTime,
    crate::UnixTimeMs
);
#[cfg(feature = "uuid")]
texts!(uuid::Uuid);

impl<T: DeserializeOwned> Answer for Vec<T> {}
impl<T: DeserializeOwned> Answer for std::collections::BTreeMap<String, T> {}
impl Answer for crate::Object {}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check<T: Answer + PartialEq + std::fmt::Debug>(
        content_type: &str,
        body: &[u8],
        expected: Option<T>,
    ) {
        assert_eq!(T::decode(200, Some(content_type), body).ok(), expected);
    }

    #[test]
    fn text_is_read_as_it_is_and_json_as_json() {
        let text = |text: &str| Some(text.to_owned());
        check("text/csv; charset=utf-8", b"a,b\n\"1\",2", text("a,b\n\"1\",2"));
        check("text/plain", b"", text(""));
        check("text/plain", b"\xEF\xBB\xBF{}", text("{}"));
        check("application/json", b"\"a\"", text("a"));
        check("application/problem+json", b"\"a\"", text("a"));
        check::<String>("text/plain", b"\xFF", None);
        check("text/plain", b" 1.50\n", "1.50".parse::<crate::Decimal>().ok());
        check(
            "text/plain",
            b"2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00Z".parse::<crate::Timestamp>().ok(),
        );
        check::<crate::Timestamp>("application/json", b"2026-01-31T12:00:00Z", None);
    }

    #[test]
    fn a_body_that_may_be_missing_is_an_option() {
        check("application/json", b"7", Some(Some(7)));
        check("application/json", b"null", Some(None::<i64>));
        check("", b"", Some(None::<i64>));
        check::<Option<i64>>("application/json", b"\"x\"", None);
    }
}

//! Bytes in base64.

use std::fmt;
use std::ops::Deref;
use std::str::FromStr;

use crate::value::scalar::{ParseError, written_as_text};
use base64::Engine;
use base64::engine::general_purpose::{
    GeneralPurpose, STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD,
};

/// Bytes in base64 (RFC 4648).
///
/// Both alphabets decode, with or without padding, and encode as they were sent; white space is dropped. New bytes
/// encode in the standard alphabet with padding. Two values are equal if they are written the same.
///
/// ```
/// # use bindery_runtime::Base64;
/// let logo: Base64 = serde_json::from_str("\"aGk=\"")?;
/// assert_eq!(*logo, *b"hi");
/// assert_eq!(Base64::from(b"hi".to_vec()), logo);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64 {
    bytes: Vec<u8>,
    /// An index into [`ENGINES`].
    engine: usize,
}

/// The forms of base64, the first for new bytes.
const ENGINES: [&GeneralPurpose; 4] = [&STANDARD, &STANDARD_NO_PAD, &URL_SAFE, &URL_SAFE_NO_PAD];

impl Deref for Base64 {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, engine: 0 }
    }
}

impl From<Base64> for Vec<u8> {
    fn from(value: Base64) -> Self {
        value.bytes
    }
}

impl FromStr for Base64 {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, ParseError> {
        let digits: String = text.split_ascii_whitespace().collect();
        let decode = |(engine, by): (usize, &&GeneralPurpose)| {
            let bytes = by.decode(&digits).ok()?;
            Some(Self { bytes, engine })
        };
        let mut read = ENGINES.iter().enumerate().filter_map(decode);
        read.next().ok_or_else(|| ParseError::new(EXPECTED, text))
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let engine = ENGINES.get(self.engine).unwrap_or(&&STANDARD);
        f.write_str(&engine.encode(&self.bytes))
    }
}

written_as_text!(Base64);

const EXPECTED: &str = "base64";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, bytes: &[u8], written: &str) {
        let value: Base64 = serde_json::from_value(text.into()).unwrap();
        assert_eq!(*value, *bytes);
        assert_eq!(serde_json::to_value(&value).unwrap(), written);
        assert_eq!(written.parse(), Ok(value));
    }

    #[test]
    fn each_way_to_write_it_stays() {
        check("", b"", "");
        check("aGk=", b"hi", "aGk=");
        check("aGk", b"hi", "aGk");
        check("+/+/", b"\xfb\xff\xbf", "+/+/");
        check("-_-_", b"\xfb\xff\xbf", "-_-_");
        check("-_8=", b"\xfb\xff", "-_8=");
        check("-_8", b"\xfb\xff", "-_8");
        check("aGkg\r\n aGk=\n", b"hi hi", "aGkgaGk=");
    }

    #[test]
    fn what_is_refused() {
        // The last two have bits, or a mixture, that no encoder makes.
        for text in ["a", "aGk==", "a G k !", "é", "aGl=", "+_+_"] {
            let error = text.parse::<Base64>().unwrap_err().to_string();
            assert_eq!(error, format!("expected base64, found {text:?}"));
        }
        assert!(serde_json::from_str::<Base64>("7").is_err());
    }
}

//! Takes credentials out of texts, in each spelling in which this client writes them.

use std::cmp::Reverse;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::request::url::escape;

/// The secrets of a client, in each of their spellings, the longest first: one may be a part of another.
#[derive(Default)]
pub(crate) struct Redactor(Vec<String>);

impl Redactor {
    pub(crate) fn add(&mut self, secret: &str) {
        self.0.extend(spellings(secret));
        self.0.sort_unstable_by_key(|text| Reverse(text.len()));
        self.0.dedup();
    }

    pub(crate) fn redact(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| {
            if text.contains(secret) { text.replace(secret, "[redacted]") } else { text }
        })
    }
}

/// A secret as it is, escaped for a URL, for a form and for JSON, and in base64. One that is too short is a part of every
/// text.
fn spellings(secret: &str) -> Vec<String> {
    if secret.len() < 4 {
        return Vec::new();
    }
    let json = serde_json::Value::from(secret).to_string();
    let json = json.trim_start_matches('"');
    vec![
        secret.to_owned(),
        escape(secret),
        form_urlencoded::byte_serialize(secret.as_bytes()).collect(),
        json.strip_suffix('"').unwrap_or(json).to_owned(),
        STANDARD.encode(secret),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_recognised_in_each_spelling() {
        let mut redactor = Redactor::default();
        redactor.add("a b~\"c\\d\t+/é");
        for text in [
            "a b~\"c\\d\t+/é", "a%20b~%22c%5Cd%09%2B%2F%C3%A9", "a+b%7E%22c%5Cd%09%2B%2F%C3%A9",
            r#"a b~\"c\\d\t+/é"#, "YSBifiJjXGQJKy/DqQ==",
        ] {
            assert_eq!(redactor.redact(&format!("x={text}.")), "x=[redacted].");
        }
        redactor.add("abc");
        assert_eq!(redactor.redact("abc"), "abc");
        redactor.add("longer");
        redactor.add("longer still");
        assert_eq!(redactor.redact("longer still, longer"), "[redacted], [redacted]");
    }
}

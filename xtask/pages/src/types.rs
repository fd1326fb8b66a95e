//! The words that pages use for types: where they stand. What they mean is [`meaning`]'s business.

pub use xtask::spec::meaning::{Meaning, meaning};

/// The words, as they start a type. Compared without regard to case.
const WORDS: [&str; 56] = [
    "unix timestamp", "hostname", "password", "email", "url", "uri", "globally unique identifier",
    "decimal number", "unsigned integer", "enumeration", "enumerated", "smallint", "tinyint",
    "time interval", "collection", "dictionary", "date-time", "date time", "datetime", "timestamp",
    "boolean", "currency", "integer", "numeric", "varchar", "decimal", "binary", "bigint",
    "double", "number", "object", "string", "base64", "array", "float", "int32", "int64", "money",
    "short", "bool", "byte", "date", "enum", "file", "guid", "hash", "json", "list", "long",
    "null", "text", "time", "uuid", "any", "int", "map",
];

/// Whether a type is also a word that a sentence may begin with: `Time of the data`.
pub fn is_word(text: &str) -> bool {
    let words = [
        "time", "date", "text", "file", "list", "map", "number", "hash", "url", "email", "json",
        "object", "array", "any", "money", "password", "currency", "timestamp", "enumeration",
        "collection", "decimal", "binary",
    ];
    text.starts_with(char::is_uppercase) && words.contains(&text.to_lowercase().as_str())
}

/// Whether a text is a type and nothing else: `string`, `enum<string>`, `array of objects`, `string (uuid)`.
pub fn is_type(text: &str) -> bool {
    let text = text.trim_matches(['*', '`', '_']);
    lengths(text).contains(&text.len())
}

/// How long a type at the start of a text may be, the longest first.
pub fn lengths(text: &str) -> Vec<usize> {
    let mut lengths: Vec<usize> =
        words_at(text).flat_map(|length| with_suffixes(text, length)).collect();
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    lengths.dedup();
    lengths
}

/// The lengths of the words that a text starts with.
fn words_at(text: &str) -> impl Iterator<Item = usize> {
    WORDS
        .iter()
        .filter(move |word| {
            text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        })
        .map(|word| word.len())
}

/// The length of a type without and with each thing that may follow its first word.
fn with_suffixes(text: &str, word: usize) -> Vec<usize> {
    let mut lengths = vec![word];
    let mut length = word;
    // A type on a page is short; this is no grammar.
    for _ in 0..4 {
        let rest = &text[length..];
        let suffix = if rest.starts_with("[]") {
            2
        } else if let Some(inner) = between(rest, '<', '>')
            .or_else(|| between(rest, '(', ')'))
            .or_else(|| between(rest, '[', ']'))
        {
            inner
        } else if let Some(inner) = rest
            .strip_prefix(' ')
            .and_then(|r| between(r, '(', ')').or_else(|| between(r, '<', '>')))
        {
            inner + 1
        } else {
            [" of ", " or ", " | ", " / ", " · ", "|", "/", " "]
                .iter()
                .find_map(|joint| {
                    let after = rest.strip_prefix(joint)?;
                    // `array of Leg`
                    let named = || {
                        let length =
                            after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
                        let is_named = *joint == " of " && after.starts_with(char::is_uppercase);
                        is_named.then_some(length)
                    };
                    let next = words_at(after).max().or_else(named)?;
                    let plural = usize::from(after[next..].starts_with('s'));
                    Some(joint.len() + next + plural)
                })
                .unwrap_or(0)
        };
        if suffix == 0 {
            break;
        }
        length += suffix;
        lengths.push(length);
    }
    lengths
}

/// The length of `<uuid>` or `(date-time)` at the start of a text: one word between the signs.
fn between(text: &str, open: char, close: char) -> Option<usize> {
    let inner = text.strip_prefix(open)?;
    let length = inner.find(close)?;
    let word = &inner[..length];
    let fits = !word.is_empty()
        && word.len() <= 40
        && word.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '<' | '>' | '[' | ']' | '$' | ',')
        });
    // `(required)` and its kin say nothing of the type.
    let attribute =
        ["required", "optional", "nullable", "deprecated"].contains(&word.to_lowercase().as_str());
    // `decimal(12,2)`
    let fits =
        fits && (!word.contains(',') || word.bytes().all(|b| b == b',' || b.is_ascii_digit()));
    (fits && !attribute).then_some(length + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_types() {
        for text in [
            "string", "String", "UUID", "string[]", "enum<string>", "enum<string>[]",
            "integer<int64>", "string(uuid)", "string (date-time)", "array of strings",
            "Array of objects", "list of enum<string>", "string | null", "String / UUID",
            "string or null", "String Enum", "decimal number", "globally unique identifier",
            "object[]",
        ] {
            assert!(is_type(text), "{text}");
        }
        for text in [
            "", "Strings", "required", "string of the account", "string (see below for more)",
            "stringThe name", "date of birth", "The string",
        ] {
            assert!(!is_type(text), "{text}");
        }
    }

    #[test]
    fn types_at_the_start() {
        #[track_caller]
        fn check(text: &str, want: &[&str]) {
            let got: Vec<&str> = lengths(text).into_iter().map(|l| &text[..l]).collect();
            assert_eq!(got, want, "{text}");
        }
        check("integerAccount ID", &["integer", "int"]);
        check("dateTime of creation", &["dateTime", "date"]);
        check("string[]Tags", &["string[]", "string"]);
        check("array of objectsThe list", &["array of objects", "array"]);
        check("Account", &[]);
        check("größe", &[]);
    }
}

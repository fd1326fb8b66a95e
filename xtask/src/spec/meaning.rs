//! The meaning of the type names that pages use.

/// What a documented type comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day.
    Date,
    /// A day and a time.
    DateTime,
    /// A UUID.
    Uuid,
    /// One of a list of values.
    Enum,
    /// A list of these; of no known type where that is not said.
    Array(Option<Box<Meaning>>),
    /// An object, with or without a name.
    Object,
    /// Anything.
    Any,
    /// Null.
    Null,
    /// One of several.
    OneOf(Vec<Meaning>),
    /// An unknown type name.
    Unknown,
}

/// What a documented type means.
pub fn meaning(text: &str) -> Meaning {
    let lower =
        text.to_lowercase().replace("date-time", "datetime").replace("date time", "datetime");
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let has = |wanted: &[&str]| words.iter().any(|w| wanted.contains(w));
    if has(&["array", "arrays", "list", "collection"]) || lower.contains("[]") {
        let items = words
            .iter()
            .filter(|w| !["array", "arrays", "list", "collection", "of"].contains(w))
            .map(|w| w.strip_suffix('s').unwrap_or(w))
            .collect::<Vec<_>>()
            .join(" ");
        return Meaning::Array(match meaning(&items) {
            Meaning::Unknown => None,
            items => Some(Box::new(items)),
        });
    }
    if words.first() == Some(&"null") {
        return Meaning::Null;
    }
    if has(&["enum", "enumeration", "enumerated"]) {
        return Meaning::Enum;
    }
    let choices: Vec<Meaning> = lower
        .replace(" or ", "|")
        .split(['|', '/'])
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != lower)
        .map(meaning)
        .collect();
    if choices.len() > 1 {
        return Meaning::OneOf(choices);
    }
    let known = NAMES.iter().find(|(names, _)| names.split(' ').any(|name| has(&[name])));
    if words.first() == Some(&"depends") {
        Meaning::Any
    } else if lower.contains("globally unique identifier") {
        Meaning::Uuid
    } else if let Some((_, known)) = known {
        known.clone()
    } else if words.len() == 1 && text.starts_with(char::is_uppercase) {
        // The name of another type: `ResponseDataOfAccountV2`.
        Meaning::Object
    } else {
        Meaning::Unknown
    }
}

/// Names of types, and what they mean; of two in one text, the first row counts.
const NAMES: [(&str, Meaning); 9] = [
    ("any anything mixed variant", Meaning::Any),
    ("uuid guid", Meaning::Uuid),
    ("datetime timestamp", Meaning::DateTime),
    ("date", Meaning::Date),
    ("boolean bool", Meaning::Boolean),
    ("object objects map hash dictionary json", Meaning::Object),
    ("integer int int32 int64 bigint smallint tinyint long short byte", Meaning::Integer),
    ("number numeric float double decimal currency money", Meaning::Number),
    ("string text varchar url uri email base64 time", Meaning::Text),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meanings() {
        use Meaning::*;
        #[track_caller]
        fn check(text: &str, want: Meaning) {
            assert_eq!(meaning(text), want, "{text}");
        }
        let list = |m| Array(Some(Box::new(m)));
        check("String", Text);
        check("bool", Boolean);
        check("float", Number);
        check("decimal number", Number);
        check("integer<int64>", Integer);
        check("Timestamp", DateTime);
        check("string<date-time>", DateTime);
        check("date", Date);
        check("globally unique identifier", Uuid);
        check("string (uuid)", Uuid);
        check("String / UUID", OneOf(vec![Text, Uuid]));
        check("string or null", OneOf(vec![Text, Null]));
        check("Sting Enumeration", Enum);
        check("enum<string>", Enum);
        check("string[]", list(Text));
        check("array of integers", list(Integer));
        check("Contact Objects Array", list(Object));
        check("Collection of AccountUser", Array(None));
        check("array", Array(None));
        check("Address Object", Object);
        check("ResponseDataOfAccountV2", Object);
        check("Depends on the attribute", Any);
        check("furlong", Unknown);
        check("", Unknown);
    }
}

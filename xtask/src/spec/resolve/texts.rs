//! The texts that document a part, with what its schema says in keywords that only document.

use super::super::document::{Literal, Located, Schema};
use super::super::{Constraints, Mark, Marks};

/// A text without the white space around it; nothing, if there is none.
pub fn text(text: Option<&Located<String>>) -> String {
    text.map(|t| t.value.trim().to_owned()).unwrap_or_default()
}

/// The same as a sentence, with a full stop at its end.
pub fn sentence(written: Option<&Located<String>>) -> String {
    ended(text(written))
}

fn ended(mut text: String) -> String {
    if text.ends_with(char::is_alphanumeric) {
        text.push('.');
    }
    text
}

/// A description, or else the schema's, with the sentences of the schema's keywords after it.
pub fn description(
    own: Option<&Located<String>>,
    schema: Option<&Schema>,
    example: Option<&Literal>,
) -> String {
    let mut sentences = vec![text(own.or(schema.and_then(|s| s.description.as_ref())))];
    sentences.extend(schema.into_iter().flat_map(keywords));
    let example = example.or(schema.and_then(|s| s.example.as_ref()));
    sentences.extend(example.map(|e| format!("Example: `{}`.", code(e))));
    let mut text = String::new();
    for sentence in sentences.iter().filter(|s| !s.is_empty()) {
        if !text.is_empty() {
            text.push_str(if text.ends_with(['.', '!', '?', ':']) { " " } else { ". " });
        }
        text.push_str(sentence);
    }
    ended(text)
}

/// What the keywords that only document say, as sentences.
fn keywords(schema: &Schema) -> Vec<String> {
    let lower = if schema.exclusive_minimum { "Greater than" } else { "At least" };
    let upper = if schema.exclusive_maximum { "Less than" } else { "At most" };
    let rows: [(&Option<Literal>, &str, &str); 11] = [
        (&schema.default, "The default is", ""),
        (&schema.minimum, lower, ""),
        (&schema.maximum, upper, ""),
        (&schema.multiple_of, "A multiple of", ""),
        (&schema.min_length, "At least", " characters"),
        (&schema.max_length, "At most", " characters"),
        (&schema.pattern, "Matches the pattern", ""),
        (&schema.min_items, "At least", " items"),
        (&schema.max_items, "At most", " items"),
        (&schema.min_properties, "At least", " properties"),
        (&schema.max_properties, "At most", " properties"),
    ];
    let sentence = |(value, before, after): (&Option<Literal>, &str, &str)| {
        value.as_ref().map(|v| format!("{before} `{}`{after}.", code(v)))
    };
    let mut sentences: Vec<String> = rows.into_iter().filter_map(sentence).collect();
    if schema.unique_items {
        sentences.push("No item twice.".to_owned());
    }
    sentences
}

/// A value between backticks.
fn code(value: &Literal) -> String {
    value.text().replace('`', "'")
}

/// The marks of a property or a parameter.
pub fn marks(
    undocumented: Option<&Located<String>>,
    differs: Option<&Located<String>>,
    schema: Option<&Schema>,
) -> Marks {
    let constraint = |keyword: fn(&Schema) -> &Option<Literal>| {
        schema.and_then(|s| keyword(s).as_ref().map(|l| l.text().to_owned()))
    };
    Marks {
        undocumented: undocumented.map(mark),
        differs: differs.map(mark),
        constraints: Constraints {
            default: constraint(|s| &s.default),
            minimum: constraint(|s| &s.minimum),
            maximum: constraint(|s| &s.maximum),
        },
    }
}

pub fn mark(reason: &Located<String>) -> Mark {
    Mark { at: reason.at, reason: reason.value.trim().trim_end_matches('.').to_owned() }
}

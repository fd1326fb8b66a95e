//! The Rust names that the generated code gets, by the rules of the generator.

use heck::{ToPascalCase, ToSnakeCase};

/// Whether a string is a valid Rust name.
pub fn is_identifier(word: &str) -> bool {
    // A keyword since edition 2024, which syn takes for a name.
    word != "gen" && syn::parse_str::<syn::Ident>(word).is_ok()
}

/// The variant of an open enum for a value on the wire: `credit_hold` → `CreditHold`, `>=` → `GreaterEqual`.
pub fn variant(value: &str) -> String {
    let name: String = value.to_pascal_case().chars().filter(|c| c.is_alphanumeric()).collect();
    let signs = value.chars().filter_map(|c| SIGNS.iter().find(|(sign, _)| *sign == c));
    let sign = value.starts_with(['+', '-']) && !name.is_empty();
    let name = match (name.is_empty(), sign) {
        (true, _) => signs.map(|(_, word)| *word).collect(),
        (_, true) => signs.take(1).map(|(_, word)| *word).chain([name.as_str()]).collect(),
        _ => name,
    };
    if name.is_empty() {
        "Empty".to_owned()
    } else if !name.starts_with(char::is_alphabetic) {
        format!("X{name}")
    } else if is_identifier(&name) && name != "Unknown" {
        name
    } else {
        // `Unknown` is for undocumented values.
        format!("{name}_")
    }
}

/// What signs are called, in values that have nothing else.
const SIGNS: [(char, &str); 16] = [
    ('+', "Plus"),
    ('-', "Minus"),
    ('*', "Star"),
    ('/', "Slash"),
    ('<', "Less"),
    ('>', "Greater"),
    ('=', "Equal"),
    ('!', "Not"),
    ('%', "Percent"),
    ('&', "And"),
    ('|', "Or"),
    ('~', "Tilde"),
    ('?', "Question"),
    ('.', "Dot"),
    ('#', "Hash"),
    ('@', "At"),
];

/// The type for a schema, by progenitor's rule.
pub fn type_name(schema: &str) -> String {
    // Once more, since progenitor does it to the name that it is given: `GetEN` becomes `GetEn`.
    progenitors(schema, |s| s.to_pascal_case().to_pascal_case(), "X")
}

/// The field for a property, and the argument for a parameter, by progenitor's rule.
pub fn field(property: &str) -> String {
    progenitors(property, |s| s.to_snake_case(), "x")
}

/// Two names meet here if and only if they meet in progenitor's output.
fn progenitors(name: &str, recase: impl Fn(&str) -> String, prefix: &str) -> String {
    let mut name = recase(&words(name));
    if !name.starts_with(|c: char| c == '_' || c.is_alphabetic()) {
        name.insert_str(0, prefix);
    }
    if !is_identifier(&name) {
        name.push('_');
    }
    name
}

/// A name with only what names in Rust have, and hyphens.
pub fn words(name: &str) -> String {
    match name {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => name.replace('\'', "").replace(|c: char| !(c == '_' || c.is_alphanumeric()), "-"),
    }
}

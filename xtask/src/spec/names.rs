//! The Rust names that the generated code gets, by the rules of the generator.

use heck::{ToPascalCase, ToSnakeCase};

/// Whether a word can stand as a Rust name as it is.
pub fn is_identifier(word: &str) -> bool {
    // A keyword since edition 2024, which syn takes for a name.
    word != "gen" && syn::parse_str::<syn::Ident>(word).is_ok()
}

/// The variant of an open enum for a word of the wire: `credit_hold` → `CreditHold`.
pub fn variant(word: &str) -> String {
    let name: String = word
        .to_pascal_case()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("X{name}")
    } else if is_identifier(&name) {
        name
    } else {
        format!("{name}_")
    }
}

/// The type for a schema, by progenitor's rule.
pub fn type_name(schema: &str) -> String {
    progenitors(schema, |s| s.to_pascal_case(), "X")
}

/// The field for a property, and the argument for a parameter, by progenitor's rule.
pub fn field(property: &str) -> String {
    progenitors(property, |s| s.to_snake_case(), "x")
}

/// Two names meet here if and only if they meet in progenitor's output.
fn progenitors(name: &str, recase: impl Fn(&str) -> String, prefix: &str) -> String {
    let words = match name {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => name
            .replace('\'', "")
            .replace(|c: char| !(c == '_' || c.is_alphanumeric()), "-"),
    };
    let mut name = recase(&words);
    if !name.starts_with(|c: char| c == '_' || c.is_alphabetic()) {
        name.insert_str(0, prefix);
    }
    if !is_identifier(&name) {
        name.push('_');
    }
    name
}

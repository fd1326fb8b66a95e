//! The Rust names that the generated code gets, by the rules of the generator.

use heck::ToPascalCase;

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
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name
    } else {
        format!("X{name}")
    }
}

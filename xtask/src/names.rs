//! The Rust names that the generated code gets, by the rules of the generator.

/// Whether a word can stand as a Rust name as it is.
pub fn is_identifier(word: &str) -> bool {
    // A keyword since edition 2024, which syn takes for a name.
    word != "gen" && syn::parse_str::<syn::Ident>(word).is_ok()
}

//! The kinds of changes, how grave each one is, and what it does to those who depend on the crate. CONTRIBUTING.md has the same table.

use std::fmt;

/// How grave a change is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Class {
    /// Nothing that code or data could notice.
    Patch,
    /// Something more, or something that means more than before.
    Minor,
    /// Code may no longer compile, or data no longer arrive where it was.
    Major,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

/// A kind of change: a row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// What changes, as the table says it.
    pub what: &'static str,
    /// How grave it is.
    pub class: Class,
    /// What it does to a user's code and data.
    pub effect: &'static str,
}

macro_rules! rules {
    ($($name:ident: $class:ident, $what:literal, $effect:literal;)*) => {
        $(pub const $name: Rule = Rule { what: $what, class: Class::$class, effect: $effect };)*
        /// Every row, in the table's order.
        #[cfg(test)]
        pub const RULES: &[(&str, Rule)] = &[$((stringify!($name), $name)),*];
    };
}

rules! {
    PROVIDER_ADDED: Minor, "provider added", "a crate more";
    PROVIDER_REMOVED: Major, "provider removed", "its crate gets no more versions";
    OPERATION_ADDED: Minor, "operation added", "a method more";
    OPERATION_REMOVED: Major, "operation removed", "its method is gone";
    REQUEST_MOVED: Minor, "method or path of a request changed", "the same call sends another request";
    PARAMETER_ADDED: Major, "parameter added", "the method takes one argument more";
    PARAMETER_REMOVED: Major, "parameter removed", "the method takes one argument less";
    PARAMETER_CHANGED: Major, "parameter's type or place changed, or whether it is required", "the method's signature, or what it sends, is another";
    PARAMETERS_MOVED: Major, "order of parameters changed", "the method's arguments change places";
    CONSTANT_CHANGED: Minor, "header with one value added, changed or removed", "the same call asks for another edition of the answer";
    ANSWER_CHANGED: Major, "type of an answer changed", "the method returns another type";
    ERROR_ADDED: Minor, "error body added", "a refusal carries a typed body";
    ERROR_CHANGED: Major, "type of an error body changed, or removed", "a refusal carries another type, or none";
    MEDIA_TYPE_ADDED: Minor, "media type added", "answers in it are decoded, too";
    MEDIA_TYPE_REMOVED: Major, "media type removed", "answers in it can no longer be asked for";
    ERROR_WHEN_CHANGED: Minor, "condition that makes an answer an error changed", "some answers become errors, or errors answers";
    FIELDS_OF_ERROR_CHANGED: Minor, "place of an error's code or message changed", "errors show another code or message";
    WAIT_CHANGED: Patch, "header that says how long to wait added or removed", "retries wait longer or shorter";
    SCHEME_ADDED: Minor, "way to sign in added", "the builder takes other credentials, too";
    SCHEME_REMOVED: Major, "way to sign in removed", "its credentials are taken no more";
    CREDENTIALS_RENAMED: Major, "names of credentials changed", "other variables of the environment are read";
    SIGN_IN_CHANGED: Minor, "way to get or to send a token changed", "the same credentials are sent otherwise";
    SCHEMES_MOVED: Minor, "preferred way to sign in changed", "the environment's credentials are looked for in another order";
    DEFAULT_SERVER_CHANGED: Major, "first server changed or removed", "calls go to another host, or none is known";
    SERVERS_CHANGED: Minor, "another server added, changed or removed", "another base URL is offered";
    TYPE_ADDED: Minor, "type added", "a type more";
    TYPE_REMOVED: Major, "type removed or renamed", "its name is gone";
    TYPE_CHANGED: Major, "type became one of another kind", "what the name stands for is another";
    PROPERTY_ADDED: Minor, "optional property added", "a field more; its value was in `extra`";
    REQUIRED_PROPERTY_ADDED: Major, "required property added", "an answer without it is an error, and the type may lose its `Default`";
    PROPERTY_REMOVED: Major, "property removed", "the field is gone; its value is in `extra`";
    PROPERTY_CHANGED: Major, "property's type changed", "the field has another type";
    SECRET: Major, "property becomes secret", "the field is a `Secret`, which has to be exposed to be read";
    NO_SECRET: Major, "property is secret no more", "the field is no `Secret`, and is printed";
    OPTIONAL: Major, "property required before, optional now", "the field becomes an `Option`";
    REQUIRED: Major, "property optional before, required now", "the field is an `Option` no more, and an answer without it an error";
    NULLABLE: Patch, "null documented, or no longer, for an optional property", "nothing: both are `None`";
    PROPERTIES_MOVED: Patch, "order of properties changed", "fields are printed and written in another order";
    WORD_ADDED: Minor, "word added to an enum", "a variant more; the word was `Unknown`";
    WORD_REMOVED: Major, "word removed from an enum", "the variant is gone; the word is `Unknown`";
    INTEGER_ADDED: Minor, "integer added for a word of an enum", "the integer is that variant; it was `Unknown`";
    INTEGER_CHANGED: Major, "integer of a word changed or removed", "the integer is another variant, or `Unknown`";
    XML_CHANGED: Major, "XML form changed", "XML as it was is decoded otherwise";
    WORDS: Patch, "words only: descriptions, titles, links, reasons", "the documentation says it otherwise";
    OTHER: Major, "anything else", "not known, so it is taken for the worst";
}

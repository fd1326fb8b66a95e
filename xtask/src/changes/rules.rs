//! The kinds of changes, how far each one reaches, and what it does to those who depend on the crate. specs/changes.md has the same
//! table.

use std::fmt;

/// How far a change reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Nothing that code or data could notice.
    Patch,
    /// Something more, or something that means more than before.
    Minor,
    /// Code may no longer compile, or data may no longer be where it was.
    Major,
}

impl std::str::FromStr for Class {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        [Self::Patch, Self::Minor, Self::Major]
            .into_iter()
            .find(|c| c.to_string() == name)
            .ok_or_else(|| "a class is `major`, `minor` or `patch`".to_owned())
    }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// What changes, as the table says it.
    pub what: &'static str,
    /// How far it reaches.
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
    PROVIDER_ADDED: Minor, "provider added", "there is one more crate";
    PROVIDER_REMOVED: Major, "provider removed", "its crate gets no more versions";
    OPERATION_ADDED: Minor, "operation added", "there is one more method";
    OPERATION_REMOVED: Major, "operation removed or renamed", "its method is gone";
    REQUEST_CHANGED: Minor, "method or path of a request changed", "the same call sends another request";
    PATH_PARAMETER_RENAMED: Patch, "path parameter renamed", "the documentation names the argument differently";
    PARAMETER_RENAMED: Minor, "required query parameter or header renamed", "the same call sends it under another name";
    REQUIRED_PARAMETER_ADDED: Major, "required parameter added", "the method takes one more argument";
    OPTIONAL_PARAMETER_ADDED: Minor, "optional parameter added", "the operation's options have one more setter";
    FIRST_OPTION_ADDED: Major, "first optional parameter of an operation added", "the method takes its options as one more argument";
    PARAMETER_REMOVED: Major, "parameter removed", "the method takes one argument less, or its options have one setter less";
    PARAMETER_CHANGED: Major, "parameter's type changed, or whether it is required", "the argument or the setter has another type, or one becomes the other";
    PARAMETER_SENT: Minor, "place or style of a parameter changed", "the same call sends it in another way";
    PARAMETERS_MOVED: Major, "order of required parameters changed", "the method's arguments change places";
    CONSTANT_CHANGED: Minor, "header with one documented value added, changed or removed", "the same call sends another header";
    BODY_ADDED: Major, "request body added", "the method takes one more argument";
    BODY_REMOVED: Major, "request body removed", "the method takes one argument less";
    BODY_CHANGED: Major, "type of a request body changed, or whether it is required", "the method's argument has another type";
    BODY_FORMAT_CHANGED: Minor, "media types of a request body changed", "the same call may send another format";
    RESPONSE_CHANGED: Major, "type of a response changed", "the method returns another type";
    RESPONSE_KIND_ADDED: Minor, "one of several types of a response or an error added", "the enum has one more variant";
    RESPONSE_KIND_REMOVED: Major, "one of several types of a response or an error removed", "the variant is gone";
    ERROR_ADDED: Major, "first error body of an operation added", "the method's error has a type for it";
    ERROR_CHANGED: Major, "type of an error body changed, or the last one removed", "the method's error has another type";
    STATUS_ADDED: Minor, "status added whose body has a known type", "responses with it are decoded";
    STATUS_REMOVED: Major, "status removed whose body has a known type", "responses with it are no longer decoded";
    EMPTY_ERROR_CHANGED: Minor, "error status without a body added or removed", "errors with it have no typed body, or have one again";
    MEDIA_TYPE_ADDED: Minor, "media type of a response added", "responses in it are decoded, too";
    MEDIA_TYPE_REMOVED: Major, "media type of a response removed", "responses in it can no longer be requested";
    MEDIA_TYPES_MOVED: Minor, "preferred media type of a response changed", "the same call asks for another format";
    ERROR_WHEN_CHANGED: Minor, "condition that makes a response an error changed", "some responses become errors, or errors become responses";
    ERROR_FIELDS_CHANGED: Minor, "place of an error's code or message changed", "errors show another code or message";
    WAIT_CHANGED: Patch, "header that says how long to wait added or removed", "retries wait longer or shorter";
    HEADER_ADDED: Minor, "response header added", "the operation's headers have one more field";
    HEADER_CHANGED: Major, "response header removed, or its type changed", "the field of the operation's headers is gone, or has another type";
    PAGES_ADDED: Minor, "pagination added", "the list has a stream of all items";
    PAGES_REMOVED: Major, "pagination removed", "the stream of all items is gone";
    PAGES_CHANGED: Minor, "pagination changed", "the stream finds the next page in another way";
    ITEMS_CHANGED: Major, "type of a page's items changed", "the stream yields another type";
    IDEMPOTENCY_CHANGED: Minor, "idempotency key added, changed or removed", "a write is retried with one key for all attempts, or no longer";
    SCHEME_ADDED: Minor, "way to authenticate added", "the client takes other credentials, too";
    SCHEME_REMOVED: Major, "way to authenticate removed", "its credentials are no longer enough";
    CREDENTIALS_RENAMED: Major, "names of credentials changed", "other environment variables are read";
    AUTHENTICATION_CHANGED: Minor, "how credentials are sent or exchanged changed", "the same credentials are sent in another way";
    SCHEMES_MOVED: Minor, "preferred way to authenticate changed", "the environment's credentials are looked up in another order";
    OPERATION_SECURITY_CHANGED: Minor, "credentials of one operation added, moved, or no longer needed", "its calls may send other credentials, or none";
    OPERATION_SECURITY_REMOVED: Major, "credentials of one operation removed", "they are no longer enough for its calls";
    DEFAULT_SERVER_CHANGED: Major, "first server changed or removed", "calls go to another host, or none is known";
    SERVERS_CHANGED: Minor, "other servers added, changed or removed", "other base URLs are offered";
    TYPE_ADDED: Minor, "type added", "there is one more type";
    TYPE_REMOVED: Major, "type removed", "its name is gone";
    TYPE_RENAMED: Major, "type renamed", "it has another name, and is otherwise as it was";
    TYPE_CHANGED: Major, "type became one of another kind", "the name stands for something else";
    SETTERS_ADDED: Minor, "type used in requests, too", "it has setters";
    SETTERS_REMOVED: Major, "type no longer used in requests", "it has no setters";
    PROPERTY_ADDED: Minor, "optional property added", "there is one more field; its value was in `extra`";
    REQUIRED_PROPERTY_ADDED: Major, "required property added", "a body without it is an error, and `new` takes one more argument";
    PROPERTY_REMOVED: Major, "property removed", "the field is gone; its value is in `extra`";
    PROPERTY_CHANGED: Major, "property's type changed", "the field has another type";
    SECRET: Major, "property becomes secret", "the field is a `Secret`, which has to be exposed to be read";
    NO_SECRET: Major, "property is no longer secret", "the field is no `Secret`, and is printed";
    OPTIONAL: Major, "property becomes optional", "the field becomes an `Option`";
    REQUIRED: Major, "property becomes required", "the field is no longer an `Option`, and a body without it is an error";
    NULLABLE: Patch, "null documented, or no longer, for an optional property", "nothing: both are `None`";
    RUST_NAME_CHANGED: Major, "name in Rust changed", "the field, setter or variant has another name";
    ORDER_CHANGED: Patch, "order of properties, optional parameters or values changed", "they are printed and documented in another order";
    VALUE_ADDED: Minor, "enum value added", "there is one more variant; the value was `Unknown`";
    VALUE_REMOVED: Major, "enum value removed", "the variant is gone; the value is `Unknown`";
    INTEGER_ADDED: Minor, "integer added for an enum value", "the integer is that variant; it was `Unknown`";
    INTEGER_CHANGED: Major, "integer of an enum value changed or removed", "the integer is another variant, or `Unknown`";
    VARIANT_ADDED: Minor, "variant of a union added", "there is one more variant; its values were `Unknown`, or another variant";
    VARIANT_REMOVED: Major, "variant of a union removed, or its type changed", "the variant is gone, or holds another type";
    UNION_CHANGED: Minor, "how a union's variants are distinguished changed", "some values become another variant";
    XML_CHANGED: Major, "XML form changed", "XML is written and read in another way";
    DEPRECATED: Minor, "deprecated, or no longer", "the compiler warns where it is used, or no longer";
    TEXTS: Patch, "texts only: descriptions, titles, links, reasons", "the documentation says it differently";
    OTHER: Major, "anything else", "it is not known, so it counts as major";
}

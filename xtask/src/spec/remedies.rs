//! What to write instead of a keyword or a value that is refused, and of one that is missing.

/// Rows of a table, each on one line: the object or the enum, the keyword or value, and the remedy.
macro_rules! table {
    ($name:ident $($object:literal $word:literal => $remedy:expr,)*) => {
        const $name: &[(&str, &str, &str)] = &[$(($object, $word, $remedy)),*];
    };
}

// Keywords that people write in good faith: the object, the keyword, and what is so about it.
table! {
    KEYS
    "OpenApi" "swagger" => "this is OpenAPI 2; convert the document to OpenAPI 3.0",
    "OpenApi" "webhooks" => "the provider calls webhooks, and nothing here is called; remove it",
    "OpenApi" "jsonSchemaDialect" => "this is OpenAPI 3.1; remove it",
    "PathItem" "$ref" => "a path is described where it stands; write its operations out",
    "PathItem" "options" => "`options` is for browsers; remove it",
    "PathItem" "trace" => "`trace` is no call to an API; remove it",
    "Parameter" "allowReserved" => "values are always percent-encoded, and servers decode them; remove it",
    "Schema" "not" => "no Rust type excludes values; describe what the value is, and say the rest in the description",
    "Schema" "examples" => "one `example` is enough, and whole bodies are files under samples/; write that",
    "Schema" "const" => "this is OpenAPI 3.1; write an `enum` with one value",
    "Schema" "$defs" => "this is OpenAPI 3.1; put the schemas under components.schemas",
    "Schema" "patternProperties" => "this is OpenAPI 3.1; write `additionalProperties` with the schema of the values",
    "Schema" "x-rust-type" => "the Rust type follows from `type` and `format`; remove it",
    "Xml" "namespace" => "names are compared without their namespace; remove it",
    "Xml" "prefix" => "names are compared without their prefix; remove it",
}

// Values that are refused: the enum, the value (or what was found in its place), and what to write.
table! {
    VALUES
    "Location" "cookie" => "cookies are not sent; a cookie that carries credentials belongs under components.securitySchemes as an `apiKey` in a header, if the provider takes one",
    "Style" "matrix" => "this style is not written; use `simple` for a path",
    "Style" "label" => "this style is not written; use `simple` for a path",
    "Type" "a list" => "a list of types is OpenAPI 3.1; write one type, and `nullable: true` beside it for null",
    "Type" "the string `null`" => "there is no type for null; write `nullable: true` beside the type",
    "Type" "null" => "there is no type for null; write `nullable: true` beside the type",
    "Type" "file" => "this is OpenAPI 2; write `{type: string, format: binary}`",
    "SecurityScheme" "openIdConnect" => "OpenID Connect is not supported; describe the token request as `oauth2` with `clientCredentials`",
    "SecurityScheme" "mutualTLS" => "client certificates belong to the application's HTTP client; remove the scheme",
    "KeyPlace" "cookie" => "cookies are not sent; write `header` or `query`, if the provider takes the key there",
    "HttpScheme" "digest" => "HTTP digest is not supported; write `basic` or `bearer`, if the provider takes one of them",
}

// Keys that are missing: the object, the key, and what to write.
table! {
    MISSING
    "OpenApi" "openapi" => "write `openapi: 3.0.3`",
    "OpenApi" "info" => "say who the provider is",
    "OpenApi" "paths" => "describe the operations",
    "Info" "title" => "write the provider's own name",
    "Info" "version" => "write the API's version, as the provider does",
    "ExternalDocs" "url" => "write where the page is",
    "Server" "url" => "write the base URL",
    "Variable" "default" => "write the value that goes into the URL",
    "SecurityScheme" "type" => "write `http`, `apiKey` or `oauth2`",
    "Operation" "operationId" => "name the method: `get_account`",
    "Operation" "responses" => "describe the responses",
    "Parameter" "name" => "write its name, as the provider does",
    "Parameter" "in" => "write `path`, `query` or `header`",
    "RequestBody" "content" => "write its media type and schema",
    "Header" "schema" => "write its type: `schema: {type: integer}`",
    "Pages" "items" => "write a JSON pointer to the list, or `\"\"` if the body is the list",
    "Login" "url" => "write where to send the user name and the password",
    "Login" "request" => "write `form` or `json`",
    "Login" "token" => "write a JSON pointer to the token in the response",
    "Http" "scheme" => "write `basic` or `bearer`",
    "ApiKey" "in" => "write `header` or `query`",
    "ApiKey" "name" => "write what the key is called there",
    "OAuth2" "flows" => "describe `clientCredentials`",
    "Flows" "clientCredentials" => "the other flows need a person, so no client can follow them; describe it, or `http` with `bearer` for a token from elsewhere",
    "Flow" "tokenUrl" => "write where to ask for a token",
    "Discriminator" "propertyName" => "name the property that distinguishes the schemas",
}

fn find(table: &[(&str, &str, &'static str)], object: &str, word: &str) -> Option<&'static str> {
    table.iter().find(|(o, w, _)| *o == object && *w == word).map(|(_, _, remedy)| *remedy)
}

/// What to say of a key that an object does not have; `known` are those that it has. Nothing of an extension of another
/// tool.
pub fn unknown_key(object: &str, key: &str, known: &[&str]) -> Option<String> {
    if let Some(remedy) = find(KEYS, object, key) {
        return Some(format!("`{key}`: {remedy}"));
    }
    let found = key.escape_debug();
    match like(key, known) {
        Some(meant) => Some(format!("nothing reads `{found}` here; write `{meant}`, or remove it")),
        None if key.starts_with("x-") => None,
        None => Some(format!("nothing reads `{found}` here; remove it")),
    }
}

/// The known name that is closest to a name that is not known.
pub fn like<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let same = |other: &&&str| other.eq_ignore_ascii_case(word);
    // A long name is no typing error, and costs much to compare.
    let close = || similar::get_close_matches(word, known, 1, 0.75).first().copied();
    let short = word.len() <= 40;
    known.iter().find(same).copied().or_else(|| short.then(close)?)
}

/// What to say of a value that an enum does not have.
pub fn unknown_value(name: &str, value: &str, known: &[&str]) -> String {
    match find(VALUES, name, value) {
        Some(remedy) => format!("`{value}`: {remedy}"),
        None => {
            format!("`{}` is not supported here; write {}", value.escape_debug(), one_of(known))
        }
    }
}

/// What to say of a value that is no string where an enum's belongs.
pub fn value(name: &str, found: &str) -> Option<&'static str> {
    find(VALUES, name, found)
}

/// What to do about a key that an object must have.
pub fn missing(object: &str, key: &str) -> Option<&'static str> {
    find(MISSING, object, key)
}

/// "`a`, `b` or `c`"
pub fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

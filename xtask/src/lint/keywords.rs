//! Which keywords are read, what they hold, and which must be there: a table for each kind of object but schemas.

use serde_json::Value;

use super::{Node, Report, schemas};

/// Compares the document with the tables.
pub fn check(document: &Node<'_>, report: &mut Report) {
    object(document, &DOCUMENT, report);
}

/// A kind of object.
pub struct Kind {
    /// Its keywords.
    pub keys: &'static [Key],
    /// Keywords that deserve more than "nothing reads it": what is so about them, and what to do.
    pub refused: &'static [(&'static str, &'static str)],
}

/// A keyword.
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What to do where it is missing; nothing where it may be.
    pub missing: Option<&'static str>,
    /// What it holds.
    pub shape: Shape,
}

/// What a keyword holds.
pub enum Shape {
    /// A text that is not empty.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `true`; its opposite is to leave it out.
    True,
    /// `true` or `false`.
    Flag,
    /// What another rule looks at.
    Anything,
    /// A list of texts.
    Texts,
    /// A list of whole numbers.
    Integers,
    /// A JSON pointer.
    Pointer,
    /// An object of this kind.
    Object(&'static Kind),
    /// A list of such objects.
    List(&'static Kind),
    /// Such objects by name.
    Map(&'static Kind),
    /// Objects by name, each of the kind that this finds.
    MapOf(fn(&Node<'_>) -> &'static Kind),
    /// A list of security requirements.
    Requirements,
    /// An object without members.
    EmptyObject,
    /// A schema, in this place.
    Schema(schemas::Place),
    /// A list of schemas, in this place.
    SchemaList(schemas::Place),
    /// Schemas by name, in this place.
    SchemaMap(schemas::Place),
}

/// A keyword that must be there, and what to do where it is not.
pub const fn must(name: &'static str, shape: Shape, remedy: &'static str) -> Key {
    Key {
        name,
        missing: Some(remedy),
        shape,
    }
}

/// A keyword that may be there.
pub const fn may(name: &'static str, shape: Shape) -> Key {
    Key {
        name,
        missing: None,
        shape,
    }
}

use Shape::{
    EmptyObject, Flag, Integers, List, Map, MapOf, Object, Pointer, Requirements, Schema,
    SchemaMap, Text, Texts, True, Word,
};

static DOCUMENT: Kind = Kind {
    keys: &[
        must("openapi", Word(&["3.0.3"]), "write `openapi: 3.0.3`"),
        must("info", Object(&INFO), "say who the provider is"),
        must(
            "externalDocs",
            Object(&EXTERNAL_DOCS),
            "name the provider's page",
        ),
        may("servers", List(&SERVER)),
        must(
            "security",
            Requirements,
            "list the security schemes, the preferred one first",
        ),
        must("paths", Map(&PATH_ITEM), "describe the operations"),
        must(
            "components",
            Object(&COMPONENTS),
            "describe the schemas and the security schemes",
        ),
    ],
    refused: &[],
};

static INFO: Kind = Kind {
    keys: &[
        must("title", Text, "write the provider's own name"),
        must(
            "version",
            Text,
            "write the API's version, as the provider does",
        ),
        must(
            "description",
            Text,
            "say in a sentence what the provider does",
        ),
    ],
    refused: &[],
};

static EXTERNAL_DOCS: Kind = Kind {
    keys: &[
        must("url", Text, "write where the page is"),
        must("description", Text, "say in a sentence what the page is"),
    ],
    refused: &[],
};

static SERVER: Kind = Kind {
    keys: &[
        must("url", Text, "write the base URL"),
        must(
            "description",
            Text,
            "say what the server is for: `Production`",
        ),
    ],
    refused: &[(
        "variables",
        "a base URL has no variables; list each URL, or none where every customer has one",
    )],
};

static PATH_ITEM: Kind = Kind {
    keys: &[must(
        "get",
        Object(&OPERATION),
        "describe the GET operation",
    )],
    refused: &[
        ("$ref", "a path is described where it stands; write it out"),
        (
            "parameters",
            "parameters belong to an operation; move them there",
        ),
        ("post", READS_ONLY),
        ("put", READS_ONLY),
        ("patch", READS_ONLY),
        ("delete", READS_ONLY),
        ("head", READS_ONLY),
        ("options", READS_ONLY),
        ("trace", READS_ONLY),
    ],
};

const READS_ONLY: &str = "Bindery reads: only `get` operations are bound; remove it";

static OPERATION: Kind = Kind {
    keys: &[
        must("operationId", Text, "name the method, in snake_case"),
        must("summary", Text, "say in a sentence what it does"),
        may("description", Text),
        may("parameters", List(&PARAMETER)),
        must("responses", Map(&RESPONSE), "describe the answers"),
    ],
    refused: &[
        (
            "requestBody",
            "Bindery reads: a `get` operation sends no body; remove it",
        ),
        (
            "security",
            "security is the same for all operations; say it once, at the top of the document",
        ),
        (
            "servers",
            "servers are the same for all operations; say it once, at the top of the document",
        ),
    ],
};

static PARAMETER: Kind = Kind {
    keys: &[
        must("name", Text, "write its name, as the provider does"),
        must(
            "in",
            Word(&["path", "query", "header"]),
            "say where it goes: `path`, `query` or `header`",
        ),
        may("required", Flag),
        must("description", Text, "say in a sentence what it is"),
        must(
            "schema",
            Schema(schemas::Place::Parameter),
            "say of which type it is",
        ),
        may("x-differs", Text),
        may("x-undocumented", Text),
    ],
    refused: &[
        (
            "$ref",
            "a parameter is described where it stands; write it out",
        ),
        (
            "content",
            "a parameter is a simple value; give it a `schema`",
        ),
    ],
};

static RESPONSE: Kind = Kind {
    keys: &[
        must("description", Text, "say in a sentence what it is"),
        may("headers", Map(&HEADER)),
        may("content", Map(&MEDIA_TYPE)),
        may("x-error-when", Object(&ERROR_WHEN)),
    ],
    refused: &[(
        "$ref",
        "a response is described where it stands; write it out",
    )],
};

static HEADER: Kind = Kind {
    keys: &[
        must("description", Text, "say in a sentence what it is"),
        must(
            "schema",
            Schema(schemas::Place::Header),
            "say `schema: {type: integer}`",
        ),
        must(
            "x-wait",
            Word(&["seconds"]),
            "only headers that say how long to wait are read: write `x-wait: seconds`, or remove the header",
        ),
    ],
    refused: &[],
};

static MEDIA_TYPE: Kind = Kind {
    keys: &[must(
        "schema",
        Schema(schemas::Place::MediaType),
        "name the body's schema",
    )],
    refused: &[
        ("example", IN_SAMPLES),
        ("examples", IN_SAMPLES),
        ("encoding", "an answer has no `encoding`; remove it"),
    ],
};

const IN_SAMPLES: &str = "examples are files under samples/; move it there";

static ERROR_WHEN: Kind = Kind {
    keys: &[
        may("present", Texts),
        may("absent", Texts),
        may("false", Texts),
    ],
    refused: &[],
};

static COMPONENTS: Kind = Kind {
    keys: &[
        must(
            "securitySchemes",
            MapOf(security_scheme),
            "describe how to sign in",
        ),
        must(
            "schemas",
            SchemaMap(schemas::Place::Named),
            "describe the bodies",
        ),
    ],
    refused: &[
        (
            "parameters",
            "a parameter is described where it stands; move it there",
        ),
        (
            "responses",
            "a response is described where it stands; move it there",
        ),
        (
            "headers",
            "a header is described where it stands; move it there",
        ),
        ("examples", IN_SAMPLES),
    ],
};

/// The keywords of a security scheme, by its type.
fn security_scheme(node: &Node<'_>) -> &'static Kind {
    match (node.text("type"), node.text("scheme")) {
        (Some("http"), Some("basic")) => &BASIC,
        (Some("http"), _) => &BEARER,
        (Some("apiKey"), _) => &API_KEY,
        (Some("oauth2"), _) => &OAUTH2,
        _ => &UNKNOWN_SCHEME,
    }
}

const SCHEME_TYPE: Key = must(
    "type",
    Word(&["http", "apiKey", "oauth2"]),
    "write `http`, `apiKey` or `oauth2`",
);
const HTTP_SCHEME: Key = must(
    "scheme",
    Word(&["basic", "bearer"]),
    "write `basic` or `bearer`",
);

static BASIC: Kind = Kind {
    keys: &[
        SCHEME_TYPE,
        HTTP_SCHEME,
        may("x-username", Text),
        may("x-password", Text),
    ],
    refused: &[],
};

static BEARER: Kind = Kind {
    keys: &[SCHEME_TYPE, HTTP_SCHEME, may("x-login", Object(&LOGIN))],
    refused: &[],
};

static API_KEY: Kind = Kind {
    keys: &[
        SCHEME_TYPE,
        must(
            "in",
            Word(&["query", "header"]),
            "say where the key goes: `query` or `header`",
        ),
        must("name", Text, "write what the key is called there"),
    ],
    refused: &[],
};

static OAUTH2: Kind = Kind {
    keys: &[
        SCHEME_TYPE,
        must("flows", Object(&FLOWS), "describe `clientCredentials`"),
        may("x-token-request", Word(&["form", "json"])),
        may("x-token", Pointer),
    ],
    refused: &[],
};

static UNKNOWN_SCHEME: Kind = Kind {
    keys: &[SCHEME_TYPE],
    refused: &[(
        "openIdConnectUrl",
        "OpenID Connect is not supported; describe the token request as `oauth2`",
    )],
};

static FLOWS: Kind = Kind {
    keys: &[must(
        "clientCredentials",
        Object(&FLOW),
        "only this flow works without a person; describe it",
    )],
    refused: &[
        ("implicit", NO_PERSON),
        ("password", NO_PERSON),
        ("authorizationCode", NO_PERSON),
    ],
};

const NO_PERSON: &str = "this flow is not supported; describe `clientCredentials`, and `http` with `bearer` for a token from elsewhere";

static FLOW: Kind = Kind {
    keys: &[
        must("tokenUrl", Text, "write where to ask for a token"),
        must("scopes", EmptyObject, "write `scopes: {}`"),
    ],
    refused: &[(
        "refreshUrl",
        "a new token is asked for in the same way as the first; remove it",
    )],
};

static LOGIN: Kind = Kind {
    keys: &[
        must("url", Text, "write where to sign in"),
        must(
            "request",
            Word(&["form", "json"]),
            "say how the request's body is written: `form` or `json`",
        ),
        must("token", Pointer, "say where the token is in the answer"),
    ],
    refused: &[],
};

fn object(node: &Node<'_>, kind: &Kind, report: &mut Report) {
    keys(node, &[kind.keys], kind.refused, report);
}

/// Compares an object with the keywords that it may and must have.
pub fn keys(node: &Node<'_>, tables: &[&[Key]], refused: &[(&str, &str)], report: &mut Report) {
    if !node.value.is_object() {
        report.add(&node.at, expected(node.value, "an object"));
        return;
    }
    for (name, member) in node.members() {
        if let Some(key) = tables.iter().copied().flatten().find(|k| k.name == name) {
            shape(&member, &key.shape, report);
        } else if let Some((_, message)) = refused.iter().find(|(n, _)| *n == name) {
            report.add(&member.at, *message);
        } else {
            report.add(
                &member.at,
                format!("nothing reads `{name}` here; remove it"),
            );
        }
    }
    for key in tables.iter().copied().flatten() {
        if let Some(remedy) = key.missing
            && node.get(key.name).is_none()
        {
            report.add(&node.at, format!("no `{}`; {remedy}", key.name));
        }
    }
}

fn shape(node: &Node<'_>, shape: &Shape, report: &mut Report) {
    let value = node.value;
    match shape {
        Text => match value.as_str() {
            None => report.add(&node.at, expected(value, "a text")),
            Some(text) if text.trim().is_empty() => {
                report.add(&node.at, "an empty text; fill it in")
            }
            Some(_) => {}
        },
        Word(words) => {
            if !value.as_str().is_some_and(|text| words.contains(&text)) {
                report.add(
                    &node.at,
                    format!(
                        "{} is not supported here; write {}",
                        spelt(value),
                        one_of(words)
                    ),
                );
            }
        }
        True => {
            if value != &Value::Bool(true) {
                report.add(
                    &node.at,
                    format!(
                        "{} says nothing here; write `true`, or remove the key",
                        spelt(value)
                    ),
                );
            }
        }
        Flag => {
            if !value.is_boolean() {
                report.add(&node.at, expected(value, "`true` or `false`"));
            }
        }
        Texts => list(node, report, |item, report| {
            if item.value.as_str().is_none_or(str::is_empty) {
                report.add(&item.at, expected(item.value, "a text that is not empty"));
            }
        }),
        Integers => list(node, report, |item, report| {
            if item.value.as_i64().is_none() {
                report.add(&item.at, expected(item.value, "a whole number"));
            }
        }),
        Pointer => {
            if !value.as_str().is_some_and(is_pointer) {
                report.add(
                    &node.at,
                    format!(
                        "{} is no JSON pointer; write one, such as `/error/code`",
                        spelt(value)
                    ),
                );
            }
        }
        Object(kind) => object(node, kind, report),
        Shape::Anything => {}
        List(kind) => list(node, report, |item, report| object(item, kind, report)),
        Map(kind) => map(node, report, |member, report| object(member, kind, report)),
        MapOf(kind) => map(node, report, |member, report| {
            object(member, kind(member), report)
        }),
        Requirements => list(node, report, |item, report| {
            map(item, report, |scopes, report| {
                self::shape(scopes, &Texts, report)
            })
        }),
        EmptyObject => {
            if value.as_object().is_none_or(|o| !o.is_empty()) {
                report.add(&node.at, "nothing sends scopes; write `{}`");
            }
        }
        Schema(place) => schemas::schema(node, *place, report),
        Shape::SchemaList(place) => list(node, report, |item, report| {
            schemas::schema(item, *place, report)
        }),
        SchemaMap(place) => map(node, report, |member, report| {
            schemas::schema(member, *place, report)
        }),
    }
}

fn list(node: &Node<'_>, report: &mut Report, each: impl Fn(&Node<'_>, &mut Report)) {
    if !node.value.is_array() {
        report.add(&node.at, expected(node.value, "a list"));
    }
    for item in node.items() {
        each(&item, report);
    }
}

fn map(node: &Node<'_>, report: &mut Report, each: impl Fn(&Node<'_>, &mut Report)) {
    if !node.value.is_object() {
        report.add(&node.at, expected(node.value, "an object"));
    }
    for (_, member) in node.members() {
        each(&member, report);
    }
}

/// Whether a text is a JSON pointer to something inside a body.
pub fn is_pointer(text: &str) -> bool {
    text.len() > 1 && text.starts_with('/')
}

/// "a number, where a text belongs; ..."
fn expected(value: &Value, wanted: &str) -> String {
    format!("{}, where {wanted} belongs; write that", kind_of(value))
}

/// What a value is, in words.
pub fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(s) if s.is_empty() => "an empty text",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// A value as a person would quote it.
pub fn spelt(value: &Value) -> String {
    match value {
        Value::String(text) => format!("`{text}`"),
        Value::Array(_) | Value::Object(_) => kind_of(value).to_owned(),
        _ => format!("`{value}`"),
    }
}

/// "`a`, `b` or `c`"
pub fn one_of(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::testing::{check, check_operation, check_scheme};

    #[test]
    fn keywords_that_nothing_reads() {
        check(
            "info:\n",
            "tags: []\ninfo:\n",
            &["/tags: nothing reads `tags` here; remove it"],
        );
        check(
            "  version: v1\n",
            "  version: v1\n  contact: {}\n",
            &["/info/contact: nothing reads `contact` here; remove it"],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: get_account\n      deprecated: true\n",
            &["/deprecated: nothing reads `deprecated` here; remove it"],
        );
        check(
            "  /accounts/{id}:\n    get:\n",
            "  /accounts/{id}:\n    summary: x\n    get:\n",
            &["/paths/~1accounts~1{id}/summary: nothing reads `summary` here; remove it"],
        );
        check_operation(
            "          in: path\n",
            "          in: path\n          style: simple\n",
            &["/parameters/0/style: nothing reads `style` here; remove it"],
        );
        check_operation(
            "          description: The account.\n",
            "          description: The account.\n          links: {}\n",
            &["/responses/200/links: nothing reads `links` here; remove it"],
        );
        check_operation(
            "              x-wait: seconds\n",
            "              x-wait: seconds\n              x-foo: 1\n",
            &["/responses/4XX/headers/X-Wait/x-foo: nothing reads `x-foo` here; remove it"],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              x-foo: 1\n",
            &[
                "/responses/5XX/content/application~1json/x-foo: nothing reads `x-foo` here; remove it",
            ],
        );
        check_operation(
            "          x-error-when: {present",
            r#"          x-error-when: {"true": [/id], present"#,
            &["/responses/200/x-error-when/true: nothing reads `true` here; remove it"],
        );
        check(
            "components:\n",
            "components:\n  links: {}\n",
            &["/components/links: nothing reads `links` here; remove it"],
        );
        check(
            "      scheme: bearer\n",
            "      scheme: bearer\n      bearerFormat: JWT\n",
            &[
                "/components/securitySchemes/token/bearerFormat: nothing reads `bearerFormat` here; remove it",
            ],
        );
        check(
            "scopes: {}",
            "scopes: {}, x-foo: 1",
            &[
                "/components/securitySchemes/oauth2/flows/clientCredentials/x-foo: nothing reads `x-foo` here; remove it",
            ],
        );
        check(
            "x-integers: [0, 1]",
            "x-enum-varnames: [A, B]\n      x-integers: [0, 1]",
            &[
                "/components/schemas/Status/x-enum-varnames: nothing reads `x-enum-varnames` here; remove it",
            ],
        );
        check(
            "xml: {name: account}",
            "xml: {name: account, x-foo: 1}",
            &["/components/schemas/Account/xml/x-foo: nothing reads `x-foo` here; remove it"],
        );
    }

    #[test]
    fn keywords_with_a_better_place() {
        check(
            "    description: Production\n",
            "    description: Production\n    variables: {}\n",
            &[
                "/servers/0/variables: a base URL has no variables; list each URL, or none where every customer has one",
            ],
        );
        check(
            "  /accounts/{id}:\n    get:\n",
            "  /accounts/{id}:\n    parameters: []\n    post: {}\n    get:\n",
            &[
                "/paths/~1accounts~1{id}/parameters: parameters belong to an operation; move them there",
                "/paths/~1accounts~1{id}/post: Bindery reads: only `get` operations are bound; remove it",
            ],
        );
        check(
            "  /accounts/{id}:\n    get:\n",
            "  /accounts/{id}:\n    $ref: x\n    put: {}\n    patch: {}\n    delete: {}\n    head: {}\n    options: {}\n    trace: {}\n    get:\n",
            &[
                "/paths/~1accounts~1{id}/$ref: a path is described where it stands; write it out",
                "/paths/~1accounts~1{id}/delete: Bindery reads: only `get` operations are bound; remove it",
                "/paths/~1accounts~1{id}/head: Bindery reads: only `get` operations are bound; remove it",
                "/paths/~1accounts~1{id}/options: Bindery reads: only `get` operations are bound; remove it",
                "/paths/~1accounts~1{id}/patch: Bindery reads: only `get` operations are bound; remove it",
                "/paths/~1accounts~1{id}/put: Bindery reads: only `get` operations are bound; remove it",
                "/paths/~1accounts~1{id}/trace: Bindery reads: only `get` operations are bound; remove it",
            ],
        );
        check_operation(
            "      operationId: get_account\n",
            "      operationId: get_account\n      requestBody: {}\n      security: []\n      servers: []\n",
            &[
                "/requestBody: Bindery reads: a `get` operation sends no body; remove it",
                "/security: security is the same for all operations; say it once, at the top of the document",
                "/servers: servers are the same for all operations; say it once, at the top of the document",
            ],
        );
        check_operation(
            "          in: path\n",
            "          in: path\n          content: {}\n          $ref: x\n",
            &[
                "/parameters/0/$ref: a parameter is described where it stands; write it out",
                "/parameters/0/content: a parameter is a simple value; give it a `schema`",
            ],
        );
        check_operation(
            "          description: Refused.\n",
            "          description: Refused.\n          $ref: x\n",
            &["/responses/4XX/$ref: a response is described where it stands; write it out"],
        );
        check_operation(
            "            application/xml:\n",
            "            application/xml:\n              example: 1\n              examples: {}\n              encoding: {}\n",
            &[
                "/responses/200/content/application~1xml/encoding: an answer has no `encoding`; remove it",
                "/responses/200/content/application~1xml/example: examples are files under samples/; move it there",
                "/responses/200/content/application~1xml/examples: examples are files under samples/; move it there",
            ],
        );
        check(
            "components:\n",
            "components:\n  parameters: {}\n  responses: {}\n  headers: {}\n  examples: {}\n",
            &[
                "/components/examples: examples are files under samples/; move it there",
                "/components/headers: a header is described where it stands; move it there",
                "/components/parameters: a parameter is described where it stands; move it there",
                "/components/responses: a response is described where it stands; move it there",
            ],
        );
        check(
            "flows: {clientCredentials: {tokenUrl",
            "flows: {implicit: {}, password: {}, authorizationCode: {}, clientCredentials: {refreshUrl: /r, tokenUrl",
            &[
                "/components/securitySchemes/oauth2/flows/authorizationCode: this flow is not supported; describe `clientCredentials`, and `http` with `bearer` for a token from elsewhere",
                "/components/securitySchemes/oauth2/flows/clientCredentials/refreshUrl: a new token is asked for in the same way as the first; remove it",
                "/components/securitySchemes/oauth2/flows/implicit: this flow is not supported; describe `clientCredentials`, and `http` with `bearer` for a token from elsewhere",
                "/components/securitySchemes/oauth2/flows/password: this flow is not supported; describe `clientCredentials`, and `http` with `bearer` for a token from elsewhere",
            ],
        );
        check(
            "xml: {name: account}",
            "xml: {name: account, prefix: a, namespace: b}",
            &[
                "/components/schemas/Account/xml/namespace: names are compared without their namespace; remove it",
                "/components/schemas/Account/xml/prefix: names are compared without their prefix; remove it",
            ],
        );
    }

    #[test]
    fn keywords_that_are_missing() {
        check(
            "openapi: 3.0.3\n",
            "",
            &["no `openapi`; write `openapi: 3.0.3`"],
        );
        check(
            "info:\n  title: Good\n  version: v1\n  description: Accounts without a problem.\n",
            "info: {}\n",
            &[
                "/info: no `description`; say in a sentence what the provider does",
                "/info: no `title`; write the provider's own name",
                "/info: no `version`; write the API's version, as the provider does",
            ],
        );
        check(
            "info:\n  title: Good\n  version: v1\n  description: Accounts without a problem.\n",
            "",
            &["no `info`; say who the provider is"],
        );
        check(
            "externalDocs:\n  url: https://example.com/docs\n  description: The page.\n",
            "",
            &["no `externalDocs`; name the provider's page"],
        );
        check(
            "externalDocs:\n  url: https://example.com/docs\n  description: The page.\n",
            "externalDocs: {}\n",
            &[
                "/externalDocs: no `description`; say in a sentence what the page is",
                "/externalDocs: no `url`; write where the page is",
            ],
        );
        check(
            "  - url: https://api.example.com\n    description: Production\n",
            "  - {}\n",
            &[
                "/servers/0: no `description`; say what the server is for: `Production`",
                "/servers/0: no `url`; write the base URL",
            ],
        );
        check_operation(
            "      operationId: get_account\n      summary: Read one account.\n",
            "",
            &[
                ": no `operationId`; name the method, in snake_case",
                ": no `summary`; say in a sentence what it does",
            ],
        );
        check_operation(
            "          in: query\n          description: Which page to read.\n          schema: {type: integer}\n",
            "          required: true\n",
            &[
                "/parameters/2: no `description`; say in a sentence what it is",
                "/parameters/2: no `in`; say where it goes: `path`, `query` or `header`",
                "/parameters/2: no `schema`; say of which type it is",
            ],
        );
        check_operation(
            "        - name: page\n          in: query\n",
            "        - in: query\n",
            &["/parameters/2: no `name`; write its name, as the provider does"],
        );
        check_operation(
            "          description: Refused.\n",
            "",
            &["/responses/4XX: no `description`; say in a sentence what it is"],
        );
        check_operation(
            "              description: How long to wait.\n              schema: {type: integer}\n              x-wait: seconds\n",
            "              {}\n",
            &[
                "/responses/4XX/headers/X-Wait: no `description`; say in a sentence what it is",
                "/responses/4XX/headers/X-Wait: no `schema`; say `schema: {type: integer}`",
                "/responses/4XX/headers/X-Wait: no `x-wait`; only headers that say how long to wait are read: write `x-wait: seconds`, or remove the header",
            ],
        );
        check_operation(
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json:\n              schema: {$ref: \"#/components/schemas/Problem\"}\n",
            "        \"5XX\":\n          description: Failed.\n          content:\n            application/json: {}\n",
            &["/responses/5XX/content/application~1json: no `schema`; name the body's schema"],
        );
        check(
            "    Reason:\n      type: object\n      description: A reason.\n",
            "    Reason:\n",
            &[
                "/components/schemas/Reason: no `description`; say in a sentence what it is",
                "/components/schemas/Reason: no `type`; write `type: object`",
            ],
        );
        check(
            "          format: int32\n          description: How large it is.\n",
            "          format: int32\n",
            &[
                "/components/schemas/Account/properties/size: no `description`; say in a sentence what it is",
            ],
        );
    }

    #[test]
    fn parts_of_the_document_that_are_missing() {
        check(
            "\npaths:\n",
            "\npath:\n",
            &[
                "no `paths`; describe the operations",
                "/path: nothing reads `path` here; remove it",
            ],
        );
        check(
            "\nsecurity:\n  - oauth2: []\n  - token: []\n",
            "\n",
            &["no `security`; list the security schemes, the preferred one first"],
        );
        check(
            "\n  securitySchemes:\n",
            "\n  schemes:\n",
            &[
                "/components: no `securitySchemes`; describe how to sign in",
                "/components/schemes: nothing reads `schemes` here; remove it",
                "/security/0/oauth2: there is no security scheme `oauth2`; correct the name, or describe it under components.securitySchemes",
                "/security/1/token: there is no security scheme `token`; correct the name, or describe it under components.securitySchemes",
            ],
        );
    }

    #[test]
    fn keywords_of_a_security_scheme() {
        check_scheme("{}", &[": no `type`; write `http`, `apiKey` or `oauth2`"]);
        check_scheme(
            "type: openIdConnect\nopenIdConnectUrl: x",
            &[
                "/openIdConnectUrl: OpenID Connect is not supported; describe the token request as `oauth2`",
                "/type: `openIdConnect` is not supported here; write `http`, `apiKey` or `oauth2`",
            ],
        );
        check_scheme("type: http", &[": no `scheme`; write `basic` or `bearer`"]);
        check_scheme(
            "type: http\nscheme: digest",
            &["/scheme: `digest` is not supported here; write `basic` or `bearer`"],
        );
        check_scheme(
            "type: apiKey",
            &[
                ": no `in`; say where the key goes: `query` or `header`",
                ": no `name`; write what the key is called there",
            ],
        );
        check_scheme(
            "type: apiKey\nin: cookie\nname: key",
            &["/in: `cookie` is not supported here; write `query` or `header`"],
        );
        check_scheme(
            "type: http\nscheme: bearer\nx-username: id\nx-login: {}",
            &[
                "/x-login: no `request`; say how the request's body is written: `form` or `json`",
                "/x-login: no `token`; say where the token is in the answer",
                "/x-login: no `url`; write where to sign in",
                "/x-username: nothing reads `x-username` here; remove it",
            ],
        );
        check_scheme(
            "type: http\nscheme: bearer\nx-login: {url: 1, request: xml, token: a}",
            &[
                "/x-login/request: `xml` is not supported here; write `form` or `json`",
                "/x-login/token: `a` is no JSON pointer; write one, such as `/error/code`",
                "/x-login/url: a number, where a text belongs; write that",
            ],
        );
        check(
            "      flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}\n",
            "",
            &["/components/securitySchemes/oauth2: no `flows`; describe `clientCredentials`"],
        );
        check(
            "      flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}\n",
            "      flows: {}\n",
            &[
                "/components/securitySchemes/oauth2/flows: no `clientCredentials`; only this flow works without a person; describe it",
            ],
        );
        check(
            "{tokenUrl: /token, scopes: {}}",
            "{}",
            &[
                "/components/securitySchemes/oauth2/flows/clientCredentials: no `scopes`; write `scopes: {}`",
                "/components/securitySchemes/oauth2/flows/clientCredentials: no `tokenUrl`; write where to ask for a token",
            ],
        );
        check(
            "scopes: {}",
            "scopes: {read: to read}",
            &[
                "/components/securitySchemes/oauth2/flows/clientCredentials/scopes: nothing sends scopes; write `{}`",
            ],
        );
        check(
            "x-token-request: json",
            "x-token-request: xml",
            &[
                "/components/securitySchemes/oauth2/x-token-request: `xml` is not supported here; write `form` or `json`",
            ],
        );
        check(
            "x-token: /data/token",
            "x-token: data.token",
            &[
                "/components/securitySchemes/oauth2/x-token: `data.token` is no JSON pointer; write one, such as `/error/code`",
            ],
        );
    }

    #[test]
    fn types_of_keywords() {
        check(
            "openapi: 3.0.3",
            "openapi: 3.0",
            &["/openapi: `3.0` is not supported here; write `3.0.3`"],
        );
        check(
            "openapi: 3.0.3",
            "openapi: 3.1.0",
            &["/openapi: `3.1.0` is not supported here; write `3.0.3`"],
        );
        check(
            "  title: Good\n",
            "  title: ''\n",
            &["/info/title: an empty text; fill it in"],
        );
        check(
            "servers:\n  - url: https://api.example.com\n    description: Production\n",
            "servers: none\n",
            &["/servers: a text, where a list belongs; write that"],
        );
        check(
            "security:\n  - oauth2: []\n  - token: []\n",
            "security:\n  - oauth2: []\n  - token:\n",
            &["/security/1/token: null, where a list belongs; write that"],
        );
        check(
            "security:\n  - oauth2: []\n  - token: []\n",
            "security:\n  oauth2: []\n",
            &["/security: an object, where a list belongs; write that"],
        );
        check_operation(
            "          in: query\n",
            "          in: cookie\n",
            &[
                "/parameters/2/in: `cookie` is not supported here; write `path`, `query` or `header`",
            ],
        );
        check_operation(
            "          in: query\n",
            "          in: query\n          required: \"yes\"\n",
            &["/parameters/2/required: a text, where `true` or `false` belongs; write that"],
        );
        check_operation(
            "          x-error-when: {present: [/problem]",
            "          x-error-when: {present: /problem",
            &["/responses/200/x-error-when/present: a text, where a list belongs; write that"],
        );
        check_operation(
            "          x-error-when: {present: [/problem]",
            "          x-error-when: {present: [7]",
            &[
                "/responses/200/x-error-when/present/0: a number, where a text that is not empty belongs; write that",
            ],
        );
        check_operation(
            "x-wait: seconds",
            "x-wait: minutes",
            &[
                "/responses/4XX/headers/X-Wait/x-wait: `minutes` is not supported here; write `seconds`",
            ],
        );
        check(
            "required: [id]",
            "required: true",
            &["/components/schemas/Account/required: a boolean, where a list belongs; write that"],
        );
        check(
            "          nullable: true\n          description: Free of form.\n",
            "          nullable: false\n          description: Free of form.\n",
            &[
                "/components/schemas/Account/properties/notes: a list or a map that may be absent may be null as well; write `nullable: true`",
                "/components/schemas/Account/properties/notes/nullable: `false` says nothing here; write `true`, or remove the key",
            ],
        );
        check(
            "x-integers: [0, 1]",
            "x-integers: [0, x]",
            &[
                "/components/schemas/Status/x-integers/1: a text, where a whole number belongs; write that",
            ],
        );
        check(
            "x-code: /problem/code",
            "x-code: problem.code",
            &[
                "/components/schemas/Problem/x-code: `problem.code` is no JSON pointer; write one, such as `/error/code`",
            ],
        );
        check(
            "          xml: {wrapped: true} # children\n",
            "          xml: {wrapped: false}\n",
            &[
                "/components/schemas/Account/properties/children/xml/wrapped: `false` says nothing here; write `true`, or remove the key",
            ],
        );
        check(
            "    Reason:\n",
            "    Other: 7\n    Reason:\n",
            &[
                "/components/schemas/Other: a number, where an object belongs; write that",
                "/components/schemas/Other: no answer has this schema in it; refer to it, or remove it",
            ],
        );
        check(
            "        ratio:\n          type: number\n          format: double\n          description: A ratio.\n",
            "        ratio: [1]\n",
            &[
                "/components/schemas/Account/properties/ratio: a list, where an object belongs; write that",
            ],
        );
    }
}

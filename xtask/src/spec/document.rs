//! The OpenAPI objects as they are written, in Bindery's subset of OpenAPI 3.0 with its extensions.
//!
//! The doc comments become the descriptions in `specs/schema.json`, which editors show.

#![allow(dead_code, reason = "metadata is accepted, and not used")]

use schemars::JsonSchema;

use super::objects::{self, Ignored, Read, objects, words};
use super::yaml::{Mistake, Node, Value};

pub use super::objects::{Entries, Literal, Located, Part};

/// Metadata that Bindery accepts and does not use.
type Unused = Option<Ignored>;

words! {
    /// Which example programs a crate has: one call, or the full set.
    Examples { One "one", All "all" }
    Location { Path "path", Query "query", Header "header" }
    Style { Form "form", Simple "simple", DeepObject "deepObject", SpaceDelimited "spaceDelimited", PipeDelimited "pipeDelimited" }
    Wait { Seconds "seconds" }
    HttpType { Http "http" }
    HttpScheme { Basic "basic", Bearer "bearer" }
    ApiKeyType { ApiKey "apiKey" }
    KeyPlace { Header "header", Query "query" }
    OAuth2Type { Oauth2 "oauth2" }
    TokenBody { Form "form", Json "json" }
    TokenClient { Body "body", Basic "basic" }
    Type { Object "object", Array "array", String "string", Integer "integer", Number "number", Boolean "boolean" }
}

objects! {
    /// An OpenAPI 3.0 document that describes a provider.
    #[schemars(title = "Bindery spec")]
    OpenApi {
        /// The version of OpenAPI: `3.0.3`.
        openapi: Located<String>,
        info: Part<Info>,
        /// The provider's own documentation.
        external_docs "externalDocs": Option<Part<ExternalDocs>>,
        /// The base URLs, the default first; none where every customer has one of their own.
        servers: Option<Part<Vec<Part<Server>>>>,
        /// The ways to authenticate, the preferred one first; none if the API takes no credentials.
        security: Option<Part<Vec<Part<Requirement>>>>,
        tags: Unused,
        paths: Part<Entries<PathItem>>,
        components: Option<Part<Components>>,
        /// The example programs of the crate; `one` if it is not given.
        x_examples "x-examples": Option<Examples>,
        /// Keywords of the crate on crates.io, at most three: what the API is for.
        #[schemars(default)]
        x_keywords "x-keywords": Vec<Located<String>>,
    }

    /// Who the provider is.
    Info {
        /// The provider's own name.
        title: Located<String>,
        /// The API's version, as the provider writes it.
        version: Located<String>,
        description: Option<Located<String>>,
        terms_of_service "termsOfService": Unused,
        contact: Unused,
        license: Unused,
    }

    /// A page on the web.
    ExternalDocs {
        url: Located<String>,
        description: Option<Located<String>>,
    }

    /// A base URL.
    Server {
        url: Located<String>,
        /// What the server is for: `Production`.
        description: Option<Located<String>>,
        /// The values of each `{variable}` in the URL.
        #[schemars(default)]
        variables: Entries<Variable>,
    }

    /// A variable of a server's URL.
    Variable {
        default: Located<String>,
        #[schemars(default)]
        r#enum "enum": Vec<Located<String>>,
        description: Unused,
    }

    /// The operations of a path.
    PathItem {
        summary: Unused,
        description: Unused,
        /// The document's own, if there are any.
        servers: Option<Part<Vec<Part<Server>>>>,
        /// Parameters of all operations below.
        #[schemars(default)]
        parameters: Vec<Part<Referable<Parameter>>>,
        get: Option<Part<Operation>>,
        head: Option<Part<Operation>>,
        post: Option<Part<Operation>>,
        put: Option<Part<Operation>>,
        patch: Option<Part<Operation>>,
        delete: Option<Part<Operation>>,
    }

    /// An operation.
    Operation {
        /// The method's name, which is written in snake_case in Rust.
        operation_id "operationId": Located<String>,
        summary: Option<Located<String>>,
        description: Option<Located<String>>,
        #[schemars(default)]
        deprecated: bool,
        tags: Unused,
        /// The page of this operation, where it is not the document's.
        external_docs "externalDocs": Option<Part<ExternalDocs>>,
        #[schemars(default)]
        parameters: Vec<Part<Referable<Parameter>>>,
        request_body "requestBody": Option<Part<Referable<RequestBody>>>,
        responses: Part<Entries<Referable<Response>>>,
        callbacks: Unused,
        /// The document's own, if there are any.
        servers: Option<Part<Vec<Part<Server>>>>,
        /// In place of the document's.
        security: Option<Part<Vec<Part<Requirement>>>>,
        /// Pagination.
        x_pages "x-pages": Option<Part<Pages>>,
        /// The header that carries one key for all attempts of a call.
        x_idempotency_key "x-idempotency-key": Option<Located<String>>,
        /// Why no page of it is recorded.
        x_undocumented "x-undocumented": Option<Located<String>>,
    }

    /// A reference: `#/components/parameters/Limit`.
    Reference {
        target "$ref": Located<String>,
        description: Unused,
        summary: Unused,
    }

    /// A parameter of an operation.
    Parameter {
        /// Its name, as the provider writes it.
        name: Located<String>,
        location "in": Located<Location>,
        #[schemars(default)]
        required: bool,
        description: Option<Located<String>>,
        schema: Option<Part<Schema>>,
        /// In place of `schema`: the value is written in JSON.
        content: Option<Part<Entries<MediaType>>>,
        style: Option<Located<Style>>,
        explode: Option<bool>,
        #[schemars(default)]
        deprecated: bool,
        allow_empty_value "allowEmptyValue": Unused,
        example: Option<Literal>,
        examples: Unused,
        /// The argument's or setter's name in Rust, where it is not made from the parameter's.
        x_rust_name "x-rust-name": Option<Located<String>>,
        /// Why the provider's page does not have it: where it was seen.
        x_undocumented "x-undocumented": Option<Located<String>>,
        /// Why it is not as the provider's page has it.
        x_differs "x-differs": Option<Located<String>>,
    }

    /// A request body.
    RequestBody {
        description: Option<Located<String>>,
        #[schemars(default)]
        required: bool,
        content: Part<Entries<MediaType>>,
    }

    /// A body in one media type.
    MediaType {
        schema: Option<Part<Schema>>,
        /// How the properties of a form are written, where it is said.
        #[schemars(default)]
        encoding: Entries<Encoding>,
        example: Unused,
        examples: Unused,
    }

    /// How a property of a form is written.
    Encoding {
        content_type "contentType": Unused,
        headers: Unused,
        style: Option<Located<Style>>,
        explode: Option<Located<bool>>,
    }

    /// A response.
    Response {
        description: Option<Located<String>>,
        #[schemars(default)]
        headers: Entries<Referable<Header>>,
        #[schemars(default)]
        content: Entries<MediaType>,
        links: Unused,
        /// When a response with a success status is the provider's error; every condition holds.
        x_error_when "x-error-when": Option<Part<ErrorWhen>>,
    }

    /// JSON pointers into a body that distinguish an error from a success.
    ErrorWhen {
        /// Something other than null is there.
        #[schemars(default)]
        present: Vec<Pointer>,
        /// Nothing, or null, is there.
        #[schemars(default)]
        absent: Vec<Pointer>,
        /// `false` is there.
        #[schemars(default)]
        is_false "false": Vec<Pointer>,
    }

    /// A response header.
    Header {
        description: Option<Located<String>>,
        #[schemars(default)]
        required: bool,
        #[schemars(default)]
        deprecated: bool,
        schema: Part<Schema>,
        style: Unused,
        explode: Unused,
        example: Option<Literal>,
        examples: Unused,
        /// It says how long to wait before the next call.
        x_wait "x-wait": Option<Wait>,
        /// Why the provider's page does not have it: where it was seen.
        x_undocumented "x-undocumented": Option<Located<String>>,
        /// Why it is not as the provider's page has it.
        x_differs "x-differs": Option<Located<String>>,
    }

    /// Pagination: `items`, and one of the others.
    Pages {
        /// A JSON pointer to the list in a page's body; empty if the body is the list.
        items: Pointer,
        cursor: Option<Cursor>,
        offset: Option<Offset>,
        number: Option<Number>,
        /// The relation of a `Link` header.
        link: Option<Located<String>>,
        /// A JSON pointer to the next page's URL.
        url: Option<Pointer>,
        /// The name of a header with the next page's URL.
        header: Option<Located<String>>,
    }

    /// A cursor in the body goes into a parameter.
    Cursor {
        parameter: Located<String>,
        from: Pointer,
    }

    /// The number of items so far goes into a parameter.
    Offset {
        parameter: Located<String>,
        /// The parameter with the size of a page.
        limit: Option<Located<String>>,
        /// A JSON pointer to a boolean that says whether there is more.
        more: Option<Pointer>,
        /// A JSON pointer to the number of all items.
        total: Option<Pointer>,
        /// A JSON pointer to the number of all pages.
        pages: Option<Pointer>,
    }

    /// The number of the page goes into a parameter.
    Number {
        parameter: Located<String>,
        /// The first page's number; 1 if it is not given.
        first: Option<i64>,
        /// The parameter with the size of a page.
        size: Option<Located<String>>,
        /// A JSON pointer to a boolean that says whether there is more.
        more: Option<Pointer>,
        /// A JSON pointer to the number of all items.
        total: Option<Pointer>,
        /// A JSON pointer to the number of all pages.
        pages: Option<Pointer>,
    }

    /// What the rest of the document refers to.
    #[derive(Default)]
    #[schemars(default)]
    Components {
        security_schemes "securitySchemes": Entries<SecurityScheme>,
        parameters: Entries<Referable<Parameter>>,
        request_bodies "requestBodies": Entries<Referable<RequestBody>>,
        responses: Entries<Referable<Response>>,
        headers: Entries<Referable<Header>>,
        schemas: Entries<Schema>,
        examples: Unused,
        links: Unused,
        callbacks: Unused,
    }

    /// HTTP basic, or a bearer token.
    Http {
        r#type "type": HttpType,
        scheme: HttpScheme,
        bearer_format "bearerFormat": Unused,
        description: Unused,
        /// What the provider calls the first half of HTTP basic.
        x_username "x-username": Option<Located<String>>,
        /// What the provider calls the second half of HTTP basic.
        x_password "x-password": Option<Located<String>>,
        /// How a user name and a password are exchanged for a bearer token.
        x_login "x-login": Option<Part<Login>>,
    }

    /// How a user name and a password are exchanged for a bearer token.
    Login {
        /// A path below the base URL, or an absolute URL.
        url: Located<String>,
        request: TokenBody,
        /// A JSON pointer to the token in the response.
        token: Pointer,
    }

    /// A key in a header or in the query.
    ApiKey {
        r#type "type": ApiKeyType,
        location "in": KeyPlace,
        name: Located<String>,
        description: Unused,
    }

    /// OAuth2 client credentials.
    OAuth2 {
        r#type "type": OAuth2Type,
        flows: Flows,
        description: Unused,
        /// How the token request is written: `form`, if it is not given.
        x_token_request "x-token-request": Option<TokenBody>,
        /// A JSON pointer to the token in the response; `/access_token` if it is not given.
        x_token "x-token": Option<Pointer>,
        /// Where the client's id and secret stand: in the `body`, if it is not given, or in HTTP `basic`.
        x_token_client "x-token-client": Option<TokenClient>,
        /// Further members of the token request, such as `audience`.
        #[schemars(default)]
        x_token_parameters "x-token-parameters": Entries<String>,
    }

    Flows {
        client_credentials "clientCredentials": Flow,
        implicit: Unused,
        password: Unused,
        authorization_code "authorizationCode": Unused,
    }

    Flow {
        /// A path below the base URL, or an absolute URL.
        token_url "tokenUrl": Located<String>,
        /// The scopes that there are, with their descriptions.
        #[schemars(default)]
        scopes: Entries<String>,
        refresh_url "refreshUrl": Unused,
    }

    /// A schema: the type of a value.
    #[derive(Default)]
    #[schemars(default)]
    Schema {
        /// Another schema under `components`; a description, `nullable` and the like may stand beside it.
        reference "$ref": Option<Located<String>>,
        r#type "type": Option<Located<Type>>,
        format: Option<Located<String>>,
        title: Option<Located<String>>,
        description: Option<Located<String>>,
        /// It may be null.
        nullable: bool,
        deprecated: bool,
        /// It is not in requests.
        read_only "readOnly": bool,
        /// It is not in responses.
        write_only "writeOnly": bool,
        /// The documented values; others may come.
        r#enum "enum": Option<Vec<Literal>>,
        properties: Option<Entries<Schema>>,
        /// The properties that are always there.
        required: Vec<Located<String>>,
        additional_properties "additionalProperties": Option<Part<Additional>>,
        /// What a list holds.
        items: Option<Box<Part<Schema>>>,
        /// Schemas whose properties are put together.
        all_of "allOf": Option<Vec<Part<Schema>>>,
        one_of "oneOf": Option<Vec<Part<Schema>>>,
        any_of "anyOf": Option<Vec<Part<Schema>>>,
        discriminator: Option<Part<Discriminator>>,
        xml: Option<Part<Xml>>,
        external_docs "externalDocs": Unused,
        // What only documents.
        default: Option<Literal>,
        example: Option<Literal>,
        minimum: Option<Literal>,
        maximum: Option<Literal>,
        exclusive_minimum "exclusiveMinimum": bool,
        exclusive_maximum "exclusiveMaximum": bool,
        multiple_of "multipleOf": Option<Literal>,
        min_length "minLength": Option<Literal>,
        max_length "maxLength": Option<Literal>,
        pattern: Option<Literal>,
        min_items "minItems": Option<Literal>,
        max_items "maxItems": Option<Literal>,
        unique_items "uniqueItems": bool,
        min_properties "minProperties": Option<Literal>,
        max_properties "maxProperties": Option<Literal>,
        /// The integers that stand for the values of an enum in JSON, in the same order.
        x_integers "x-integers": Option<Located<Vec<i64>>>,
        /// The variants' names in Rust, in the order of the enum's values.
        x_enum_varnames "x-enum-varnames": Option<Located<Vec<Located<String>>>>,
        /// Of an error body: a JSON pointer to the provider's own code.
        x_code "x-code": Option<Pointer>,
        /// Of an error body: a JSON pointer to the provider's message.
        x_message "x-message": Option<Pointer>,
        /// The field's name in Rust, where it is not made from the property's.
        x_rust_name "x-rust-name": Option<Located<String>>,
        /// Why the provider's page does not have it: where it was seen.
        x_undocumented "x-undocumented": Option<Located<String>>,
        /// Why it is not as the provider's page has it.
        x_differs "x-differs": Option<Located<String>>,
    }

    /// The property that distinguishes the schemas of a union.
    Discriminator {
        property_name "propertyName": Located<String>,
        /// The schemas by the property's value.
        #[schemars(default)]
        mapping: Entries<Located<String>>,
    }

    /// How a value is written in XML.
    #[derive(Default)]
    #[schemars(default)]
    Xml {
        /// The element or attribute.
        name: Option<Located<String>>,
        /// It is an attribute.
        attribute: bool,
        /// A list stands in an element of its own.
        wrapped: bool,
    }
}

/// Security schemes that are used together, each with the scopes that are asked for.
pub type Requirement = Entries<Vec<Located<String>>>;

/// An object, or a reference to one below `components`.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Referable<T> {
    Reference(Reference),
    Inline(T),
}

impl<T: Read> Read for Referable<T> {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        match node.get("$ref") {
            Some(_) => Reference::read(node, mistakes).map(Self::Reference),
            None => T::read(node, mistakes).map(Self::Inline),
        }
    }
}

/// A JSON pointer, which may be empty.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(transparent)]
pub struct Pointer(#[schemars(with = "String")] pub Literal);

impl Read for Pointer {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        Literal::read(node, mistakes).map(Self)
    }
}

/// A way to authenticate.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum SecurityScheme {
    Http(Http),
    ApiKey(ApiKey),
    Oauth2(OAuth2),
}

impl Read for SecurityScheme {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        type Kind = fn(&Node, &mut Vec<Mistake>) -> Option<SecurityScheme>;
        let kinds: [(&str, Kind); 3] = [
            ("http", |node, mistakes| Read::read(node, mistakes).map(Self::Http)),
            ("apiKey", |node, mistakes| Read::read(node, mistakes).map(Self::ApiKey)),
            ("oauth2", |node, mistakes| Read::read(node, mistakes).map(Self::Oauth2)),
        ];
        objects::mapping(node, mistakes)?;
        match node.get("type") {
            Some(kind) => objects::word(kind, "SecurityScheme", &kinds, mistakes)?(node, mistakes),
            None => objects::member(node, "SecurityScheme", "type", mistakes),
        }
    }
}

/// `additionalProperties`: whether there are any, or of which type.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(untagged)]
pub enum Additional {
    Allowed(bool),
    Schema(Box<Schema>),
}

impl Read for Additional {
    fn read(node: &Node, mistakes: &mut Vec<Mistake>) -> Option<Self> {
        match node.value {
            Value::Bool(allowed) => Some(Self::Allowed(allowed)),
            _ => Read::read(node, mistakes).map(Self::Schema),
        }
    }
}

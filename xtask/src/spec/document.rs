//! The OpenAPI objects as they are written, in Bindery's subset of OpenAPI 3.0 with its extensions.
//!
//! The doc comments become the descriptions in `specs/schema.json`, which editors show.

#![allow(dead_code, reason = "metadata is accepted, and not used")]

use schemars::JsonSchema;
use serde::Deserialize;

pub use super::de::{Entries, Literal, Located, Part};
use super::model::{KeyPlace, TokenBody, TokenClient};

/// Metadata that Bindery accepts and does not use.
type Unused = Option<Ignored>;

/// Anything.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(transparent, inline)]
pub struct Ignored(#[schemars(with = "serde_json::Value")] ());

impl<'de> Deserialize<'de> for Ignored {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::de::IgnoredAny::deserialize(deserializer).map(|_| Self(()))
    }
}

/// An OpenAPI 3.0 document that describes a provider.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[schemars(title = "Bindery spec")]
pub struct OpenApi {
    /// The version of OpenAPI: `3.0.3`.
    pub openapi: Located<String>,
    pub info: Part<Info>,
    /// The provider's own documentation.
    pub external_docs: Option<Part<ExternalDocs>>,
    /// The base URLs, the default first; none where every customer has one of their own.
    #[serde(default)]
    pub servers: Part<Vec<Part<Server>>>,
    /// The ways to authenticate, the preferred one first; none if the API takes no credentials.
    pub security: Option<Part<Vec<Part<Requirement>>>>,
    pub tags: Unused,
    pub paths: Part<Entries<PathItem>>,
    #[serde(default)]
    pub components: Part<Components>,
    /// The example programs of the crate: `all`, or a single one if it is not given.
    #[serde(rename = "x-examples")]
    pub x_examples: Option<Examples>,
    /// Keywords of the crate on crates.io, at most three: what the API is for.
    #[serde(default, rename = "x-keywords")]
    pub x_keywords: Vec<Located<String>>,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Examples {
    All,
}

/// Who the provider is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Info {
    /// The provider's own name.
    pub title: Located<String>,
    /// The API's version, as the provider writes it.
    pub version: Located<String>,
    pub description: Option<Located<String>>,
    pub terms_of_service: Unused,
    pub contact: Unused,
    pub license: Unused,
}

/// A page on the web.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExternalDocs {
    pub url: Located<String>,
    pub description: Option<Located<String>>,
}

/// A base URL.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Server {
    pub url: Located<String>,
    /// What the server is for: `Production`.
    pub description: Option<Located<String>>,
    /// The values of each `{variable}` in the URL.
    #[serde(default)]
    pub variables: Entries<Variable>,
}

/// A variable of a server's URL.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variable {
    pub default: Located<String>,
    #[serde(default)]
    pub r#enum: Vec<Located<String>>,
    pub description: Unused,
}

/// Security schemes that are used together, each with the scopes that are asked for.
pub type Requirement = Entries<Vec<Located<String>>>;

/// The operations of a path.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PathItem {
    pub summary: Unused,
    pub description: Unused,
    /// Parameters of all operations below.
    #[serde(default)]
    pub parameters: Vec<Part<Referable<Parameter>>>,
    pub get: Option<Part<Operation>>,
    pub head: Option<Part<Operation>>,
    pub post: Option<Part<Operation>>,
    pub put: Option<Part<Operation>>,
    pub patch: Option<Part<Operation>>,
    pub delete: Option<Part<Operation>>,
}

/// An operation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Operation {
    /// The method's name, which is written in snake_case in Rust.
    pub operation_id: Located<String>,
    pub summary: Option<Located<String>>,
    pub description: Option<Located<String>>,
    #[serde(default)]
    pub deprecated: bool,
    pub tags: Unused,
    /// The page of this operation, where it is not the document's.
    pub external_docs: Option<Part<ExternalDocs>>,
    #[serde(default)]
    pub parameters: Vec<Part<Referable<Parameter>>>,
    pub request_body: Option<Part<Referable<RequestBody>>>,
    pub responses: Part<Entries<Referable<Response>>>,
    /// In place of the document's.
    pub security: Option<Part<Vec<Part<Requirement>>>>,
    /// Pagination.
    #[serde(rename = "x-pages")]
    pub x_pages: Option<Part<Pages>>,
    /// The header that carries one key for all attempts of a call.
    #[serde(rename = "x-idempotency-key")]
    pub x_idempotency_key: Option<Located<String>>,
    /// Why no page of it is recorded.
    #[serde(rename = "x-undocumented")]
    pub x_undocumented: Option<Located<String>>,
}

/// An object, or a reference to one below `components`.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(untagged)]
pub enum Referable<T> {
    Reference(Reference),
    Inline(T),
}

/// A reference: `#/components/parameters/Limit`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    #[serde(rename = "$ref")]
    pub target: Located<String>,
    pub description: Unused,
    pub summary: Unused,
}

/// A parameter of an operation.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Parameter {
    /// Its name, as the provider writes it.
    pub name: Located<String>,
    #[serde(rename = "in")]
    pub location: Located<ParameterLocation>,
    #[serde(default)]
    pub required: bool,
    pub description: Option<Located<String>>,
    pub schema: Part<Schema>,
    pub style: Option<Located<Style>>,
    pub explode: Option<bool>,
    #[serde(default)]
    pub deprecated: bool,
    pub allow_empty_value: Unused,
    pub example: Option<Literal>,
    pub examples: Unused,
    /// The argument's or setter's name in Rust, where it is not made from the parameter's.
    #[serde(rename = "x-rust-name")]
    pub x_rust_name: Option<Located<String>>,
    /// Why the provider's page does not have it: where it was seen.
    #[serde(rename = "x-undocumented")]
    pub x_undocumented: Option<Located<String>>,
    /// Why it is not as the provider's page has it.
    #[serde(rename = "x-differs")]
    pub x_differs: Option<Located<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Style {
    Form,
    Simple,
    DeepObject,
}

/// A request body.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestBody {
    pub description: Option<Located<String>>,
    #[serde(default)]
    pub required: bool,
    pub content: Part<Entries<MediaType>>,
}

/// A body in one media type.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MediaType {
    pub schema: Option<Part<Schema>>,
    pub example: Unused,
    pub examples: Unused,
}

/// A response.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Response {
    pub description: Option<Located<String>>,
    #[serde(default)]
    pub headers: Entries<Referable<Header>>,
    #[serde(default)]
    pub content: Entries<MediaType>,
    /// When a response with a success status is the provider's error; every condition holds.
    #[serde(rename = "x-error-when")]
    pub x_error_when: Option<Part<ErrorWhen>>,
}

/// JSON pointers into a body that distinguish an error from a success.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorWhen {
    /// Something other than null is there.
    #[serde(default)]
    pub present: Vec<Pointer>,
    /// Nothing, or null, is there.
    #[serde(default)]
    pub absent: Vec<Pointer>,
    /// `false` is there.
    #[serde(default, rename = "false")]
    pub is_false: Vec<Pointer>,
}

/// A response header.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub description: Option<Located<String>>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub deprecated: bool,
    pub schema: Part<Schema>,
    pub style: Unused,
    pub explode: Unused,
    pub example: Option<Literal>,
    pub examples: Unused,
    /// It says how long to wait before the next call.
    #[serde(rename = "x-wait")]
    pub x_wait: Option<Wait>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Wait {
    Seconds,
}

/// Pagination: `items`, and one of the others.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// A JSON pointer to the list in a page's body; empty if the body is the list.
    pub items: Pointer,
    pub cursor: Option<Cursor>,
    pub offset: Option<Offset>,
    pub number: Option<Number>,
    /// The relation of a `Link` header.
    pub link: Option<Located<String>>,
    /// A JSON pointer to the next page's URL.
    pub url: Option<Pointer>,
    /// The name of a header with the next page's URL.
    pub header: Option<Located<String>>,
}

/// A JSON pointer, which may be empty.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Pointer(#[schemars(with = "String")] pub Literal);

/// A cursor in the body goes into a parameter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cursor {
    pub parameter: Located<String>,
    pub from: Pointer,
}

/// The number of items so far goes into a parameter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offset {
    pub parameter: Located<String>,
    /// The parameter with the size of a page.
    pub limit: Option<Located<String>>,
    /// A JSON pointer to a boolean that says whether there is more.
    pub more: Option<Pointer>,
    /// A JSON pointer to the number of all items.
    pub total: Option<Pointer>,
    /// A JSON pointer to the number of all pages.
    pub pages: Option<Pointer>,
}

/// The number of the page goes into a parameter.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Number {
    pub parameter: Located<String>,
    /// The first page's number; 1 if it is not given.
    pub first: Option<i64>,
    /// The parameter with the size of a page.
    pub size: Option<Located<String>>,
    /// A JSON pointer to a boolean that says whether there is more.
    pub more: Option<Pointer>,
    /// A JSON pointer to the number of all items.
    pub total: Option<Pointer>,
    /// A JSON pointer to the number of all pages.
    pub pages: Option<Pointer>,
}

/// What the rest of the document refers to.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct Components {
    pub security_schemes: Entries<SecurityScheme>,
    pub parameters: Entries<Referable<Parameter>>,
    pub request_bodies: Entries<Referable<RequestBody>>,
    pub responses: Entries<Referable<Response>>,
    pub headers: Entries<Referable<Header>>,
    pub schemas: Entries<Schema>,
    pub examples: Unused,
}

/// A way to authenticate.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(untagged)]
pub enum SecurityScheme {
    Http(Http),
    ApiKey(ApiKey),
    Oauth2(OAuth2),
}

/// HTTP basic, or a bearer token.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Http {
    pub r#type: HttpType,
    pub scheme: HttpScheme,
    pub bearer_format: Unused,
    pub description: Unused,
    /// What the provider calls the first half of HTTP basic.
    #[serde(rename = "x-username")]
    pub x_username: Option<Located<String>>,
    /// What the provider calls the second half of HTTP basic.
    #[serde(rename = "x-password")]
    pub x_password: Option<Located<String>>,
    /// How a user name and a password are exchanged for a bearer token.
    #[serde(rename = "x-login")]
    pub x_login: Option<Part<Login>>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum HttpType {
    Http,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum HttpScheme {
    Basic,
    Bearer,
}

/// How a user name and a password are exchanged for a bearer token.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// A path below the base URL, or an absolute URL.
    pub url: Located<String>,
    pub request: TokenBody,
    /// A JSON pointer to the token in the response.
    pub token: Pointer,
}

/// A key in a header or in the query.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ApiKey {
    pub r#type: ApiKeyType,
    #[serde(rename = "in")]
    pub location: KeyPlace,
    pub name: Located<String>,
    pub description: Unused,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ApiKeyType {
    ApiKey,
}

/// OAuth2 client credentials.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OAuth2 {
    pub r#type: OAuth2Type,
    pub flows: Flows,
    pub description: Unused,
    /// How the token request is written: `form`, if it is not given.
    #[serde(rename = "x-token-request")]
    pub x_token_request: Option<TokenBody>,
    /// A JSON pointer to the token in the response; `/access_token` if it is not given.
    #[serde(rename = "x-token")]
    pub x_token: Option<Pointer>,
    /// Where the client's id and secret stand: in the `body`, if it is not given, or in HTTP `basic`.
    #[serde(rename = "x-token-client")]
    pub x_token_client: Option<TokenClient>,
    /// Further members of the token request, such as `audience`.
    #[serde(default, rename = "x-token-parameters")]
    pub x_token_parameters: Entries<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum OAuth2Type {
    Oauth2,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Flows {
    pub client_credentials: Flow,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Flow {
    /// A path below the base URL, or an absolute URL.
    pub token_url: Located<String>,
    /// The scopes that there are, with their descriptions.
    #[serde(default)]
    pub scopes: Entries<String>,
    pub refresh_url: Unused,
}

/// A schema: the type of a value.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub struct Schema {
    /// Another schema under `components`; a description, `nullable` and the like may stand beside it.
    #[serde(rename = "$ref")]
    pub reference: Option<Located<String>>,
    pub r#type: Option<Located<Type>>,
    pub format: Option<Located<String>>,
    pub title: Option<Located<String>>,
    pub description: Option<Located<String>>,
    /// It may be null.
    pub nullable: bool,
    pub deprecated: bool,
    /// It is not in requests.
    pub read_only: bool,
    /// It is not in responses.
    pub write_only: bool,
    /// The documented values; others may come.
    pub r#enum: Option<Vec<Literal>>,
    pub properties: Option<Entries<Schema>>,
    /// The properties that are always there.
    pub required: Vec<Located<String>>,
    pub additional_properties: Option<Part<Additional>>,
    /// What a list holds.
    pub items: Option<Box<Part<Schema>>>,
    /// Schemas whose properties are put together.
    pub all_of: Option<Vec<Part<Schema>>>,
    pub one_of: Option<Vec<Part<Schema>>>,
    pub any_of: Option<Vec<Part<Schema>>>,
    pub discriminator: Option<Part<Discriminator>>,
    pub xml: Option<Part<Xml>>,
    pub external_docs: Unused,
    // What only documents.
    pub default: Option<Literal>,
    pub example: Option<Literal>,
    pub minimum: Option<Literal>,
    pub maximum: Option<Literal>,
    pub exclusive_minimum: bool,
    pub exclusive_maximum: bool,
    pub multiple_of: Option<Literal>,
    pub min_length: Option<Literal>,
    pub max_length: Option<Literal>,
    pub pattern: Option<Literal>,
    pub min_items: Option<Literal>,
    pub max_items: Option<Literal>,
    pub unique_items: bool,
    pub min_properties: Option<Literal>,
    pub max_properties: Option<Literal>,
    /// The integers that stand for the values of an enum in JSON, in the same order.
    #[serde(rename = "x-integers")]
    pub x_integers: Option<Located<Vec<i64>>>,
    /// The variants' names in Rust, in the order of the enum's values.
    #[serde(rename = "x-enum-varnames")]
    pub x_enum_varnames: Option<Located<Vec<Located<String>>>>,
    /// Of an error body: a JSON pointer to the provider's own code.
    #[serde(rename = "x-code")]
    pub x_code: Option<Pointer>,
    /// Of an error body: a JSON pointer to the provider's message.
    #[serde(rename = "x-message")]
    pub x_message: Option<Pointer>,
    /// The field's name in Rust, where it is not made from the property's.
    #[serde(rename = "x-rust-name")]
    pub x_rust_name: Option<Located<String>>,
    /// Why the provider's page does not have it: where it was seen.
    #[serde(rename = "x-undocumented")]
    pub x_undocumented: Option<Located<String>>,
    /// Why it is not as the provider's page has it.
    #[serde(rename = "x-differs")]
    pub x_differs: Option<Located<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}

/// `additionalProperties`: whether there are any, or of which type.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[schemars(untagged)]
pub enum Additional {
    Allowed(bool),
    Schema(Box<Schema>),
}

/// The property that distinguishes the schemas of a union.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Discriminator {
    pub property_name: Located<String>,
    /// The schemas by the property's value.
    #[serde(default)]
    pub mapping: Entries<Located<String>>,
}

/// How a value is written in XML.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Xml {
    /// The element or attribute.
    pub name: Option<Located<String>>,
    /// It is an attribute.
    pub attribute: bool,
    /// A list stands in an element of its own.
    pub wrapped: bool,
}

//! The typed model of a spec. Every stage after `spec` reads these types; none of them looks at YAML or JSON again.
//!
//! References are resolved, `allOf` is merged, inline objects and enums have names, path-level parameters belong to their
//! operations. Equality compares what two specs mean: places in files do not count.

use std::collections::{BTreeMap, BTreeSet};

use super::inventory::Inventory;

pub use super::document::{Examples, KeyPlace, Location, TokenBody, TokenClient};

/// One folder under `specs/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    /// The folder's name, which is the provider's name everywhere: `sakari`.
    pub provider: String,
    /// `openapi.yaml`.
    pub document: Document,
    /// The bodies under `samples/`, sorted by file name.
    pub samples: Vec<Sample>,
    /// What is recorded of the provider's pages; nothing for an operation whose page is not.
    pub inventory: Inventory,
}

/// A line and a column of a file, both from 1. All places are equal, so that derived equality compares meaning.
#[derive(Debug, Clone, Copy, Default)]
pub struct At {
    pub line: u32,
    pub column: u32,
}

impl At {
    /// The key to sort places by, and to compare them.
    pub fn key(self) -> (u32, u32) {
        (self.line, self.column)
    }
}

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

/// An OpenAPI document, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// `info.title`: the provider's own name, for people.
    pub title: String,
    /// `info.version`, as the provider writes it.
    pub version: String,
    /// `info.description`, or nothing.
    pub description: String,
    /// `externalDocs`: the provider's page.
    pub page: Option<Link>,
    /// The base URLs, the default first; none where every customer has one of their own.
    pub servers: Vec<Server>,
    /// The security schemes that a requirement names, in order of preference.
    pub schemes: Vec<Scheme>,
    /// The ways to authenticate a request: those of the document; or, if it has none, those of its operations.
    pub security: Vec<Requirement>,
    /// The operations, in the order of the file.
    pub operations: Vec<Operation>,
    /// The named types, in the order of the file; a type that was inline follows the one that it stands in, and those of
    /// operations come last.
    pub types: Vec<Type>,
    /// Which example programs the crate has (`x-examples`).
    pub examples: Examples,
    /// `x-keywords`.
    pub keywords: Vec<String>,
}

/// A way to authenticate: the names of the schemes that are used together, of [`Document::schemes`]. An empty one is a
/// request without credentials, and the last of a list. In an empty list, no credentials are taken.
pub type Requirement = Vec<String>;

/// `externalDocs`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub at: At,
    pub url: String,
    pub description: String,
}

/// A base URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    pub at: At,
    /// Without a slash at its end.
    pub url: String,
    pub description: String,
}

/// A security scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    pub at: At,
    /// Its key under `components.securitySchemes`.
    pub name: String,
    pub kind: SchemeKind,
}

/// How a scheme proves who calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// HTTP basic; what the provider calls the two halves (`x-username`, `x-password`).
    Basic { username: String, password: String },
    /// A bearer token that the caller brings.
    Bearer,
    /// A key in a header or in the query, by the name of either.
    ApiKey { place: KeyPlace, name: String },
    /// OAuth2 client credentials, exchanged for a bearer token.
    ClientCredentials(TokenRequest),
    /// A user name and a password, exchanged for a bearer token (`x-login`).
    Login(TokenRequest),
}

/// How credentials are exchanged for a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRequest {
    /// A path below the base URL, or an absolute URL.
    pub url: String,
    pub body: TokenBody,
    /// A JSON pointer to the token in the response: `/access_token`.
    pub token: String,
    /// The scopes that are asked for, separated by blanks on the wire.
    pub scopes: Vec<String>,
    /// Further members of the request, such as `audience` (`x-token-parameters`).
    pub parameters: Vec<(String, String)>,
    /// Whether the client authenticates by HTTP basic instead of in the body (`x-token-client`).
    pub client: TokenClient,
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// Where `operationId` stands.
    pub at: At,
    /// `operationId`, which is the method's name: `get_account`.
    pub id: String,
    pub method: Method,
    pub path: Path,
    /// `summary`, or nothing.
    pub summary: String,
    /// `description`, or nothing.
    pub description: String,
    pub deprecated: bool,
    /// `externalDocs`: the page of this operation, where it is not the document's.
    pub page: Option<Link>,
    /// In the order of the document, path-level ones first. Headers with a single documented value are [`Self::constants`].
    pub parameters: Vec<Parameter>,
    /// Headers with exactly one documented value, which every call sends: name and value.
    pub constants: Vec<(String, String)>,
    pub body: Option<RequestBody>,
    /// In the order of the document.
    pub responses: Vec<Response>,
    /// The ways to authenticate a call, the preferred one first: the operation's own or else the document's.
    pub security: Vec<Requirement>,
    /// `x-pages`
    pub pages: Option<Pages>,
    /// `x-idempotency-key`: the header that carries one key for all attempts of a call.
    pub idempotency_key: Option<String>,
    /// `x-undocumented`: why no page of it is recorded.
    pub undocumented: Option<Mark>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
}

/// A path template, such as `/v1/accounts/{accountId}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    pub at: At,
    pub segments: Vec<Segment>,
}

/// A piece of a path template: literal text with its slashes, or the name of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Segment {
    Literal(String),
    Parameter(String),
}

/// A parameter of an operation.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    pub at: At,
    /// Its name on the wire.
    pub name: String,
    /// The argument's, field's or setter's name in Rust, without `r#`.
    pub rust: String,
    pub location: Location,
    /// A path parameter is always required.
    pub required: bool,
    pub schema: Schema,
    pub style: Style,
    /// The description, with what the schema says in keywords that only document (`default`, `minimum`, …), as sentences.
    pub description: String,
    pub deprecated: bool,
    pub marks: Marks,
}

/// How a list or an object is written into a query.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// One value; or a list as one pair for each item, an object as one pair for each property (`form` with `explode`).
    Exploded,
    /// A list as one value with commas in it (`form` or `simple` without `explode`).
    Commas,
    /// The same with blanks, or with bars, in place of commas.
    Spaces,
    Pipes,
    /// An object as `name[property]=value`.
    DeepObject,
    /// As JSON (`content` in place of `schema`).
    Json,
}

/// The marks of a property or a parameter that its provider's page does not explain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// `x-undocumented`: where it was seen.
    pub undocumented: Option<Mark>,
    /// `x-differs`: why it is not as the page has it.
    pub differs: Option<Mark>,
    /// What the schema says in keywords that a page can contradict; the description says them, too.
    pub constraints: Constraints,
}

/// Keywords of a schema that only document, as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Constraints {
    pub default: Option<String>,
    pub minimum: Option<String>,
    pub maximum: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    pub at: At,
    /// A reason without a full stop at its end.
    pub reason: String,
}

/// A request body.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestBody {
    pub at: At,
    pub description: String,
    pub required: bool,
    /// The media types, the preferred one first; all have the same schema.
    pub media_types: Vec<MediaType>,
    pub schema: Schema,
}

/// A media type that a body may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaType {
    pub at: At,
    /// In lower case, without parameters: `application/json`.
    pub name: String,
    pub format: Format,
}

/// How bodies of a media type are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Json,
    Xml,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`
    Multipart,
    /// `text/*`, CSV included.
    Text,
    /// Anything else.
    Bytes,
}

/// A response.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    pub at: At,
    pub status: Status,
    pub description: String,
    pub body: Option<ResponseBody>,
    pub headers: Vec<Header>,
    /// `x-error-when`: when a response with a success status is the provider's error; every condition holds. Never, if empty.
    pub error_when: Vec<Condition>,
}

/// The key of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// `404`
    Code(u16),
    /// `4XX`, as 4.
    Range(u8),
    /// `default`
    Default,
}

/// The body of a response.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseBody {
    /// In the order of the document; all have the same schema.
    pub media_types: Vec<MediaType>,
    pub schema: Schema,
}

/// A documented response header.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    pub at: At,
    pub name: String,
    /// The field's name in Rust, without `r#`.
    pub rust: String,
    pub description: String,
    pub deprecated: bool,
    pub schema: Schema,
    /// An example, as it is written on the wire.
    pub example: Option<String>,
    /// `x-wait: seconds`: it says how long to wait before the next call.
    pub wait: bool,
    pub marks: Marks,
}

/// A test on a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    pub at: At,
    pub test: Test,
    pub pointer: Pointer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// Something other than null is there.
    Present,
    /// Nothing, or null, is there.
    Absent,
    /// `false` is there.
    False,
}

/// A JSON pointer, as its decoded tokens; none points to the whole body.
pub type Pointer = Vec<String>;

/// Pagination (`x-pages`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    pub at: At,
    /// To the list in a page's body.
    pub items: Pointer,
    pub next: Next,
}

/// Where the next page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A cursor in the body goes into a parameter.
    Cursor { parameter: String, from: Pointer },
    /// The number of items so far goes into a parameter; `limit` names the one with the size of a page.
    Offset { parameter: String, limit: Option<String>, end: End },
    /// The number of the page goes into a parameter.
    Number { parameter: String, first: i64, size: Option<String>, end: End },
    /// A `Link` header with this relation.
    Link(String),
    /// A URL in the body.
    Url(Pointer),
    /// A URL in a header of this name.
    Header(String),
}

/// The criterion of the last page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// A boolean in the body says whether there is more.
    More(Pointer),
    /// The number of all items.
    Total(Pointer),
    /// The number of all pages.
    Pages(Pointer),
    /// An empty page is the last.
    Empty,
}

/// A named type.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    pub at: At,
    /// The name in Rust, in PascalCase: the schema's own, or made from where it stands.
    pub name: String,
    pub description: String,
    pub deprecated: bool,
    pub shape: Shape,
    /// The element's name in XML, where it is not the type's (`xml.name`).
    pub xml_name: Option<String>,
    pub uses: Uses,
}

/// Which bodies have a type in them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Uses {
    pub in_request: bool,
    pub in_response: bool,
    /// A request body of a PATCH.
    pub in_patch: bool,
    /// A body in XML.
    pub in_xml: bool,
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// Documented properties, and whatever else is sent. Without properties: a free-form object with a name.
    Object(Object),
    Enum(Enum),
    Union(Union),
    /// Another name for a list, a map or a scalar.
    Alias(Schema),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// In the order of the page.
    pub properties: Vec<Property>,
    /// `x-code` and `x-message` of an error body: where the provider's own code and message are.
    pub code: Option<Pointer>,
    pub message: Option<Pointer>,
    /// Whether it is documented to have other properties, too (`additionalProperties`).
    pub has_others: bool,
}

/// A property of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    pub at: At,
    /// Its name on the wire.
    pub name: String,
    /// The field's name in Rust, without `r#`: from the name on the wire, or `x-rust-name`.
    pub rust: String,
    pub schema: Schema,
    pub required: bool,
    /// The description, with what the schema says in keywords that only document, as sentences.
    pub description: String,
    pub deprecated: bool,
    /// `readOnly`: not in requests.
    pub read_only: bool,
    /// `writeOnly`: not in responses.
    pub write_only: bool,
    /// Whether null and absent differ: in the body of a PATCH, an optional property that is `nullable`.
    pub tells_null: bool,
    pub marks: Marks,
    pub xml: Xml,
}

/// How a property is written in XML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Xml {
    /// The element or attribute, where it is not called as the property.
    pub name: Option<String>,
    pub attribute: bool,
    /// A list stands in an element of its own.
    pub wrapped: bool,
    /// The element of a list's items, where it has a name of its own.
    pub item: Option<String>,
}

/// An enum of documented values, open for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enum {
    /// What the values are on the wire.
    pub base: EnumBase,
    pub values: Vec<EnumValue>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumBase {
    String,
    Integer,
    Number,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumValue {
    pub at: At,
    /// The value as it is written; digits of a number.
    pub value: String,
    /// The variant's name in Rust.
    pub variant: String,
    /// The integer that stands for it in JSON (`x-integers`).
    pub integer: Option<i64>,
}

/// One of several schemas, open for others.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    pub variants: Vec<Variant>,
    /// The property whose value distinguishes the variants; without one, the first variant that fits.
    pub discriminator: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    pub at: At,
    /// The variant's name in Rust.
    pub name: String,
    pub schema: Schema,
    /// The discriminator's values that stand for it.
    pub tags: Vec<String>,
}

/// The schema of a value, in the place where it is used.
#[derive(Debug, Clone, PartialEq)]
pub enum Schema {
    /// Any JSON value.
    Any,
    Scalar(Scalar),
    List(Box<Schema>),
    /// An object of documented values under names that are not documented; of [`Schema::Any`]: a free-form object.
    Map(Box<Schema>),
    /// A named type: look it up with [`Document::named`].
    Named(String),
    /// The same, or null.
    Nullable(Box<Schema>),
}

/// What a value is, if it is there: a schema without null, and without the names of aliases.
#[derive(Debug, Clone, Copy)]
pub enum Kind<'a> {
    Any,
    Scalar(Scalar),
    /// Of items.
    List(&'a Schema),
    /// Of values.
    Map(&'a Schema),
    Object(&'a Type, &'a Object),
    Enum(&'a Type, &'a Enum),
    Union(&'a Type, &'a Union),
}

/// A value that is neither an object nor a list, by `type` and `format`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scalar {
    Boolean,
    Int32,
    Int64,
    Uint64,
    Float,
    Double,
    /// `{type: number, format: decimal}`
    Decimal,
    /// `{type: string, format: decimal}`: the same, written as a string.
    DecimalString,
    /// A string without a format, or with one that has no type of its own.
    String,
    DateTime,
    Date,
    /// Seconds since 1970 (`unix-time`).
    UnixTime,
    /// Milliseconds since 1970 (`unix-time-ms`).
    UnixTimeMs,
    Uuid,
    /// A secret (`password`).
    Secret,
    /// Base64 (`byte`).
    Base64,
    /// Bytes of a file (`binary`).
    Binary,
}

impl<'a> Kind<'a> {
    /// The type, if it has a name.
    pub fn named(self) -> Option<&'a Type> {
        match self {
            Self::Object(named, _) | Self::Enum(named, _) | Self::Union(named, _) => Some(named),
            _ => None,
        }
    }
}

/// What is known of a scalar.
struct About(Scalar, &'static str, &'static str, &'static str, &'static str);

/// Each scalar with its `type` and `format` in OpenAPI (empty where there is none), its type in Rust, and an example.
const SCALARS: [About; 17] = [
    About(Scalar::Boolean, "boolean", "", "bool", "true"),
    About(Scalar::Int32, "integer", "int32", "i32", "431"),
    About(Scalar::Int64, "integer", "int64", "i64", "431"),
    About(Scalar::Uint64, "integer", "uint64", "u64", "431"),
    About(Scalar::Float, "number", "float", "f32", "4.5"),
    About(Scalar::Double, "number", "double", "f64", "4.5"),
    About(Scalar::Decimal, "number", "decimal", "Decimal", "4.5"),
    About(Scalar::DecimalString, "string", "decimal", "DecimalString", "4.5"),
    About(Scalar::String, "string", "", "String", ""),
    About(Scalar::DateTime, "string", "date-time", "Timestamp", "2026-01-31T12:00:00Z"),
    About(Scalar::Date, "string", "date", "Date", "2026-01-31"),
    About(Scalar::UnixTime, "integer", "unix-time", "UnixTime", "1769860800"),
    About(Scalar::UnixTimeMs, "integer", "unix-time-ms", "UnixTimeMs", "1769860800000"),
    About(Scalar::Uuid, "string", "uuid", "Uuid", "67e55044-10b1-426f-9247-bb680e5fe0c8"),
    About(Scalar::Secret, "string", "password", "Secret", ""),
    About(Scalar::Base64, "string", "byte", "Base64", "Qm9hdA=="),
    About(Scalar::Binary, "string", "binary", "File", "Qm9hdA=="),
];

impl Scalar {
    /// Every scalar.
    pub fn all() -> impl Iterator<Item = Self> {
        SCALARS.iter().map(|about| about.0)
    }

    /// The scalar of this type and format, if there is one.
    pub fn new(r#type: &str, format: &str) -> Option<Self> {
        Self::all().find(|scalar| scalar.type_and_format() == (r#type, format))
    }

    fn about(self) -> &'static About {
        SCALARS.iter().find(|about| about.0 == self).unwrap_or(&SCALARS[0])
    }

    /// Its `type` and `format` in OpenAPI.
    pub fn type_and_format(self) -> (&'static str, &'static str) {
        (self.about().1, self.about().2)
    }

    /// The name of its type in Rust.
    pub fn rust(self) -> &'static str {
        self.about().3
    }

    /// A value as text; nothing for what has no typical one.
    pub fn example(self) -> Option<&'static str> {
        Some(self.about().4).filter(|example| !example.is_empty())
    }
}

/// A sample body: `<operation>[.<case>].<ending>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The file's name without `.json`: `get_account.404`, `get_account.nil.xml`, `update_plan.request`.
    pub name: String,
    /// The file, from the workspace's root.
    pub file: String,
    /// The operation that it belongs to.
    pub operation: String,
    /// Whether it is what a call sends or what it gets back.
    pub direction: Direction,
    /// By the file's ending: `application/json`, `application/xml`.
    pub media_type: &'static str,
    /// The file's bytes.
    pub body: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// The case begins with `request`.
    Request,
    /// The status: the three digits that the case begins with; 0 for the success that the operation documents first.
    Response(u16),
}

impl Spec {
    /// The document's path from the workspace's root.
    pub fn file(&self) -> String {
        format!("specs/{}/openapi.yaml", self.provider)
    }

    /// The inventory's path from the workspace's root.
    pub fn inventory_file(&self) -> String {
        format!("specs/{}/inventory.txt", self.provider)
    }

    /// The samples of an operation.
    pub fn samples_of<'a>(&'a self, operation: &'a str) -> impl Iterator<Item = &'a Sample> {
        self.samples.iter().filter(move |s| s.operation == operation)
    }
}

impl Sample {
    /// The file's name in its folder: `get_account.404.json`.
    pub fn file_name(&self) -> &str {
        self.file.rsplit_once('/').map_or(&self.file, |(_, name)| name)
    }

    /// What follows the operation's id and a dot in the name, without `.xml`: `404`; nothing for the documented sample.
    pub fn case(&self) -> Option<&str> {
        let endings = [".xml", ".txt", ".csv", ".bin"];
        let name = endings.iter().find_map(|ending| self.name.strip_suffix(ending));
        name.unwrap_or(&self.name).strip_prefix(&self.operation)?.strip_prefix('.')
    }
}

impl Document {
    /// A type by name. Every [`Schema::Named`] of a document names one of its types.
    pub fn named(&self, name: &str) -> Option<&Type> {
        self.types.iter().find(|t| t.name == name)
    }

    /// The same schema with references to aliases and `Nullable` taken off: what the value is, if it is there.
    pub fn resolve<'a>(&'a self, schema: &'a Schema) -> &'a Schema {
        // An alias that leads back to itself is refused when the document is read.
        match schema {
            Schema::Nullable(inner) => self.resolve(inner),
            Schema::Named(name) => match self.named(name).map(|t| &t.shape) {
                Some(Shape::Alias(target)) => self.resolve(target),
                _ => schema,
            },
            _ => schema,
        }
    }

    /// What a value of a schema is.
    pub fn kind<'a>(&'a self, schema: &'a Schema) -> Kind<'a> {
        match self.resolve(schema) {
            Schema::Any | Schema::Nullable(_) => Kind::Any,
            Schema::Scalar(scalar) => Kind::Scalar(*scalar),
            Schema::List(items) => Kind::List(items),
            Schema::Map(values) => Kind::Map(values),
            Schema::Named(name) => match self.named(name).map(|t| (t, &t.shape)) {
                Some((named, Shape::Object(object))) => Kind::Object(named, object),
                Some((named, Shape::Enum(values))) => Kind::Enum(named, values),
                Some((named, Shape::Union(union))) => Kind::Union(named, union),
                Some((_, Shape::Alias(_))) | None => Kind::Any,
            },
        }
    }

    /// The object that a schema stands for, if it is one.
    pub fn object<'a>(&'a self, schema: &'a Schema) -> Option<&'a Object> {
        match self.kind(schema) {
            Kind::Object(_, object) => Some(object),
            _ => None,
        }
    }

    /// Whether a response is a file: bytes that have no type.
    pub fn is_file(&self, response: &Response) -> bool {
        let binary = |schema| *self.resolve(schema) == Schema::Scalar(Scalar::Binary);
        response.body.as_ref().is_some_and(|b| binary(&b.schema))
    }

    /// What a JSON pointer into a body of this schema points to, if the schema documents it.
    pub fn at_pointer<'a>(&'a self, schema: &'a Schema, pointer: &[String]) -> Option<&'a Schema> {
        let Some((token, rest)) = pointer.split_first() else {
            return Some(schema);
        };
        match self.resolve(schema) {
            Schema::List(items) if token.bytes().all(|b| b.is_ascii_digit()) => {
                self.at_pointer(items, rest)
            }
            Schema::Map(values) => self.at_pointer(values, rest),
            Schema::Any => Some(&Schema::Any),
            other => self.at_pointer(&self.object(other)?.property(token)?.schema, rest),
        }
    }

    /// The types in values of some schemas, with those in them, each once.
    pub fn types_in<'d>(&'d self, schemas: impl IntoIterator<Item = &'d Schema>) -> Vec<&'d Type> {
        let mut seen = BTreeSet::new();
        let mut found = Vec::new();
        let mut open: Vec<&Schema> = schemas.into_iter().collect();
        while let Some(schema) = open.pop() {
            if let Some(Schema::Named(name)) = schema.nested().last()
                && seen.insert(name)
                && let Some(named) = self.named(name)
            {
                found.push(named);
                open.extend(named.shape.schemas());
            }
        }
        found
    }

    /// The types for which this holds, and those with such a type in them, by name.
    pub fn types_with(&self, is_one: impl Fn(&Type) -> bool) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        loop {
            let holds_one = |schema: &Schema| match schema.nested().last() {
                Some(Schema::Named(name)) => found.contains(name),
                _ => false,
            };
            let is_new = |t: &&Type| !found.contains(&t.name);
            let holds = |t: &&Type| is_one(t) || t.shape.schemas().into_iter().any(holds_one);
            let more = self.types.iter().filter(is_new).filter(holds);
            let more: Vec<String> = more.map(|t| t.name.clone()).collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }

    /// The schemas of the whole document, those inside lists and maps included: of properties, variants, parameters, bodies
    /// and headers.
    pub fn schemas(&self) -> Vec<&Schema> {
        let in_types = self.types.iter().flat_map(|t| t.shape.schemas());
        let in_operations = self.operations.iter().flat_map(|o| {
            let headers = o.responses.iter().flat_map(|r| &r.headers).map(|h| &h.schema);
            let parameters = o.parameters.iter().map(|p| &p.schema);
            parameters.chain(o.bodies().map(|b| b.schema)).chain(headers)
        });
        in_types.chain(in_operations).flat_map(Schema::nested).collect()
    }

    /// Every way to authenticate that needs credentials, once.
    pub fn requirements(&self) -> Vec<&Requirement> {
        let mut found = Vec::new();
        let of_operations = self.operations.iter().flat_map(|o| &o.security);
        for requirement in self.security.iter().chain(of_operations) {
            if !requirement.is_empty() && !found.contains(&requirement) {
                found.push(requirement);
            }
        }
        found
    }

    /// The schemes of a way to authenticate.
    pub fn schemes_of(&self, requirement: &Requirement) -> Vec<&Scheme> {
        self.schemes.iter().filter(|s| requirement.contains(&s.name)).collect()
    }

    /// Every media type of a response body or a request body, once.
    pub fn formats(&self) -> BTreeSet<Format> {
        let bodies = self.operations.iter().flat_map(Operation::bodies);
        bodies.flat_map(|b| b.media_types).map(|m| m.format).collect()
    }
}

impl Shape {
    /// The schemas directly in it.
    pub fn schemas(&self) -> Vec<&Schema> {
        match self {
            Self::Object(object) => object.properties.iter().map(|p| &p.schema).collect(),
            Self::Union(union) => union.variants.iter().map(|v| &v.schema).collect(),
            Self::Alias(schema) => vec![schema],
            Self::Enum(_) => Vec::new(),
        }
    }

    /// The same, to be changed.
    pub fn schemas_mut(&mut self) -> Vec<&mut Schema> {
        match self {
            Self::Object(object) => object.properties.iter_mut().map(|p| &mut p.schema).collect(),
            Self::Union(union) => union.variants.iter_mut().map(|v| &mut v.schema).collect(),
            Self::Alias(schema) => vec![schema],
            Self::Enum(_) => Vec::new(),
        }
    }
}

/// The body of a request or of a response.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    pub at: At,
    pub media_types: &'a [MediaType],
    pub schema: &'a Schema,
}

impl Operation {
    /// The bodies of the request and of the responses.
    pub fn bodies(&self) -> impl Iterator<Item = Body<'_>> {
        let request = self.body.iter().map(|b| (b.at, &b.media_types, &b.schema));
        let responses = self.responses.iter().filter_map(|r| Some((r.at, r.body.as_ref()?)));
        let responses = responses.map(|(at, body)| (at, &body.media_types, &body.schema));
        request.chain(responses).map(|(at, media_types, schema)| Body { at, media_types, schema })
    }

    /// The responses that mean success, in the order of the document.
    pub fn successes(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(|r| r.status.is_success())
    }

    /// The status that a sample comes with where its name does not say one: that of the first success.
    pub fn success_status(&self) -> u16 {
        match self.successes().next().map(|r| r.status) {
            Some(Status::Code(code)) => code,
            _ => 200,
        }
    }

    /// The headers of all responses, each once.
    pub fn headers(&self) -> Vec<&Header> {
        let mut found: Vec<&Header> = Vec::new();
        for header in self.responses.iter().flat_map(|r| &r.headers) {
            if !found.iter().any(|other| other.name.eq_ignore_ascii_case(&header.name)) {
                found.push(header);
            }
        }
        found
    }

    /// The responses that mean failure, in the order of the document; `default` is one of them.
    pub fn failures(&self) -> impl Iterator<Item = &Response> {
        self.responses.iter().filter(|r| !r.status.is_success())
    }

    /// The response that documents a status: its own, its range's or the default.
    pub fn response(&self, status: u16) -> Option<&Response> {
        let find = |wanted: Status| self.responses.iter().find(|r| r.status == wanted);
        find(Status::Code(status))
            .or_else(|| find(Status::Range(u8::try_from(status / 100).ok()?)))
            .or_else(|| find(Status::Default))
    }

    /// The required parameters, as the method takes them: those of the path in its order, then the others in the document's.
    pub fn required(&self) -> Vec<&Parameter> {
        let mut required: Vec<_> = self.parameters.iter().filter(|p| p.required).collect();
        required.sort_by_key(|p| match p.location {
            Location::Path => self.path.position(&p.name),
            _ => usize::MAX,
        });
        required
    }

    /// The optional parameters, in the order of the document.
    pub fn optional(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|p| !p.required)
    }
}

impl RequestBody {
    /// The media type that a client sends: JSON if it may, or the first that is documented.
    pub fn sent(&self) -> Option<&MediaType> {
        let json = self.media_types.iter().find(|m| m.format == Format::Json);
        json.or(self.media_types.first())
    }
}

impl Status {
    pub fn is_success(self) -> bool {
        matches!(self, Self::Code(200..=299) | Self::Range(2))
    }
}

impl std::fmt::Display for Status {
    /// As OpenAPI writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(digit) => write!(f, "{digit}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

impl Path {
    /// The names of the parameters, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().filter_map(|s| match s {
            Segment::Parameter(name) => Some(name.as_str()),
            Segment::Literal(_) => None,
        })
    }

    /// The place of a parameter among the segments; behind all of them if it is not there.
    fn position(&self, name: &str) -> usize {
        let found =
            self.segments.iter().position(|s| matches!(s, Segment::Parameter(n) if n == name));
        found.unwrap_or(self.segments.len())
    }
}

impl std::fmt::Display for Path {
    /// As OpenAPI writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.segments.iter().try_for_each(|segment| match segment {
            Segment::Literal(text) => f.write_str(text),
            Segment::Parameter(name) => write!(f, "{{{name}}}"),
        })
    }
}

impl Method {
    pub const ALL: [Self; 6] =
        [Self::Get, Self::Head, Self::Post, Self::Put, Self::Patch, Self::Delete];

    /// Whether it changes nothing, and sends no body.
    pub fn is_read(self) -> bool {
        matches!(self, Self::Get | Self::Head)
    }

    /// As HTTP writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

impl End {
    /// The criterion, if it is in the body.
    pub fn pointer(&self) -> Option<&[String]> {
        match self {
            Self::More(pointer) | Self::Total(pointer) | Self::Pages(pointer) => Some(pointer),
            Self::Empty => None,
        }
    }
}

impl Object {
    /// A property by its name on the wire.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|p| p.name == name)
    }
}

impl Property {
    /// Whether the field must be able to say that there is no value.
    pub fn is_optional(&self) -> bool {
        !self.required || self.schema.is_nullable()
    }
}

impl Schema {
    pub fn is_nullable(&self) -> bool {
        matches!(self, Self::Nullable(_))
    }

    /// The schema itself, then what is inside its lists, maps and null.
    pub fn nested(&self) -> impl Iterator<Item = &Schema> {
        std::iter::successors(Some(self), |schema| match schema {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => Some(&**inner),
            Self::Any | Self::Scalar(_) | Self::Named(_) => None,
        })
    }

    /// Gives the types that it names other names.
    pub fn rename(&mut self, names: &BTreeMap<String, String>) {
        match self {
            Self::Named(name) => {
                if let Some(new) = names.get(name) {
                    name.clone_from(new);
                }
            }
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.rename(names),
            Self::Any | Self::Scalar(_) => {}
        }
    }

    /// The same without null.
    pub fn non_null(&self) -> &Schema {
        match self {
            Self::Nullable(inner) => inner.non_null(),
            other => other,
        }
    }
}

impl SchemeKind {
    /// The credentials that it needs, by the names that the builder and the environment use for them.
    pub fn credentials(&self) -> Vec<&str> {
        match self {
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer => vec!["token"],
            Self::ApiKey { name, .. } => vec![name],
            Self::ClientCredentials(_) => vec!["client_id", "client_secret"],
            Self::Login(_) => vec!["username", "password"],
        }
    }
}

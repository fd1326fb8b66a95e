//! What a spec says about a provider, as data: generated once into each provider's crate, read by everything else.
//!
//! Each type has a constant constructor for what is required and a constant method for each of the rest, so that a new
//! field here does not break a crate that was generated before.

/// One provider, as its spec describes it.
///
/// ```
/// use bindery_runtime::{ErrorFields, Operation, Provider, Scheme, Server, TokenRequest};
///
/// static PROVIDER: Provider = Provider::new("acme", "Acme")
///     .servers(&[Server::new("https://api.acme.example", "Production")])
///     .security(&[Scheme::client_credentials(TokenRequest::new("/oauth2/token").json())])
///     .error(ErrorFields::new().code("/error/code").message("/error/message"))
///     .operations(&[Operation::new("get_account", "GET", "/v1/accounts/{accountId}").parameters(&["accountId"])]);
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct Provider {
    /// The name of this provider everywhere: its folder, its crate, its prefix. `sakari`.
    pub name: &'static str,
    /// The provider's own name, for people (`info.title`). `Sakari`.
    pub title: &'static str,
    /// Known base URLs; the first is the default. Empty where every customer has one of their own.
    pub servers: &'static [Server],
    /// Headers with exactly one documented value, sent with every call: name and value.
    pub headers: &'static [(&'static str, &'static str)],
    /// The ways to authenticate, in the spec's order of preference. Empty where no operation needs credentials.
    pub security: &'static [Scheme],
    /// Where the provider's error body says what went wrong.
    pub error: ErrorFields,
    /// Response headers, besides `Retry-After`, that say with status 429 how many seconds to wait.
    pub wait_headers: &'static [&'static str],
    /// The operations, sorted by `id`.
    pub operations: &'static [Operation],
}

impl Provider {
    /// A provider without servers, credentials and operations.
    #[must_use]
    pub const fn new(name: &'static str, title: &'static str) -> Self {
        Self {
            name,
            title,
            servers: &[],
            headers: &[],
            security: &[],
            error: ErrorFields::new(),
            wait_headers: &[],
            operations: &[],
        }
    }

    /// Sets [`servers`](Self::servers).
    #[must_use]
    pub const fn servers(mut self, servers: &'static [Server]) -> Self {
        self.servers = servers;
        self
    }

    /// Sets [`headers`](Self::headers).
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// Sets [`security`](Self::security).
    #[must_use]
    pub const fn security(mut self, security: &'static [Scheme]) -> Self {
        self.security = security;
        self
    }

    /// Sets [`error`](Self::error).
    #[must_use]
    pub const fn error(mut self, error: ErrorFields) -> Self {
        self.error = error;
        self
    }

    /// Sets [`wait_headers`](Self::wait_headers).
    #[must_use]
    pub const fn wait_headers(mut self, names: &'static [&'static str]) -> Self {
        self.wait_headers = names;
        self
    }

    /// Sets [`operations`](Self::operations), which must be sorted by `id`.
    #[must_use]
    pub const fn operations(mut self, operations: &'static [Operation]) -> Self {
        self.operations = operations;
        self
    }

    /// The operation with this `operationId`.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&'static Operation> {
        let index = self.operations.binary_search_by(|o| o.id.cmp(id)).ok()?;
        self.operations.get(index)
    }
}

/// A base URL that the provider documents.
#[derive(Debug)]
#[non_exhaustive]
pub struct Server {
    /// Scheme, host and base path, without a slash at the end.
    pub url: &'static str,
    /// What it is for: "Production".
    pub description: &'static str,
}

impl Server {
    /// A base URL and what it is for.
    #[must_use]
    pub const fn new(url: &'static str, description: &'static str) -> Self {
        Self { url, description }
    }
}

/// One operation of a provider.
#[derive(Debug)]
#[non_exhaustive]
pub struct Operation {
    /// The spec's `operationId`, which is also the method's name. `get_account`.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template, which follows the base URL. `/v1/accounts/{accountId}`.
    pub path: &'static str,
    /// The names of the required parameters, in the order of the method's arguments.
    pub parameters: &'static [&'static str],
    /// The names of the optional parameters.
    pub optional: &'static [&'static str],
    /// The media types of the request body, the preferred one first. Empty if the operation has none.
    pub request_media_types: &'static [&'static str],
    /// The media types that the spec lists for the response, in its order.
    pub media_types: &'static [&'static str],
    /// How query parameters are written that are not in OpenAPI's style `form` with `explode`: name and style.
    pub query_styles: &'static [(&'static str, QueryStyle)],
    /// Which credentials a call sends.
    pub security: Security,
    /// The header that carries an idempotency key, if the provider takes one. `Idempotency-Key`.
    pub idempotency_key: Option<&'static str>,
    /// How the body of a success response is read.
    pub response_body: ResponseBody,
}

impl Operation {
    /// An operation without parameters and media types, with the provider's credentials.
    #[must_use]
    pub const fn new(id: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            id,
            method,
            path,
            parameters: &[],
            optional: &[],
            request_media_types: &[],
            media_types: &[],
            query_styles: &[],
            security: Security::Provider,
            idempotency_key: None,
            response_body: ResponseBody::Buffered,
        }
    }

    /// Sets [`parameters`](Self::parameters).
    #[must_use]
    pub const fn parameters(mut self, names: &'static [&'static str]) -> Self {
        self.parameters = names;
        self
    }

    /// Sets [`optional`](Self::optional).
    #[must_use]
    pub const fn optional(mut self, names: &'static [&'static str]) -> Self {
        self.optional = names;
        self
    }

    /// Sets [`request_media_types`](Self::request_media_types).
    #[must_use]
    pub const fn request_media_types(mut self, media_types: &'static [&'static str]) -> Self {
        self.request_media_types = media_types;
        self
    }

    /// Sets [`media_types`](Self::media_types).
    #[must_use]
    pub const fn media_types(mut self, media_types: &'static [&'static str]) -> Self {
        self.media_types = media_types;
        self
    }

    /// Sets [`query_styles`](Self::query_styles).
    #[must_use]
    pub const fn query_styles(mut self, styles: &'static [(&'static str, QueryStyle)]) -> Self {
        self.query_styles = styles;
        self
    }

    /// Calls go without credentials: `security: []` in the spec.
    #[must_use]
    pub const fn without_credentials(mut self) -> Self {
        self.security = Security::None;
        self
    }

    /// Each call sends a new UUID in this header, the same one with each of its attempts. So a call that writes may be
    /// retried.
    #[must_use]
    pub const fn idempotency_key(mut self, header: &'static str) -> Self {
        self.idempotency_key = Some(header);
        self
    }

    /// The body of a success response is not read by the client but given to the caller as a stream.
    #[must_use]
    pub const fn streamed(mut self) -> Self {
        self.response_body = ResponseBody::Streamed;
        self
    }
}

/// Which credentials the calls of an operation send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Security {
    /// Those of the client.
    Provider,
    /// None.
    None,
}

/// How a query parameter is written: OpenAPI's `style` and `explode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum QueryStyle {
    /// `ids=1&ids=2`: `form` with `explode`, which is the default.
    Form,
    /// `ids=1,2`: `form` without `explode`.
    Comma,
    /// `ids=1%202`: `spaceDelimited`.
    Space,
    /// `ids=1|2`: `pipeDelimited`.
    Pipe,
    /// `filter[status]=open`: `deepObject`.
    DeepObject,
    /// `filter={"status":"open"}`: a parameter with `content: application/json`.
    Json,
}

/// How the body of a success response is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseBody {
    /// Whole, into memory, up to the client's limit.
    Buffered,
    /// By the caller, piece by piece.
    Streamed,
}

/// Where an error body keeps the provider's own code and message: JSON pointers.
#[derive(Debug)]
#[non_exhaustive]
pub struct ErrorFields {
    /// `/error/code`, if there is one.
    pub code: Option<&'static str>,
    /// `/error/message`, if there is one.
    pub message: Option<&'static str>,
}

impl ErrorFields {
    /// No field is known.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            code: None,
            message: None,
        }
    }

    /// Sets [`code`](Self::code).
    #[must_use]
    pub const fn code(mut self, pointer: &'static str) -> Self {
        self.code = Some(pointer);
        self
    }

    /// Sets [`message`](Self::message).
    #[must_use]
    pub const fn message(mut self, pointer: &'static str) -> Self {
        self.message = Some(pointer);
        self
    }
}

impl Default for ErrorFields {
    fn default() -> Self {
        Self::new()
    }
}

/// A way to authenticate, from `securitySchemes`.
#[derive(Debug)]
#[non_exhaustive]
pub enum Scheme {
    /// HTTP basic. The fields are the provider's names for its two halves.
    #[non_exhaustive]
    Basic {
        /// `client_id`
        username: &'static str,
        /// `client_secret`
        password: &'static str,
    },
    /// A bearer token that the caller brings.
    Bearer,
    /// A key in the query.
    #[non_exhaustive]
    ApiKeyQuery {
        /// The parameter's name. `api_token`.
        name: &'static str,
    },
    /// A key in a header.
    #[non_exhaustive]
    ApiKeyHeader {
        /// The header's name.
        name: &'static str,
    },
    /// OAuth2 client credentials, exchanged for a bearer token.
    ClientCredentials(TokenRequest),
    /// A user name and a password, exchanged for a bearer token by a call that only this provider has.
    Login(TokenRequest),
    /// Several credentials that every request carries together.
    All(&'static [Scheme]),
}

impl Scheme {
    /// HTTP basic, with the provider's names for the user name and the password.
    #[must_use]
    pub const fn basic(username: &'static str, password: &'static str) -> Self {
        Self::Basic { username, password }
    }

    /// A bearer token that the caller brings.
    #[must_use]
    pub const fn bearer() -> Self {
        Self::Bearer
    }

    /// A key in the query parameter of this name.
    #[must_use]
    pub const fn api_key_query(name: &'static str) -> Self {
        Self::ApiKeyQuery { name }
    }

    /// A key in the header of this name.
    #[must_use]
    pub const fn api_key_header(name: &'static str) -> Self {
        Self::ApiKeyHeader { name }
    }

    /// OAuth2 client credentials, exchanged for a bearer token.
    #[must_use]
    pub const fn client_credentials(request: TokenRequest) -> Self {
        Self::ClientCredentials(request)
    }

    /// A user name and a password, exchanged for a bearer token.
    #[must_use]
    pub const fn login(request: TokenRequest) -> Self {
        Self::Login(request)
    }

    /// Several credentials that every request carries together. One in another has no meaning.
    #[must_use]
    pub const fn all(schemes: &'static [Scheme]) -> Self {
        Self::All(schemes)
    }

    /// The schemes that a request carries together: this one, or those of [`All`](Self::All).
    #[must_use]
    pub fn parts(&self) -> &[Scheme] {
        match self {
            Self::All(schemes) => schemes,
            one => std::slice::from_ref(one),
        }
    }

    /// The credentials that this scheme needs, by the names that the builder and the environment use for them.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        match self {
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer => vec!["token"],
            Self::ApiKeyQuery { name } | Self::ApiKeyHeader { name } => vec![name],
            Self::ClientCredentials(_) => vec!["client_id", "client_secret"],
            Self::Login(_) => vec!["username", "password"],
            Self::All(schemes) => schemes.iter().flat_map(Self::words).collect(),
        }
    }
}

/// How to exchange credentials for a token.
#[derive(Debug)]
#[non_exhaustive]
pub struct TokenRequest {
    /// Where to post: a path below the base URL, or a whole URL.
    pub url: &'static str,
    /// How the request's body is written.
    pub body: TokenBody,
    /// Where the client's id and secret, or the user's name and password, go.
    pub credentials: TokenCredentials,
    /// More fields of the body: name and value. `scope`, `audience`.
    pub fields: &'static [(&'static str, &'static str)],
    /// JSON pointer to the token in the response. `/access_token`.
    pub token: &'static str,
}

impl TokenRequest {
    /// A form, with the credentials in it and the token at `/access_token`, as OAuth 2.0 has it.
    #[must_use]
    pub const fn new(url: &'static str) -> Self {
        Self {
            url,
            body: TokenBody::Form,
            credentials: TokenCredentials::Body,
            fields: &[],
            token: "/access_token",
        }
    }

    /// The body is JSON.
    #[must_use]
    pub const fn json(mut self) -> Self {
        self.body = TokenBody::Json;
        self
    }

    /// The id and the secret go into the header, as HTTP basic (RFC 6749, section 2.3.1).
    #[must_use]
    pub const fn basic(mut self) -> Self {
        self.credentials = TokenCredentials::Basic;
        self
    }

    /// Sets [`fields`](Self::fields).
    #[must_use]
    pub const fn fields(mut self, fields: &'static [(&'static str, &'static str)]) -> Self {
        self.fields = fields;
        self
    }

    /// Sets [`token`](Self::token).
    #[must_use]
    pub const fn token(mut self, pointer: &'static str) -> Self {
        self.token = pointer;
        self
    }
}

/// The media type of a token request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenBody {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

/// Where the credentials of a token request go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenCredentials {
    /// In the body.
    Body,
    /// In the `Authorization` header, as HTTP basic.
    Basic,
}

/// The environment variable for one of the words of a provider, by its [name](Provider::name): `SAKARI_CLIENT_ID`.
#[must_use]
pub fn variable(provider: &str, word: &str) -> String {
    format!("{provider}_{word}")
        .to_ascii_uppercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

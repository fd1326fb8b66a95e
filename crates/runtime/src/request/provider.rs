//! What a spec says about a provider, as data: generated once into each provider's crate, read by everything else.

/// One provider, as its spec describes it.
#[derive(Debug)]
pub struct Provider {
    /// The word for this provider everywhere: its folder, its crate, its prefix. `sakari`.
    pub name: &'static str,
    /// The provider's own name, for people (`info.title`). `Sakari`.
    pub title: &'static str,
    /// Known base URLs; the first is the default. Empty where every customer has one of their own.
    pub servers: &'static [Server],
    /// Headers with exactly one documented value, sent with every call: name and value.
    pub headers: &'static [(&'static str, &'static str)],
    /// The ways to authenticate, in the spec's order of preference.
    pub security: &'static [Scheme],
    /// Where the provider's error body says what went wrong.
    pub error: ErrorFields,
    /// Response headers, besides `Retry-After`, that say how many seconds to wait.
    pub wait_headers: &'static [&'static str],
    /// The operations, sorted by `id`.
    pub operations: &'static [Operation],
}

impl Provider {
    /// The operation with this `operationId`.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&'static Operation> {
        let index = self.operations.binary_search_by(|o| o.id.cmp(id)).ok()?;
        self.operations.get(index)
    }
}

/// A base URL that the provider documents.
#[derive(Debug)]
pub struct Server {
    /// Scheme, host and base path, without a slash at the end.
    pub url: &'static str,
    /// What it is for: "Production".
    pub description: &'static str,
}

/// One operation of a provider.
#[derive(Debug)]
pub struct Operation {
    /// The spec's `operationId`, which is also the method's name. `get_account`.
    pub id: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template, which follows the base URL. `/v1/accounts/{accountId}`.
    pub path: &'static str,
    /// The names of the required parameters, in the order of the method's arguments.
    pub parameters: &'static [&'static str],
    /// The media types that the spec lists for the answer, in its order.
    pub media_types: &'static [&'static str],
    /// When an answer with a success status is the provider's error all the same: every condition holds. Never, if empty.
    pub error_when: &'static [Condition],
}

/// A test on a body: a JSON pointer, into two members at most, and what must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Something other than null is there.
    Present(&'static str),
    /// Nothing or null is there.
    Absent(&'static str),
    /// `false` is there.
    False(&'static str),
}

/// Where an error body keeps the provider's own code and message: JSON pointers.
#[derive(Debug)]
pub struct ErrorFields {
    /// `/error/code`, if there is one.
    pub code: Option<&'static str>,
    /// `/error/message`, if there is one.
    pub message: Option<&'static str>,
}

/// A way to authenticate, from `securitySchemes`.
#[derive(Debug)]
pub enum Scheme {
    /// HTTP basic. The fields are the provider's words for its two halves.
    Basic {
        /// `client_id`
        username: &'static str,
        /// `client_secret`
        password: &'static str,
    },
    /// A bearer token that the caller brings.
    Bearer,
    /// A key in the query.
    ApiKeyQuery {
        /// The parameter's name. `api_token`.
        name: &'static str,
    },
    /// A key in a header.
    ApiKeyHeader {
        /// The header's name.
        name: &'static str,
    },
    /// OAuth2 client credentials, exchanged for a bearer token.
    ClientCredentials(TokenRequest),
    /// A user name and a password, exchanged for a bearer token by a call that only this provider has.
    Login(TokenRequest),
}

impl Scheme {
    /// The credentials that this scheme needs, by the words that the builder and the environment use for them.
    #[must_use]
    pub fn words(&self) -> Vec<&'static str> {
        match self {
            Self::Basic { username, password } => vec![username, password],
            Self::Bearer => vec!["token"],
            Self::ApiKeyQuery { name } | Self::ApiKeyHeader { name } => vec![name],
            Self::ClientCredentials(_) => vec!["client_id", "client_secret"],
            Self::Login(_) => vec!["username", "password"],
        }
    }
}

/// How to exchange credentials for a token.
#[derive(Debug)]
pub struct TokenRequest {
    /// Where to post: a path below the base URL, or a whole URL.
    pub url: &'static str,
    /// How the request's body is written.
    pub body: TokenBody,
    /// JSON pointer to the token in the answer. `/access_token`.
    pub token: &'static str,
}

/// The media type of a token request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenBody {
    /// `application/json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
}

/// The environment variable for one of the words of a provider, by its [name](Provider::name): `SAKARI_CLIENT_ID`.
#[must_use]
pub fn variable(provider: &str, word: &str) -> String {
    format!("{provider}_{word}")
        .to_ascii_uppercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

//! What a spec says about a provider, as data: generated once into each provider's crate, read by everything else.

/// Data that generated code makes: `new` takes what is required, and there is a constant setter for each of the rest, so that
/// a new field breaks no crate that was generated before. The setters under `with` have a name and a value of their own.
macro_rules! data {
    (
        $(#[$about:meta])*
        $name:ident {
            new { $($(#[$new_doc:meta])* $new:ident: $new_type:ty,)* }
            $(set { $($(#[$set_doc:meta])* $set:ident: $set_type:ty = $set_default:expr,)* })?
            $(with {
                $($(#[$with_doc:meta])* $with:ident: $with_type:ty = $with_default:expr,
                    $method:ident($($argument:ident: $argument_type:ty)?) = $value:expr;)*
            })?
        }
    ) => {
        $(#[$about])*
        #[non_exhaustive]
        pub struct $name {
            $($(#[$new_doc])* pub $new: $new_type,)*
            $($($(#[$set_doc])* pub $set: $set_type,)*)?
            $($($(#[$with_doc])* pub $with: $with_type,)*)?
        }

        impl $name {
            /// One with what is required, and nothing else.
            #[must_use]
            pub const fn new($($new: $new_type),*) -> Self {
                Self {
                    $($new,)*
                    $($($set: $set_default,)*)?
                    $($($with: $with_default,)*)?
                }
            }

            $($(
                #[doc = concat!("Sets [`", stringify!($set), "`](Self::", stringify!($set), ").")]
                #[must_use]
                pub const fn $set(mut self, $set: $set_type) -> Self {
                    self.$set = $set;
                    self
                }
            )*)?

            $($(
                #[doc = concat!("Sets [`", stringify!($with), "`](Self::", stringify!($with), ").")]
                #[must_use]
                pub const fn $method(mut self $(, $argument: $argument_type)?) -> Self {
                    self.$with = $value;
                    self
                }
            )*)?
        }
    };
}
#[cfg(feature = "erased")]
pub(crate) use data;

data! {
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
    Provider {
        new {
            /// The name of the provider in its crate and its environment variables.
            name: &'static str,
            /// The provider's own name, for messages (`info.title`).
            title: &'static str,
        }
        set {
            /// Known base URLs; the first is the default. Empty where every customer has one of their own.
            servers: &'static [Server] = &[],
            /// Headers with exactly one documented value, sent with every call: name and value.
            headers: &'static [(&'static str, &'static str)] = &[],
            /// The ways to authenticate, in the spec's order of preference: those of requests that are not in the spec, and of each
            /// operation without its own. Empty where no operation needs credentials.
            security: &'static [Scheme] = &[],
            /// The code and message in the provider's error bodies.
            error: ErrorFields = ErrorFields::new(),
            /// Response headers in addition to `Retry-After` with the seconds to wait after status 429.
            wait_headers: &'static [&'static str] = &[],
            /// The operations, sorted by `id`.
            operations: &'static [Operation] = &[],
        }
    }
}

impl Provider {
    /// The operation with this `operationId`.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&'static Operation> {
        let index = self.operations.binary_search_by(|o| o.id.cmp(id)).ok()?;
        self.operations.get(index)
    }

    /// The ways to authenticate a call of an operation.
    #[must_use]
    pub fn security_of(&self, operation: &Operation) -> &'static [Scheme] {
        operation.security.unwrap_or(self.security)
    }

    /// Whether requests need no credentials, unless their operations say so.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.security.is_empty() || self.security.iter().any(|scheme| scheme.parts().is_empty())
    }

    /// The ways to authenticate of each operation that has its own, after those of the others.
    pub(crate) fn security_lists(&self) -> impl Iterator<Item = &'static [Scheme]> {
        std::iter::once(self.security).chain(self.operations.iter().filter_map(|o| o.security))
    }

    /// Every way to authenticate that needs credentials, once.
    #[must_use]
    pub fn schemes(&self) -> Vec<&'static Scheme> {
        let mut schemes = Vec::new();
        for scheme in self.security_lists().flatten() {
            if !scheme.parts().is_empty() && !schemes.contains(&scheme) {
                schemes.push(scheme);
            }
        }
        schemes
    }

    /// The ways to authenticate that operations prefer to this one.
    #[must_use]
    pub fn preferred_to(&self, scheme: &Scheme) -> Vec<&'static Scheme> {
        let lists = self.operations.iter().map(|operation| self.security_of(operation));
        let before =
            lists.filter_map(|list| list.split_at_checked(list.iter().position(|s| s == scheme)?));
        before.flat_map(|(before, _)| before).collect()
    }
}

data! {
    /// A base URL that the provider documents.
    #[derive(Debug)]
    Server {
        new {
            /// Scheme, host and base path, without a slash at the end.
            url: &'static str,
            /// The purpose, such as "Production".
            description: &'static str,
        }
    }
}

data! {
    /// One operation of a provider.
    #[derive(Debug)]
    Operation {
        new {
            /// The spec's `operationId`, which is also the method's name. `get_account`.
            id: &'static str,
            /// The HTTP method, in capitals.
            method: &'static str,
            /// The path template, which follows the base URL. `/v1/accounts/{accountId}`.
            path: &'static str,
        }
        set {
            /// The names of the required parameters, in the order of the method's arguments.
            parameters: &'static [&'static str] = &[],
            /// The names of the optional parameters.
            optional: &'static [&'static str] = &[],
            /// The media types of the request body, the preferred one first. Empty if the operation has none.
            request_media_types: &'static [&'static str] = &[],
            /// The media types that the spec lists for the response, in its order.
            media_types: &'static [&'static str] = &[],
            /// The style of query parameters that are not `form` with `explode`: name and style.
            query_styles: &'static [(&'static str, QueryStyle)] = &[],
        }
        with {
            /// The ways to authenticate, in place of the provider's. Empty where it takes no credentials.
            security: Option<&'static [Scheme]> = None, security(schemes: &'static [Scheme]) = Some(schemes);
            /// The header that carries an idempotency key, if the provider takes one. `Idempotency-Key`. Each call sends a new
            /// UUID in it, the same one with each of its attempts. So a call that writes may be retried.
            idempotency_key: Option<&'static str> = None, idempotency_key(header: &'static str) = Some(header);
            /// The decoding of a success response.
            response_body: ResponseBody = ResponseBody::Buffered, streamed() = ResponseBody::Streamed;
        }
    }
}

/// The style of a query parameter: OpenAPI's `style` and `explode`.
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

/// The decoding of a success response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseBody {
    /// Whole, into memory, up to the client's limit.
    Buffered,
    /// By the caller, piece by piece.
    Streamed,
}

data! {
    /// JSON pointers to the code and the message in an error body.
    #[derive(Debug, Default)]
    ErrorFields {
        new {}
        with {
            /// `/error/code`, if there is one.
            code: Option<&'static str> = None, code(pointer: &'static str) = Some(pointer);
            /// `/error/message`, if there is one.
            message: Option<&'static str> = None, message(pointer: &'static str) = Some(pointer);
        }
    }
}

/// A way to authenticate, from `securitySchemes`.
#[derive(Debug, PartialEq, Eq)]
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
    /// Several credentials that a request carries together; without any, a request needs none.
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

    /// Several credentials that a request carries together. One in another has no meaning. Without any, it stands for a request
    /// without credentials, and comes last.
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

data! {
    /// A token request. By default, it is a form with the credentials, and the token is at `/access_token`, as in OAuth
    /// 2.0.
    #[derive(Debug, PartialEq, Eq)]
    TokenRequest {
        new {
            /// The URL: a path below the base URL, or an absolute URL.
            url: &'static str,
        }
        set {
            /// More fields of the body: name and value. `scope`, `audience`.
            fields: &'static [(&'static str, &'static str)] = &[],
            /// JSON pointer to the token in the response. `/access_token`.
            token: &'static str = "/access_token",
        }
        with {
            /// The format of the request body.
            body: TokenBody = TokenBody::Form, json() = TokenBody::Json;
            /// The place of the credentials.
            credentials: TokenCredentials = TokenCredentials::Body, basic() = TokenCredentials::Basic;
        }
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

/// The place of the credentials in a token request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenCredentials {
    /// In the body.
    Body,
    /// In the `Authorization` header, as HTTP basic (RFC 6749, section 2.3.1).
    Basic,
}

/// The environment variable of a provider's setting, by the provider's [name](Provider::name): `PROVIDER_CLIENT_ID`.
#[must_use]
pub fn variable(provider: &str, word: &str) -> String {
    format!("{provider}_{word}")
        .to_ascii_uppercase()
        .replace(|c: char| !c.is_ascii_alphanumeric(), "_")
}

//! Credentials as a caller gives them: of a kind that the provider takes, or the program does not compile.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use crate::auth::grant::Token;
use crate::auth::proof::{Given, Kind};
use crate::client::api::Api;
use crate::exchange::hook::BoxError;
use crate::request::config::ConfigError;
use crate::request::provider::variable;
use crate::value::secret::Secret;

/// Which kinds of credentials a client takes: its spec's `securitySchemes`, so that another kind does not compile.
pub mod scheme {
    /// HTTP basic: a name and a password with every request.
    #[diagnostic::on_unimplemented(message = "this provider does not take HTTP basic credentials")]
    pub trait Basic: crate::Api {}

    /// A bearer token with every request.
    #[diagnostic::on_unimplemented(message = "this provider does not take a bearer token")]
    pub trait Bearer: crate::Api {}

    /// A key in the query or in a header of every request.
    #[diagnostic::on_unimplemented(message = "this provider does not take an API key")]
    pub trait ApiKey: crate::Api {}

    /// OAuth2 client credentials, exchanged for a token.
    #[diagnostic::on_unimplemented(
        message = "this provider does not take OAuth2 client credentials"
    )]
    pub trait ClientCredentials: crate::Api {}

    /// A user's name and password, exchanged for a token.
    #[diagnostic::on_unimplemented(
        message = "this provider does not take a user name and a password"
    )]
    pub trait Login: crate::Api {}
}

/// Proof of who calls, of a kind that the provider takes. `Debug` shows the kind only.
///
/// ```
/// # use bindery_runtime::{Credentials, scheme};
/// fn credentials<C: scheme::Bearer>() -> Credentials<C> {
///     Credentials::token("made-up-token")
/// }
/// ```
///
/// A kind that the provider does not take does not compile:
///
/// ```compile_fail,E0277
/// # use bindery_runtime::{Credentials, scheme};
/// fn credentials<C: scheme::Bearer>() -> Credentials<C> {
///     Credentials::basic("made-up-id", "made-up-secret")
/// }
/// ```
pub struct Credentials<C> {
    pub(crate) given: Vec<Given>,
    api: PhantomData<fn() -> C>,
}

impl<C: Api> Credentials<C> {
    /// No credentials, for operations that need none. Calls of the others fail before anything is sent.
    pub fn none() -> Self {
        Self::of(Vec::new())
    }

    /// HTTP basic credentials, sent with every request.
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self
    where
        C: scheme::Basic,
    {
        Self::new(Kind::Basic, None, [username.into().into(), password.into()])
    }

    /// A bearer token, sent with every request, with or without the word `Bearer` before it.
    pub fn token(token: impl Into<Secret>) -> Self
    where
        C: scheme::Bearer,
    {
        Self::new(Kind::Token, None, [token.into()])
    }

    /// A source of bearer tokens. It is asked for a token before the first call, again before a token expires, and once
    /// more when the provider answers 401; never for two tokens at a time. It runs in a task of its own.
    ///
    /// # Errors
    /// An error of the source is the `source()` of the error of each call that waited for the token.
    pub fn token_source<F, R, E>(source: F) -> Self
    where
        C: scheme::Bearer,
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Token, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let source = move || {
            let token = source();
            Box::pin(async move { token.await.map_err(Into::into) })
                as Pin<Box<dyn Future<Output = _> + Send>>
        };
        Self::of(vec![Given::Source(Arc::new(source))])
    }

    /// An API key, sent with every request.
    pub fn api_key(key: impl Into<Secret>) -> Self
    where
        C: scheme::ApiKey,
    {
        Self::new(Kind::ApiKey, None, [key.into()])
    }

    /// An API key for the header or query parameter of this name, where the provider takes several.
    pub fn api_key_named(name: impl Into<String>, key: impl Into<Secret>) -> Self
    where
        C: scheme::ApiKey,
    {
        Self::new(Kind::ApiKey, Some(name.into()), [key.into()])
    }

    /// OAuth2 client credentials. The client exchanges them for a token when it first needs one, and again before that
    /// expires or when it is refused.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self
    where
        C: scheme::ClientCredentials,
    {
        Self::new(
            Kind::ClientCredentials,
            None,
            [id.into().into(), secret.into()],
        )
    }

    /// A user's name and password. The client exchanges them for a token when it first needs one, and again before that
    /// expires or when it is refused.
    pub fn login(username: impl Into<String>, password: impl Into<Secret>) -> Self
    where
        C: scheme::Login,
    {
        Self::new(Kind::Login, None, [username.into().into(), password.into()])
    }

    /// These credentials and others together, for a provider that wants both with every request.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.given.extend(other.given);
        self
    }

    /// Credentials from environment variables: the first scheme all of whose variables are set.
    ///
    /// # Errors
    /// No scheme has all of its variables; the error names them.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Credentials from variables that `lookup` knows, under the names that the environment would have.
    ///
    /// # Errors
    /// No scheme has all of its variables; the error names them.
    pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let provider = C::PROVIDER;
        let value = |word: &str| {
            let value = lookup(&variable(provider.name, word)).filter(|value| !value.is_empty());
            value.map(Secret::from)
        };
        let complete = provider.security.iter().find_map(|scheme| {
            let parts = scheme.parts().iter().map(|part| {
                let values: Option<Vec<Secret>> = part.words().into_iter().map(value).collect();
                Given::new(part, values?)
            });
            parts.collect::<Option<Vec<Given>>>()
        });
        match complete {
            Some(given) => Ok(Self::of(given)),
            None if provider.security.is_empty() => Ok(Self::none()),
            None => Err(ConfigError::no_variables(provider, lookup)),
        }
    }

    fn new<const N: usize>(kind: Kind, name: Option<String>, values: [Secret; N]) -> Self {
        Self::of(vec![Given::Values(kind, name, values.into())])
    }

    fn of(given: Vec<Given>) -> Self {
        let api = PhantomData;
        Self { given, api }
    }
}

impl<C> Clone for Credentials<C> {
    fn clone(&self) -> Self {
        Self {
            given: self.given.clone(),
            api: PhantomData,
        }
    }
}

impl<C> fmt::Debug for Credentials<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials({:?}, [redacted])", self.given)
    }
}

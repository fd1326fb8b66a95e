//! Credentials of a caller. A kind that the provider does not take does not compile.

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
use crate::request::provider::{Scheme, variable};
use crate::value::secret::Secret;

/// The kinds of credentials that a client takes, by the `securitySchemes` of its spec. Another kind does not compile.
pub mod scheme {
    /// HTTP basic authentication.
    #[diagnostic::on_unimplemented(message = "this provider does not take HTTP basic credentials")]
    pub trait Basic: crate::Api {}

    /// A bearer token.
    #[diagnostic::on_unimplemented(message = "this provider does not take a bearer token")]
    pub trait Bearer: crate::Api {}

    /// An API key in the query or in a header.
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

/// Credentials of a kind that the provider takes. `Debug` prints only the kind.
///
/// ```
/// # use bindery_runtime::{Credentials, scheme};
/// fn credentials<C: scheme::Bearer>() -> Credentials<C> {
///     Credentials::token("made-up-token")
/// }
/// ```
///
/// Other kinds do not compile:
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
    /// Sets no credentials, for operations that need none. Calls of other operations fail before anything is sent.
    pub fn none() -> Self {
        Self::of(Vec::new())
    }

    /// Creates HTTP basic credentials.
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self
    where
        C: scheme::Basic,
    {
        Self::new(Kind::Basic, None, [username.into().into(), password.into()])
    }

    /// Creates credentials from a bearer token, with or without the prefix `Bearer`.
    pub fn token(token: impl Into<Secret>) -> Self
    where
        C: scheme::Bearer,
    {
        Self::new(Kind::Token, None, [token.into()])
    }

    /// Creates credentials from a source of bearer tokens. The client calls it before the first call, before a token
    /// expires, and after a 401, never concurrently. It runs in its own task.
    ///
    /// # Errors
    /// An error of the source becomes the `source()` of the error of each call that waited for the token.
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

    /// Creates credentials from an API key.
    pub fn api_key(key: impl Into<Secret>) -> Self
    where
        C: scheme::ApiKey,
    {
        Self::new(Kind::ApiKey, None, [key.into()])
    }

    /// Creates credentials from the API key for the header or query parameter of this name, if the provider takes
    /// several keys.
    pub fn api_key_named(name: impl Into<String>, key: impl Into<Secret>) -> Self
    where
        C: scheme::ApiKey,
    {
        Self::new(Kind::ApiKey, Some(name.into()), [key.into()])
    }

    /// Creates OAuth 2.0 client credentials. The client requests a token at the first call, and again before it expires
    /// or after a 401.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self
    where
        C: scheme::ClientCredentials,
    {
        Self::new(Kind::ClientCredentials, None, [id.into().into(), secret.into()])
    }

    /// Creates credentials from a user name and a password. The client requests a token at the first call, and again
    /// before it expires or after a 401.
    pub fn login(username: impl Into<String>, password: impl Into<Secret>) -> Self
    where
        C: scheme::Login,
    {
        Self::new(Kind::Login, None, [username.into().into(), password.into()])
    }

    /// Combines two credentials, for a provider that takes both with a request, or each of them with some operations.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.given.extend(other.given);
        self
    }

    /// Reads credentials from environment variables: of each operation, those of the first scheme with all of its variables.
    ///
    /// # Errors
    /// Returns an error that names the variables if no credential scheme has all of its variables, unless the provider takes
    /// requests without credentials and none of the variables is set.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Reads credentials from the variables that `lookup` returns, with the names of the environment variables.
    ///
    /// # Errors
    /// Returns an error that names the variables if no credential scheme has all of its variables.
    pub fn from_variables(lookup: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let provider = C::PROVIDER;
        let value = |word: &str| {
            let value = lookup(&variable(provider.name, word)).filter(|value| !value.is_empty());
            value.map(Secret::from)
        };
        let credentials = |part: &'static Scheme| {
            let values: Option<Vec<Secret>> = part.words().into_iter().map(value).collect();
            Given::new(part, values?)
        };
        let mut given: Vec<(&Scheme, Given)> = Vec::new();
        for list in provider.security_lists() {
            let complete = list.iter().filter(|way| !way.parts().is_empty()).find_map(|way| {
                let parts = way.parts().iter().map(|part| Some((part, credentials(part)?)));
                parts.collect::<Option<Vec<_>>>()
            });
            for (part, credentials) in complete.into_iter().flatten() {
                if given.iter().all(|(known, _)| *known != part) {
                    given.push((part, credentials));
                }
            }
        }
        let is_set = |word: &str| lookup(&variable(provider.name, word)).is_some();
        let is_meant = || provider.schemes().iter().flat_map(|way| way.words()).any(is_set);
        match given.is_empty() && (!provider.is_open() || is_meant()) {
            true => Err(ConfigError::no_variables(provider, lookup)),
            false => Ok(Self::of(given.into_iter().map(|(_, given)| given).collect())),
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
        Self { given: self.given.clone(), api: PhantomData }
    }
}

impl<C> fmt::Debug for Credentials<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials({:?}, [redacted])", self.given)
    }
}

//! Credentials of a caller, of any kind. A generated client has only the kinds that its provider takes.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::auth::grant::Token;
use crate::auth::proof::{Given, Kind};
use crate::exchange::hook::BoxError;
use crate::request::config::ConfigError;
use crate::request::provider::{Provider, Scheme, variable};
use crate::value::secret::Secret;

/// The content of a generated `Credentials`, of any kind. `Debug` prints only the kinds.
#[derive(Clone)]
pub struct Credentials {
    pub(crate) given: Vec<Given>,
}

impl Credentials {
    /// Sets no credentials, for operations that need none. Calls of other operations fail before anything is sent.
    pub fn none() -> Self {
        Self::of(Vec::new())
    }

    /// Creates HTTP basic credentials.
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::new(Kind::Basic, None, [username.into().into(), password.into()])
    }

    /// Creates credentials from a bearer token, with or without the prefix `Bearer`.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self::new(Kind::Token, None, [token.into()])
    }

    /// Creates credentials from a source of bearer tokens. The client calls it before the first call, before a token
    /// expires, and after a 401, never concurrently. It runs in its own task.
    ///
    /// # Errors
    /// An error of the source becomes the `source()` of the error of each call that waited for the token.
    pub fn token_source<F, R, E>(source: F) -> Self
    where
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
    pub fn api_key(key: impl Into<Secret>) -> Self {
        Self::new(Kind::ApiKey, None, [key.into()])
    }

    /// Creates credentials from the API key for the header or query parameter of this name, if the provider takes
    /// several keys.
    pub fn api_key_named(name: impl Into<String>, key: impl Into<Secret>) -> Self {
        Self::new(Kind::ApiKey, Some(name.into()), [key.into()])
    }

    /// Creates OAuth 2.0 client credentials. The client requests a token at the first call, and again before it expires
    /// or after a 401.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self::new(Kind::ClientCredentials, None, [id.into().into(), secret.into()])
    }

    /// Creates credentials from a user name and a password. The client requests a token at the first call, and again
    /// before it expires or after a 401.
    pub fn login(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self::new(Kind::Login, None, [username.into().into(), password.into()])
    }

    /// Combines two credentials, for a provider that takes both with a request, or each of them with some operations.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.given.extend(other.given);
        self
    }

    /// Reads credentials from the variables that `lookup` returns, with the names of the environment variables.
    ///
    /// # Errors
    /// Returns an error that names the variables if no credential scheme has all of its variables.
    pub fn from_variables(
        provider: &'static Provider,
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
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
        Self { given }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials({:?}, [redacted])", self.given)
    }
}

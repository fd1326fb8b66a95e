// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The client for ActivePlatform.

use crate::types;
use ::progenitor_client::{
    Api, CallOptions, ConfigError, Method, Provider, RequestBuilder, ResponseValue,
    Transport,
};

::progenitor_client::client_builder! {
    Client,
    "ActivePlatform": api_key
}

/// The error of a failed call. `E` is the type of the provider's error body.
pub type Error<E = types::ErrorResponse> = ::progenitor_client::Error<E>;

/// A client for ActivePlatform.
///
/// Cloning is cheap. Clones share connections and tokens, so create one client and use it everywhere.
#[derive(Clone, Debug)]
pub struct Client {
    inner: crate::methods::Client,
}

impl Api for Client {
    const PROVIDER: &'static Provider = &crate::PROVIDER;
    type Builder = ClientBuilder;
    fn from_transport(transport: Transport) -> Self {
        Self {
            inner: <crate::methods::Client as Api>::from_transport(transport),
        }
    }
    fn transport(&self) -> &Transport {
        &self.inner.client
    }
}

/// Construction.
impl Client {
    /// Returns a builder for a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
    /// Creates a client with the credentials and the base URL from environment variables, see [credentials](crate#credentials).
    ///
    /// # Errors
    ///
    /// Returns an error that names the variable if one is missing or invalid.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }
    /// Returns a client that uses these options for its calls, and shares connections and tokens with this one.
    #[must_use]
    pub fn with(&self, options: CallOptions) -> Self {
        Self {
            inner: crate::methods::Client {
                client: self.inner.client.with(options),
                baseurl: ::std::sync::Arc::clone(&self.inner.baseurl),
            },
        }
    }
    /// Starts a request that is not in the spec, with the credentials, retries and limits of this client. `path` begins
    /// with a slash and follows the base URL; what in it comes from elsewhere must be percent-encoded.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.inner.client.request(method, path)
    }
}

/// The operations.
impl Client {
    /// Returns an account.
    ///
    /// The owner of the token must have access to the account. The token is part of the URL, so do not log URLs.
    ///
    /// Sends `GET /api/vendor/v1/accounts/{account_id}.json`.
    ///
    /// - `account_id`: ID of the account.
    ///
    /// # Errors
    ///
    /// Returns an error if the request fails, the provider rejects it, or the response cannot be decoded. See [errors](crate#errors).
    pub async fn get_account(
        &self,
        account_id: i64,
    ) -> Result<ResponseValue<types::Account>, Error> {
        self.inner.get_account(account_id).await
    }
}

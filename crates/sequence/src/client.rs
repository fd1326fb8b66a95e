// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
//! The client for Sequence.

use crate::types;
use ::progenitor_client::{
    Api, CallOptions, ConfigError, Method, Provider, RequestBuilder, ResponseValue,
    Transport,
};

/// Builds a [`Client`].
pub type ClientBuilder = ::progenitor_client::ClientBuilder<Client>;

/// How a client authenticates to Sequence.
pub type Credentials = ::progenitor_client::Credentials<Client>;

/// Why a call failed. `E` is the type of the provider's error body.
pub type Error<E = types::ErrorResponse> = ::progenitor_client::Error<E>;

/// A client for Sequence.
///
/// Clones are cheap and share connections and tokens: one client serves a whole program.
#[derive(Clone, Debug)]
pub struct Client {
    inner: crate::methods::Client,
}

impl Api for Client {
    const PROVIDER: &'static Provider = &crate::PROVIDER;
    fn from_transport(transport: Transport) -> Self {
        Self {
            inner: <crate::methods::Client as Api>::from_transport(transport),
        }
    }
    fn transport(&self) -> &Transport {
        &self.inner.client
    }
}

impl ::progenitor_client::scheme::Basic for Client {}

/// How a client is made.
impl Client {
    /// Starts to build a client: give it credentials, then build it.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }
    /// Makes a client with credentials and base URL from the environment; the crate's front page lists the variables.
    ///
    /// # Errors
    ///
    /// A variable is missing or cannot be used; the error names it.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }
    /// Returns this client with other options for the calls that are made through it: `client.with(options).get_…`.
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
    /// Read one account.
    ///
    /// Reads any account of the organisation that the credentials belong to. Sequence answers 429 to a client that calls too often; it documents no header that says how long to wait.
    ///
    /// Sends `GET /sequence-accounts/{id}`.
    ///
    /// - `id`: The account to read.
    ///
    /// # Errors
    ///
    /// The provider refused the call, or no response came, or none that can be read: see the crate's front page.
    pub async fn get_account(
        &self,
        id: &str,
    ) -> Result<ResponseValue<types::Account>, Error> {
        self.inner.get_account(id).await
    }
}
